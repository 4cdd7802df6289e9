"""Bridges of revenue and margin: worked by hand, and nothing left over on random books."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.bridge import (
    MARGIN_STEPS,
    REVENUE_STEPS,
    margin_bridge,
    revenue_bridge,
    whole_parts,
)  # fmt: skip


def book(chance, customers, *, dear=False):
    """Return a period of customers; some have revenue without orders, or orders without sizes."""
    ids = [f"c{number:03d}" for number in customers]
    n = len(ids)
    scale = 10**12 if dear else 10**7
    return pd.DataFrame(
        {
            "revenue": chance.integers(-scale // 20, scale, n),
            "orders": chance.integers(0, 40, n),
            "size": chance.integers(0, 10**6, n),
            "cost": chance.integers(0, scale, n),
        },
        index=ids,
    )


def test_orders_size_and_price_by_hand():
    # 10 × 2 × 5 = 100 became 20 × 3 × 4 = 240. Each effect is the mean over the orders of the others:
    # orders +10 × (2·5 + 3·4)/3 + 10 × (2·4 + 3·5)/6 = 10 × (22/3 + 23/6) = 111 2/3
    # size   +1 × ((10·5 + 20·4)/3 + (10·4 + 20·5)/6) = 130/3 + 140/6 = 66 2/3
    # price  −1 × ((10·2 + 20·3)/3 + (10·3 + 20·2)/6) = −(80/3 + 70/6) = −38 1/3; together 140.
    before = pd.DataFrame({"revenue": [1_000_000], "orders": [10], "size": [20]}, index=["a"])
    after = pd.DataFrame({"revenue": [2_400_000], "orders": [20], "size": [60]}, index=["a"])
    row = revenue_bridge(before, after).loc["a"]
    assert row[["orders", "size", "price"]].tolist() == [1_116_667, 666_667, -383_334]
    assert row[["won", "lost", "other"]].tolist() == [0, 0, 0]


def test_won_lost_and_unexplained_customers_are_steps_of_their_own():
    before = pd.DataFrame({"revenue": [70, 50], "orders": [1, 0], "size": [1, 0]}, index=["lost", "storage"])
    after = pd.DataFrame({"revenue": [40, 80], "orders": [2, 0], "size": [2, 0]}, index=["won", "storage"])
    sums = revenue_bridge(before, after).sum()
    assert sums[["won", "lost", "other"]].tolist() == [40, -70, 30]
    assert sums[["orders", "size", "price"]].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("bridge", "steps"), [(revenue_bridge, REVENUE_STEPS), (margin_bridge, MARGIN_STEPS)]
)
def test_a_thousand_random_books_leave_no_remainder(bridge, steps):
    """Each customer's bridge is its own: all books are bridged at once, and some of them alone as well."""
    chance = np.random.default_rng(11)
    pairs = []
    for number in range(500):
        pool = np.arange(chance.integers(1, 25))
        pairs.append(
            [book(chance, pool[chance.random(len(pool)) < 0.8], dear=number % 2 == 0) for _ in range(2)]
        )
    one, two = (
        pd.concat([pair[side].rename(index=f"{number:03d} {{}}".format) for number, pair in enumerate(pairs)])
        for side in range(2)
    )
    made = bridge(one, two)
    assert (made[list(steps)].sum(axis=1) == made["after"] - made["before"]).all()
    for name, each in (("before", one), ("after", two)):
        value = each["revenue"] - (each["cost"] if bridge is margin_bridge else 0)
        totals = made[name].groupby(made.index.str[:3]).sum()
        expected = value.groupby(value.index.str[:3]).sum().reindex(totals.index, fill_value=0)
        assert totals.tolist() == expected.tolist() and totals.sum() == value.sum()
    shuffled = bridge(one.sample(frac=1, random_state=1), two.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(made, shuffled)
    for number in range(0, 500, 10):
        alone = bridge(*pairs[number]).rename(index=f"{number:03d} {{}}".format)
        pd.testing.assert_frame_equal(alone, made.loc[alone.index], check_index_type=False)


def test_the_bridge_of_a_class_is_that_of_its_customers_alone():
    chance = np.random.default_rng(3)
    one, two = book(chance, range(40)), book(chance, range(10, 50))
    chosen = [f"c{number:03d}" for number in range(5, 25)]
    alone = revenue_bridge(one[one.index.isin(chosen)], two[two.index.isin(chosen)])
    pd.testing.assert_frame_equal(revenue_bridge(one, two).loc[alone.index], alone)


def test_cost_per_order_and_more_orders_by_hand():
    # Margin of an order 6 − 2 = 4 × 10 = 40 became 6 − 3 = 3 × 20 = 60: orders 10 × 3.5, cost −1 × 15.
    before = pd.DataFrame({"revenue": [60], "orders": [10], "size": [10], "cost": [20]}, index=["a"])
    after = pd.DataFrame({"revenue": [120], "orders": [20], "size": [20], "cost": [60]}, index=["a"])
    row = margin_bridge(before, after).loc["a"]
    assert row[["orders", "cost_per_order", "size", "price"]].tolist() == [35, -15, 0, 0]


def test_no_customers_and_the_same_book_twice():
    nothing = pd.DataFrame(
        {"revenue": [], "orders": [], "size": [], "cost": []}, index=pd.Index([], dtype=object)
    )
    assert revenue_bridge(nothing, nothing).empty and margin_bridge(nothing, nothing).empty
    same = book(np.random.default_rng(1), range(5))
    assert not revenue_bridge(same, same)[list(REVENUE_STEPS)].to_numpy().any()


def test_a_customer_twice_is_refused():
    twice = pd.DataFrame({"revenue": [1, 1], "orders": [1, 1], "size": [1, 1]}, index=["a", "a"])
    with pytest.raises(ValueError, match="twice"):
        revenue_bridge(twice, twice)


def test_rounding_of_floating_point_goes_to_the_largest_step():
    assert whole_parts(np.array([[9.0, -1.0]]), np.array([7])).tolist() == [[8, -1]]
