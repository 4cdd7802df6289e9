"""The whale curve by hand, signs against their exact probability, and planted drivers of losses."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.whale_curve import main_driver, sign_turns, whale_curve


def test_a_whale_by_hand():
    # 50 + 30 + 30 = 110 is earned; 0 adds nothing; 20 and 40 are lost: 50 are left, the peak is 220 % of it.
    whale = whale_curve(pd.Series({"e": -40, "b": 30, "d": -20, "a": 50, "c": 0, "b2": 30}))
    assert whale.curve.index.tolist() == ["a", "b", "b2", "c", "d", "e"]
    assert whale.curve["cumulated"].tolist() == [50, 80, 110, 110, 90, 50]
    assert (whale.total, whale.peak, whale.erosion) == (50, 110, 60)
    assert (whale.profitable, whale.loss_makers, whale.peak_share) == (3, 2, 2.2)
    assert whale.curve["share"].iloc[[0, -1]].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("profit", [{"a": 10, "b": -10}, {"a": 10, "b": -30}, {}])
def test_no_shares_of_a_total_that_is_not_above_zero(profit):
    whale = whale_curve(pd.Series(profit, dtype="int64"))
    assert whale.curve["share"].isna().all() and np.isnan(whale.peak_share)
    assert whale.erosion == whale.peak - whale.total == -sum(value for value in profit.values() if value < 0)


def test_a_sign_turns_as_often_as_the_rate_passes_the_revenue():
    # One pool of 1,000: the profit of a revenue R turns when the factor, even on .8 to 1.2, passes R / 1,000:
    # 1,100 of (1.2 − 1.1) / .4 = 25 %, 950 of (.95 − .8) / .4 = 37.5 %, 1,250 and 700 never.
    revenue = pd.Series({"a": 1_100, "b": 950, "c": 1_250, "d": 700, "zero": 1_000})
    costs = pd.DataFrame({"floor": pd.Series(1_000, revenue.index)})
    turns = sign_turns(revenue, costs, draws=20_000)
    assert turns[["a", "b"]].tolist() == pytest.approx([0.25, 0.375], abs=4 * (0.25 / 20_000) ** 0.5)
    assert turns[["c", "d"]].tolist() == [0, 0] and np.isnan(turns["zero"])


def test_rates_drawn_apart_turn_fewer_signs_than_one_rate_of_all():
    # Two pools of 500: the sum of two even factors is a triangle on .8 to 1.2: beyond 1.1 lies an eighth.
    costs = pd.DataFrame({"floor": {"a": 500}, "space": {"a": 500}})
    turns = sign_turns(pd.Series({"a": 1_100}), costs, draws=20_000)
    assert turns["a"] == pytest.approx(0.125, abs=4 * (0.11 / 20_000) ** 0.5)


def test_neither_order_nor_other_customers_change_the_draws():
    chance = np.random.default_rng(3)
    ids = [f"c{number:02d}" for number in range(30)]
    costs = pd.DataFrame(chance.integers(1, 1_000, (30, 4)), ids, list("wxyz"))
    revenue = (costs.sum(axis=1) * chance.uniform(0.8, 1.2, 30)).astype("int64")
    turns = sign_turns(revenue, costs)
    shuffled = sign_turns(revenue.sample(frac=1, random_state=1), costs[list("zxwy")].iloc[::-1])
    pd.testing.assert_series_equal(shuffled.sort_index(), turns.sort_index(), rtol=0)
    assert sign_turns(revenue[["c07"]], costs)["c07"] == turns["c07"]
    assert sign_turns(revenue, costs, seed=1).ne(turns).any()


def world(driver, *, customers=20, seed=1):
    """Customers whose costs are 70 % of revenue but for noise; the last has six times the cost of one."""
    chance = np.random.default_rng(seed)
    ids = [f"c{number:02d}" for number in range(customers)]
    revenue = pd.Series(chance.integers(10**6, 10**8, customers), ids)
    rates = {"returns": 0.2, "small": 0.1, "urgent": 0.15, "storage": 0.25}
    costs = pd.DataFrame(
        {
            name: (revenue * rate * chance.uniform(0.9, 1.1, customers)).astype("int64")
            for name, rate in rates.items()
        }
    )  # fmt: skip
    costs.loc[ids[-1], driver] *= 6
    return revenue, costs, pd.Series("B", ids)


@pytest.mark.parametrize("driver", ["returns", "small", "urgent", "storage"])
def test_the_planted_driver_is_found_and_the_parts_add_up(driver):
    revenue, costs, classes = world(driver)
    result = main_driver(revenue, costs, classes)
    row = result.customers.loc["c19"]
    assert result.customers.index.tolist() == ["c19"] and (row["key"], row["driver"]) == ("driver", driver)
    assert result.excess.loc["c19"].sum() == row["expected_margin"] - row["margin"]
    assert row["expected_margin"] / revenue["c19"] == pytest.approx(0.3, abs=0.05)
    # What is said to bring the margin to zero does.
    cut = costs.loc["c19"].astype(float)
    cut[driver] *= 1 - row["driver_change"]
    assert revenue["c19"] - cut.sum() == pytest.approx(0, abs=1)
    assert revenue["c19"] * (1 + row["price_change"]) == pytest.approx(costs.loc["c19"].sum())
    again = main_driver(revenue.iloc[::-1], costs.sample(frac=1, random_state=2), classes)
    pd.testing.assert_frame_equal(again.customers, result.customers)


def test_what_cannot_be_told_is_missing():
    revenue = pd.Series({"a": 100, "b": 100, "c": 100, "d": 100, "e": 100, "none": 0, "alone": 100})
    costs = pd.DataFrame({"storage": [120] * 5 + [5, 150]}, index=revenue.index)
    classes = pd.Series({**dict.fromkeys("abcde", "B"), "none": "B", "alone": "C"})
    rows = main_driver(revenue, costs, classes).customers
    # Everybody of class B costs 120 of 100: a loss, but no cost above that of the peers.
    assert rows["key"].to_dict() == {
        **dict.fromkeys("abcde", "no_driver"),
        "none": "no_revenue",
        "alone": "few_peers",
    }
    assert rows.loc["a", "price_change"] == 0.2 and rows.loc["a", "expected_margin"] == -20
    assert rows["driver"].isna().all() and np.isnan(rows.loc["none", "price_change"])


def test_a_driver_too_small_to_make_good_the_loss_says_so():
    # A loss of 50; returns of 30 are all above the peers', but without them 20 are still lost.
    revenue = pd.Series(100, index=list("abcdx"))
    costs = pd.DataFrame({"returns": [0, 0, 0, 0, 30], "storage": [120] * 5}, index=revenue.index)
    row = main_driver(revenue, costs, pd.Series("B", revenue.index)).customers.loc["x"]
    assert (row["driver"], row["excess"]) == ("returns", 30) and np.isnan(row["driver_change"])
    assert main_driver(revenue[:0], costs[:0], pd.Series(dtype=object)).customers.empty


def test_the_yardstick_is_the_median_of_the_others_of_the_class():
    # Rates of the others .1, .2, .3 and .4: the median is .25 of 200, 50; with x's own 1.5 it would be .3,
    # and a fifth of another class with .0 would make it .2.
    revenue = pd.Series(200, index=list("abcdxz"))
    costs = pd.DataFrame({"tickets": [20, 40, 60, 80, 300, 0]}, index=revenue.index)
    row = main_driver(revenue, costs, pd.Series(list("BBBBBC"), revenue.index)).customers.loc["x"]
    assert (row["peers"], row["excess"], row["expected_margin"]) == (4, 250, 150)
    # .1, .2, .3 and .9: the median is the same .25, the mean is not.
    wild = costs.replace({"tickets": {80: 180}})
    assert (
        main_driver(revenue, wild, pd.Series(list("BBBBBC"), revenue.index)).excess.loc["x", "tickets"] == 250
    )
