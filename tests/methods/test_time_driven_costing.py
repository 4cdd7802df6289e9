"""Time-driven costing: a published case, cases by hand, and random books without a remainder."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.time_driven_costing import time_driven_costs, usage_of, whole_parts

UNIT = 10_000


def ledger(**pools):
    """Pools by name: kind, amount and capacity in whole units; None without a capacity."""
    rows = {
        name: {"kind": kind, "amount": amount * UNIT, "capacity": None if size is None else size * UNIT}
        for name, (kind, amount, size) in pools.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["kind", "amount", "capacity"])


def used(*rows):
    frame = pd.DataFrame(rows, columns=["customer", "pool", "used"])
    return frame.assign(used=(frame["used"] * UNIT).astype("int64"))


def test_the_published_customer_service_department():
    # Kaplan & Anderson (2004): 560,000 for 700,000 minutes; 9,800 orders of 40 minutes, 280 inquiries of
    # 220, 500 credit checks of 250: 578,600 minutes at .80; an order is 32, an inquiry 176, a check 200;
    # 97,120 are unused.
    volumes = pd.DataFrame(
        {"customer": "c", "activity": ["order", "inquiry", "credit"], "volume": [9_800, 280, 500]}
    )
    standards = pd.DataFrame(
        {"pool": "service", "per_unit": [40 * UNIT, 220 * UNIT, 250 * UNIT]},
        index=["order", "inquiry", "credit"],
    )
    result = time_driven_costs(ledger(service=("labour", 560_000, 700_000)), usage_of(volumes, standards))
    pool = result.pools.loc["service"]
    assert pool["rate"] == pytest.approx(0.80) and pool["key"] == "capacity"
    assert (pool["used"], pool["unused"]) == (578_600 * UNIT, 121_400 * UNIT)
    assert (pool["charged"], pool["unused_amount"]) == (462_880 * UNIT, 97_120 * UNIT)
    costs = result.lines.set_index("activity")["cost"]
    assert costs.to_dict() == {
        "order": 9_800 * 32 * UNIT, "inquiry": 280 * 176 * UNIT, "credit": 500 * 200 * UNIT,
    }  # fmt: skip
    assert result.faults == {}


def test_three_kinds_of_pools_by_hand():
    # Labour 1,000 for 500 minutes (2 each), space 600 for 300 pallet days (2 each), overhead 90 by the cost
    # so far: a 200 + 100 = 300, b 100 + 500 = 600: a third and two thirds.
    pools = ledger(
        labour=("labour", 1_000, 500), space=("space", 600, 300), office=("overhead", 90, None)
    )  # fmt: skip
    result = time_driven_costs(
        pools, used(("a", "labour", 100), ("a", "space", 50), ("b", "labour", 50), ("b", "space", 250))
    )
    assert result.customers.loc["a"].to_dict() == {
        "labour": 200 * UNIT, "office": 30 * UNIT, "space": 100 * UNIT
    }  # fmt: skip
    assert result.customers.loc["b", "office"] == 60 * UNIT
    assert result.pools["unused_amount"].to_dict() == {"labour": 700 * UNIT, "office": 0, "space": 0}
    assert result.pools["key"].to_dict() == {
        "labour": "capacity",
        "office": "cost_so_far",
        "space": "capacity",
    }


def test_overtime_is_no_negative_unused_capacity():
    # 120 minutes of work in 100: the 600 are shared by what was used, 5 a minute and not 6.
    result = time_driven_costs(
        ledger(floor=("labour", 600, 100)), used(("a", "floor", 90), ("b", "floor", 30))
    )  # fmt: skip
    pool = result.pools.loc["floor"]
    assert result.customers["floor"].to_dict() == {"a": 450 * UNIT, "b": 150 * UNIT}
    assert (pool["unused_amount"], pool["unused"], pool["over"], pool["rate"]) == (0, 0, 20 * UNIT, 5.0)
    assert result.faults == {"over_capacity": ("floor",)} and pool["key"] == "usage"


def test_pools_and_usage_without_the_other_are_named_and_lost_nowhere():
    pools = ledger(
        idle=("labour", 50, 10), rest=("space", 70, None), none=("labour", 0, 5), back=("labour", -30, 10),
        empty=("labour", 9, 0), office=("overhead", 12, None),
    )  # fmt: skip
    result = time_driven_costs(
        pools, used(("a", "rest", 1), ("b", "rest", 1), ("a", "none", 2), ("a", "back", 5), ("a", "lost", 7))
    )
    assert result.faults == {
        "no_usage": ("empty", "idle"),
        "no_capacity": ("empty", "rest"),
        "zero": ("none",),
        "negative": ("back",),
    }
    assert result.without_pool[["customer", "pool", "used"]].to_numpy().tolist() == [["a", "lost", 7 * UNIT]]
    unused = result.pools["unused_amount"] // UNIT
    assert unused.to_dict() == {"back": -15, "empty": 9, "idle": 50, "none": 0, "office": 0, "rest": 0}
    # a: 35 of the rest less 15, b: 35; the office by 20 to 35.
    assert result.customers["office"].to_dict() == {"a": 43_600, "b": 76_400}
    assert (result.pools["charged"] + result.pools["unused_amount"] == result.pools["amount"]).all()


def test_an_overhead_with_usage_of_its_own_is_shared_by_it():
    pools = ledger(floor=("labour", 100, 10), office=("overhead", 40, None))
    rows = used(("a", "floor", 10), ("a", "office", 1), ("b", "office", 3))
    result = time_driven_costs(pools, rows)
    assert result.customers["office"].to_dict() == {"a": 10 * UNIT, "b": 30 * UNIT}
    assert result.pools.loc["office", "key"] == "usage" and result.faults == {}


def test_who_costs_less_than_nothing_so_far_pays_no_overhead():
    # A refund of 20 to a alone, 30 of the floor to b and c by 1 to 2: the office is theirs, 3 and 6.
    pools = ledger(back=("labour", -20, 1), floor=("labour", 30, 3), office=("overhead", 9, None))
    result = time_driven_costs(pools, used(("a", "back", 1), ("b", "floor", 1), ("c", "floor", 2)))
    assert result.customers["office"].to_dict() == {"a": 0, "b": 3 * UNIT, "c": 6 * UNIT}


def test_overheads_without_anybody_stay_unallocated():
    result = time_driven_costs(ledger(office=("overhead", 40, None)), used())
    assert result.customers.empty and result.pools.loc["office", "unused_amount"] == 40 * UNIT
    assert result.pools.loc["office", "key"] == "nothing"


def test_activities_without_a_standard_are_usage_without_a_pool():
    volumes = pd.DataFrame({"customer": ["a", "a"], "activity": ["pick", "sing"], "volume": [3, 4]})
    standards = pd.DataFrame({"pool": ["floor"], "per_unit": [UNIT]}, index=["pick"])
    result = time_driven_costs(ledger(floor=("labour", 10, 5)), usage_of(volumes, standards))
    assert result.without_pool[["activity", "used"]].to_numpy().tolist() == [["sing", 4]]
    assert result.without_pool["pool"].isna().all()
    assert result.customers["floor"].to_dict() == {"a": 6 * UNIT}


def random_book(chance):
    customers = [f"c{number}" for number in range(chance.integers(1, 9))]
    names = [f"p{number}" for number in range(chance.integers(1, 6))]
    pools = pd.DataFrame(
        {
            "kind": chance.choice(["labour", "space", "overhead"], len(names)),
            "amount": chance.integers(-(10**9), 10**13, len(names)) * chance.choice([0, 1, 100], len(names)),
            "capacity": chance.choice([0, 7, 10**7, 10**12], len(names)),
        },
        index=names,
    )
    count = chance.integers(0, 30)
    rows = pd.DataFrame(
        {
            "customer": chance.choice(customers, count),
            "pool": chance.choice([*names, "unknown"], count),
            "used": chance.integers(0, 10 ** chance.integers(1, 12), count),
        }
    )
    return pools, rows


def test_random_books_add_up_to_the_ledger():
    chance = np.random.default_rng(29)
    for number in range(200):
        pools, rows = random_book(chance)
        result = time_driven_costs(pools, rows)
        charged = result.customers.sum().reindex(pools.index, fill_value=0)
        unused = result.pools["unused_amount"].reindex(pools.index)
        assert (charged + unused == pools["amount"]).all()
        assert result.lines["used"].sum() + result.without_pool["used"].sum() == rows["used"].sum()
        assert (result.pools[["unused", "over"]] >= 0).all(axis=None)
        if number % 10 == 0:
            again = time_driven_costs(
                pools.sample(frac=1, random_state=1), rows.sample(frac=1, random_state=2)
            )
            pd.testing.assert_frame_equal(again.customers, result.customers)
            pd.testing.assert_frame_equal(again.pools, result.pools)


def test_no_part_is_a_cent_from_its_exact_share():
    chance = np.random.default_rng(31)
    for _ in range(300):
        weights = chance.integers(0, 10**12, chance.integers(1, 12)).tolist()
        whole, amount = (
            sum(weights) + int(chance.integers(1, 10**12)),
            int(chance.integers(-(10**12), 10**12)),
        )
        parts = whole_parts(amount * 100, weights, whole)
        assert sum(parts) == amount * 100 and all(part % 100 == 0 for part in parts)
        for part, weight in zip(parts, [*weights, whole - sum(weights)], strict=True):
            assert abs(part - Fraction(amount * 100 * weight, whole)) < 100


def test_what_is_less_than_a_cent_is_not_lost():
    # 1.0050 among three: 33 cents each, one more to the first, and half a cent with it.
    assert whole_parts(10_050, [1, 1, 1], 3) == [3_450, 3_300, 3_300, 0]
    assert whole_parts(-10_050, [0, 1], 1) == [0, -10_050, 0]


@pytest.mark.parametrize(
    ("pools", "rows", "fault"),
    [
        (ledger(a=("labour", 1, 1)), used(("c", "a", -1)), "negative"),
        (ledger(a=("other", 1, 1)), used(), "kind"),
        (pd.concat([ledger(a=("labour", 1, 1))] * 2), used(), "twice"),
        (ledger(a=("labour", 1, -1)), used(), "capacity"),
    ],
)
def test_wrong_books_are_refused(pools, rows, fault):
    with pytest.raises(ValueError, match=fault):
        time_driven_costs(pools, rows)
