"""The page of one customer: the same numbers as the sections, and nothing where nothing is known."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.cost.analysis import cost_of
from wcm_helpers.reports.service_plan.one_customer.section import customer_names


def text_of(section):
    return " ".join(block.text for block in section.blocks)


def test_the_under_served_customer_has_what_the_sections_say(plan_review, truth):
    customer = truth["class A without its manager's time"]
    page = plan_review.customer(customer)
    text = text_of(page)
    assert plan_review.result.name_of(customer) in text and "class A" in text
    outcomes = page.tables["package"].set_index("Item")["Outcome"]
    assert outcomes["Regular talk"] == outcomes["Review meeting"] == "not received"
    assert "The last talk was on " in text and "looks after it" in text


def test_the_loss_maker_has_the_margin_of_the_section(plan_review, truth):
    customer = truth["loss maker"]
    row = plan_review.computed(cost_of).customers.set_index("customer_id").loc[customer]
    assert row["margin"] < 0
    assert "At other rates the sign turns in 0% of draws." in text_of(plan_review.customer(customer))


def test_every_kind_of_customer_has_a_page(plan_review):
    listed, active = plan_review.result.customers.index, plan_review.result.active.index
    left = listed.difference(active)
    assert "is no active customer" in text_of(plan_review.customer(left[0]))
    for customer in [*active[:8], *left[:3]]:
        assert "nan" not in text_of(plan_review.customer(customer))


def test_where_nothing_is_known_little_is_said(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at,kind", "a,2026-10-12 10:00,visit")
    tables = {"interactions": talks, "customers": csv(tmp_path, "c.csv", "customer_id", "a")}
    review = plan_of(tmp_path, tables)
    assert customer_names(review) == {"a": "a"}
    text = text_of(review.customer("a"))
    assert "its class is not known" in text and "entitled to nothing" in text and "margin" not in text
