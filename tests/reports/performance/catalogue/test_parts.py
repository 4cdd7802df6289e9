"""The counts behind the indicators, with the groups of their customers."""

import pytest

from wcm_helpers.reports.performance.catalogue.parts import parts_of


@pytest.fixture(scope="module")
def parts(performance_review):
    return performance_review.computed(parts_of)


def test_the_sample_has_every_part_but_none_is_empty(parts):
    assert set(parts) == {
        "orders", "inbound", "lines", "stages", "tickets", "ticket_hours", "stock", "loyalty", "money"
    }  # fmt: skip
    assert all(len(part) for part in parts.values())


def test_months_are_those_of_the_review(performance_review, parts):
    for part in parts.values():
        assert set(part["month"]) <= set(performance_review.result.months)


def test_a_customer_is_in_one_class_in_all_months(parts):
    orders = parts["orders"]
    assert orders.groupby("customer_id")["class"].nunique(dropna=False).max() == 1
    assert {"A", "B", "C"} <= set(orders["class"].dropna())


def test_money_is_what_was_billed(performance_review, parts):
    billed = performance_review.history.facts.billing
    for month in ("2025-11", "2026-10"):
        own = parts["money"].loc[parts["money"]["month"] == month, "revenue"].sum()
        assert own == billed.loc[billed["month"] == month, "revenue"].sum()


def test_failures_of_others_count_as_kept_in_the_measure_of_our_faults(parts):
    orders = parts["orders"].groupby("month").sum(numeric_only=True)
    failed = orders["otif_measured"] - orders["otif"]
    ours = orders["otif_measured"] - orders["not_our_failures"]
    assert (ours <= failed).all() and (ours > 0).any()
    assert (orders["otif_without_customer"] == orders["otif_measured"] - orders["customer_failures"]).all()
