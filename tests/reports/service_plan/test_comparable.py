"""The figures by which the sites of a group are compared: shares with their interval, and what adds up."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.comparable import _share, comparables_of


def test_shares_have_intervals_and_amounts_a_currency(plan_review):
    made = {one.id: one for one in comparables_of(plan_review)}
    assert list(made) == [
        "entitlement_kept_a", "cadence_kept", "underserved", "short_hours", "unused_capacity_cost",
        "loops_open",
    ]  # fmt: skip
    assert made["entitlement_kept_a"].has_interval and made["cadence_kept"].has_interval
    assert made["unused_capacity_cost"].unit == "CNY" and made["underserved"].value == 1


def test_a_share_has_wilson_s_interval_and_none_without_cases():
    (one,) = _share("x", "X", 1, 2)  # Wilson for 1 of 2: 9.5 % to 90.5 %
    assert (round(one.low, 3), one.value, round(one.high, 3), one.n) == (0.095, 0.5, 0.905, 2)
    assert _share("x", "X", 0, 0) == []


def test_what_is_unknown_is_not_compared(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    made = [one.id for one in comparables_of(plan_of(tmp_path, {"interactions": talks}))]
    assert "entitlement_kept_a" not in made and "short_hours" not in made
