"""The first page of the invented warehouse: what a manager reads first."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of


def test_the_page_has_headline_lines_cards_and_a_picture(plan_review):
    kinds = [block.kind for block in plan_review.first_page.blocks]
    assert kinds == ["lead", "actions", "cards", "chart"]


def test_five_lines_at_most_each_with_a_step_and_no_customer_twice(plan_review):
    actions = plan_review.actions
    assert 3 <= len(actions) <= 5
    assert len({action.name for action in actions}) == len(actions)
    assert all(action.step.endswith(".") and action.happened.endswith(".") for action in actions)
    assert all(action.section in plan_review.report.sections for action in actions)


def test_the_planted_cases_are_on_the_page(plan_review, truth):
    lines = {action.kind: action for action in plan_review.actions}
    name = plan_review.result.name_of
    assert lines["underserved"].name == name(truth["class A without its manager's time"])
    assert lines["promise"].happened.startswith("Response in time was kept for ")
    rest = plan_review.first_page.blocks[1].text.splitlines()[-1]
    assert "more cases: " in rest and "Over-served customer (Entitled and received)" in rest
    assert truth["overloaded manager"] in lines["staffing"].name


def test_a_warehouse_without_a_case_asks_for_nothing(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    review = plan_of(tmp_path, {"interactions": talks})
    text = " ".join(block.text for block in review.first_page.blocks)
    assert "Nothing this month asks for an action." in text and "cannot be told" in text
    assert "DRAFT" not in review.head.blocks[0].text
