"""Who costs more than it brings: at which level, by which cost, and how certain it is."""

import pandas as pd
import pytest

from tests.reports.service_plan.cost.planted import planted
from wcm_helpers.methods.time_driven_costing import time_driven_costs
from wcm_helpers.reports.service_plan.cost.analysis import cost_to_serve
from wcm_helpers.reports.service_plan.cost.losses import costs_by_driver, loss_makers


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_planted_loss_maker_is_there_with_returns_as_its_main_cost(seed):
    losing, inputs, result = planted(seed, 150)
    row = cost_to_serve(inputs, result).loss_makers.set_index("customer_id").loc[losing]
    assert row["certain"] and row["driver"] == "returns" and row["excess"] > row["loss"] > 0
    assert row["price_change"] == pytest.approx(row["loss"] / row["billed"])


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_a_warehouse_without_a_loss_maker_gets_none(seed):
    losing, inputs, result = planted(seed, 20)  # of 20 customers none costs more than 85 % of its bills
    cost = cost_to_serve(inputs, result)
    assert losing is None and cost.loss_makers.empty
    assert cost.ledger == cost.charged + cost.unused and cost.unused > 0


def drivers(**rows):
    """Return costs by driver of customers with storage and returns, without overheads."""
    frame = pd.DataFrame(rows, index=["returns", "storage", "overhead"]).T
    return pd.concat({"whole": frame, "own": frame}, axis=1)


def losing(own, full, turns=(0.0, 0.0), billed=100):
    """Return the loss makers of x, whose class pays 10 for returns and 60 for storage."""
    ids = ["a", "b", "c", "d", "x"]
    usual = dict.fromkeys(ids[:4], (10, 60, 0))
    customers = pd.DataFrame({"customer_id": ids, "billed": [100] * 4 + [billed]})
    for level, costs, doubt in (("", own, turns[0]), ("full_", full, turns[1])):
        customers[f"{level}margin"] = [30] * 4 + [billed - sum(costs)]
        customers[f"{level}turns"] = [0.0] * 4 + [doubt]
    levels = {"own": drivers(**usual, x=own), "full": drivers(**usual, x=full)}
    series = customers.set_index("customer_id")["billed"]
    return loss_makers(customers, series, levels, pd.Series("B", index=ids))


def test_a_loss_by_what_it_uses_has_its_driver_and_both_changes():
    # 150 for 100: 50 lost; returns are 80 − 10 above the class; 50 / 80 less of them mends it.
    row = losing((80, 70, 0), (90, 80, 0)).iloc[0]
    assert (row["level"], row["loss"], row["driver"], row["excess"]) == ("own", 50, "returns", 70)
    assert (row["price_change"], row["driver_change"], row["certain"]) == (0.5, 0.625, True)


def test_one_that_loses_only_with_unused_capacity_is_at_the_full_level():
    row = losing((25, 70, 0), (30, 90, 0)).iloc[0]
    assert (row["level"], row["loss"], row["driver"]) == ("full", 20, "storage")


def test_an_uncertain_loss_gives_way_to_the_certain_one_with_unused_capacity():
    row = losing((35, 70, 0), (40, 90, 0), turns=(0.3, 0.01)).iloc[0]
    assert (row["level"], row["loss"], row["certain"]) == ("full", 30, True)
    row = losing((35, 70, 0), (40, 90, 0), turns=(0.3, 0.05)).iloc[0]
    assert (row["level"], row["certain"]) == ("own", False)  # 5 % of the draws are too many


def test_a_driver_that_cannot_mend_the_loss_alone_has_no_change():
    row = losing((40, 150, 0), (40, 150, 0)).iloc[0]  # 90 lost; storage is 90 above and has 150: it can
    assert row["driver_change"] == pytest.approx(90 / 150)
    row = losing((90, 60, 100), (90, 60, 100)).iloc[0]  # 150 lost, 100 of it overheads; returns have 90
    assert row["price_change"] == 1.5 and pd.isna(row["driver_change"])


def test_more_credits_than_bills_make_no_loss_maker_and_no_bill_does():
    assert losing((5, 5, 0), (5, 5, 0), billed=-20).empty
    assert losing((5, 5, 0), (5, 5, 0), billed=0).iloc[0]["key"] == "no_revenue"


def test_overheads_follow_the_other_costs_to_the_last_unit():
    pools = pd.DataFrame(
        {
            "kind": ["labour", "space", "overhead"],
            "amount": [30_000, 10_000, 10_000],
            "capacity": [10, 10, pd.NA],
        },
        index=["crew", "rent", "office"],
    )
    usage = pd.DataFrame(
        {"customer": ["a", "a"], "pool": ["crew", "rent"], "activity": ["picking", "storage"], "used": 10}
    )
    costs = costs_by_driver(time_driven_costs(pools, usage), pools)
    # 1.00 of overheads on 3.00 and 1.00: 0.75 and 0.25.
    assert costs["whole"].loc["a"].to_dict() == {"picking": 37_500, "storage": 12_500, "overhead": 0}
    assert costs["own"].loc["a"].to_dict() == {"picking": 30_000, "storage": 10_000, "overhead": 10_000}
