"""What serving costs: months without costs, costs of nobody, and dates ahead."""

import pytest

from tests.data.exports import WITH_COSTS, values
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import last_day
from wcm_helpers.data.facts.history import (
    cut_off,
    value_by_month,
)
from wcm_helpers.data.intake import dated_after
from wcm_helpers.reports.classification.costs_without_activity import costs_without_activity


def test_costs_of_nobody_and_of_silent_months_are_warned_of_and_make_nobody_active(history_of, warehouse):
    warehouse.write(c__csv="customer_id\na\n")
    tables = WITH_COSTS | {"customers": 'path = "c.csv"'}
    costs = ["a,2026-05,,3", "a,2026-04,,1.5", "z,2026-05,,2", "a,2026-06,,7", "a,2026-05,返利,-1"]
    history = history_of(["a,2026-05-29,9"], costs, tables=tables)
    assert values(history, "2026-05") == {("a", "2026-05"): 70_000}
    assert history.costs_left_out("2026-05", "margin").to_numpy().tolist() == [
        ["a", "2026-04", 15_000],
        ["z", "2026-05", 20_000],
    ]
    assert "In 2 cases a customer had costs in a month without activity: 3.50 CNY" in costs_without_activity(
        history, "2026-05", "margin"
    )
    warnings = history.intake.warnings
    assert warnings[["reason", "rows", "line", "value"]].to_numpy().tolist() == [
        ["unknown_customer", 1, 4, "z"], ["negative_cost", 1, 6, "-1.0000"], ["cost_alone", 3, 3, "a"],
    ]  # fmt: skip


def test_every_cost_up_to_the_month_is_counted_or_left_out(history_of):
    history = history_of(
        ["a,2026-04-30,9", "b,2026-05-29,9"], ["a,2026-04,,1", "a,2026-05,,2", "b,2026-05,,4"]
    )
    counted = value_by_month(history, "2026-05", "revenue")["cost"].sum()
    assert (counted, history.costs_left_out("2026-05", "revenue")["cost"].sum()) == (50_000, 20_000)
    assert costs_without_activity(history, "2026-04", "revenue") == ""


def test_a_month_of_the_window_without_costs_is_said_and_not_taken_for_free(history_of):
    bills = [f"a,2026-{month}-28,9" for month in ("03", "04", "05", "06")]
    costs = ["a,2026-04,,1", "a,2026-06,,1"]
    history = history_of(bills, costs)
    with pytest.raises(WorkbookError, match=r"\[tables\.costs\] has no costs for May 2026, although"):
        cut_off(history, "2026-06", "margin", window_months=12, allow_incomplete=True)
    facts, _ = cut_off(history, "2026-04", "margin", window_months=12, allow_incomplete=True)
    assert facts["month"].tolist() == ["2026-04"]  # March, before the first costs, is no margin either
    with pytest.raises(WorkbookError, match=r"2026-05.* is outside|no costs for May 2026"):
        cut_off(history, "2026-05", "margin", window_months=12, allow_incomplete=True)
    facts, _ = cut_off(history, "2026-06", "margin", window_months=1, allow_incomplete=True)
    assert facts["month"].tolist() == ["2026-06"]


def test_a_cost_month_ahead_is_found_with_its_place(history_of):
    intake = history_of(["a,2026-05-29,9"], ["a,2026-05,,1", "a,2106-05,,1"]).intake
    warnings = dated_after(intake, last_day("2026-05"))
    assert warnings[["table", "rows", "line", "value"]].to_numpy().tolist() == [["costs", 1, 3, "2106-05"]]
