"""The ledger is what customers used and what nobody used, to the last unit."""

import pandas as pd

from tests.reports.service_plan.cost.planted import planted, result_of
from tests.reports.service_plan.cost.test_inputs import activities, billing, footprints, pools
from wcm_helpers.reports.service_plan.cost.analysis import by_class, cost_to_serve
from wcm_helpers.reports.service_plan.cost.inputs import cost_inputs

MONTHS = ("2026-04", "2026-05")
#: In April half of 100 minutes are used, in May 120; positions 8 of 10 in May, nothing known in April.
LEDGER = pools(
    ("2026-04", "crew", "labour", "picking", 1_000_000, 100.0),
    ("2026-05", "crew", "labour", "picking", 1_200_000, 100.0),
    ("2026-05", "rent", "space", None, 500_000, 10.0),
    ("2026-05", "gas", "labour", None, 30_000, 10.0),
)
WORK = activities(
    ("a", "2026-04", "picking", 5, 50.0),
    ("a", "2026-05", "picking", 9, 30.0),
    ("b", "2026-05", "picking", 9, 90.0),
)
SPACE = footprints(("a", "2026-05", None, 8, None))
BILLS = billing(("a", "2026-04", 2_000_000), ("b", "2026-05", 800_000))


def made(classes=None):
    result = result_of(classes or {"a": "A", "b": "B"}, "2026-05")
    return cost_to_serve(cost_inputs(LEDGER, WORK, SPACE, BILLS, MONTHS), result)


def test_each_month_has_its_rate_and_unused_capacity_burdens_nobody():
    # a: 50 × 1 in April, 30 of 120 minutes of 120 in May (30), 8 of 10 positions of 50 (40).
    rows = made().customers.set_index("customer_id")
    assert rows["cost"].to_dict() == {"a": 500_000 + 300_000 + 400_000, "b": 900_000}
    assert rows["margin"].to_dict() == {"a": 800_000, "b": -100_000}
    # With the other half of April (50) and two positions (10).
    assert rows["full_cost"].to_dict() == {"a": 1_200_000 + 600_000, "b": 900_000}


def test_the_ledger_is_charged_unused_and_not_charged():
    cost = made()
    assert (cost.ledger, cost.charged, cost.unused, cost.not_charged) == (
        2_730_000,
        2_100_000,
        600_000,
        30_000,
    )


def test_pools_count_their_months_and_those_over_capacity():
    rows = made().pools.set_index("pool")
    assert rows.loc["crew", ["months", "months_over", "chargeable"]].tolist() == [2, 1, True]
    assert rows.loc["crew", "used_share"] == 170 / 200
    assert not rows.loc["gas", "chargeable"]


def test_the_sum_is_the_ledger_to_the_fen_in_an_invented_warehouse():
    _losing, inputs, result = planted(7, 60)
    cost = cost_to_serve(inputs, result)
    assert cost.charged == cost.customers["cost"].sum() and cost.not_charged == 0
    assert cost.customers["full_cost"].sum() == inputs.pools["amount"].sum() == cost.ledger


def test_the_order_of_rows_does_not_matter():
    result = result_of({"b": "B", "a": "A"}, "2026-05")
    other = cost_to_serve(cost_inputs(LEDGER[::-1], WORK[::-1], SPACE, BILLS[::-1], MONTHS), result)
    pd.testing.assert_frame_equal(made().customers, other.customers)
    pd.testing.assert_frame_equal(made().pools, other.pools)


def test_customers_without_a_class_are_the_last_group():
    rows = by_class(made({"a": None, "b": "B"}).customers)
    assert rows[["class", "losing", "margin"]].values.tolist() == [["B", 1, -100_000], ["", 0, 800_000]]
