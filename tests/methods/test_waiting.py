"""Waiting: queues by hand, what no rule can change, and the published formulas of Cobham and Erlang."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.staffing import mean_wait
from wcm_helpers.methods.waiting import AGEING, BY_CLASS, FIRST_COME, compare_rules, servers_of, simulate

RULES = [FIRST_COME, BY_CLASS, AGEING]


def month(seed, *, orders=400, load=0.9, servers=1, alike=False):
    chance = np.random.default_rng(seed)
    minutes = np.full(orders, 10.0) if alike else chance.gamma(2.0, 5.0, orders)
    return pd.DataFrame(
        {
            "arrival": chance.exponential(10 / load / servers, orders).cumsum(),
            "minutes": minutes,
            "class": chance.choice(["A", "B", "C"], orders, p=[0.5, 0.2, 0.3]),
        },
        index=[f"o{number:05d}" for number in range(orders)],
    )


def test_three_rules_by_hand():
    # One server. o1 runs 0–10, and by then four wait: B from 1, C from 2, A from 6, A from 9. By class A
    # (6), A (9), B, C. An ageing of 3 minutes puts B at 1 + 3 = 4, C at 2 + 6 = 8, the As at 6 and 9: B, A,
    # C, A.
    orders = pd.DataFrame(
        {"arrival": [0, 1, 2, 6, 9], "minutes": 10, "class": list("ABCAA")}, [f"o{n}" for n in range(5)]
    )  # fmt: skip
    result = compare_rules(orders, 1, list("ABC"), ageing=3)
    assert result.orders[FIRST_COME].tolist() == [0, 9, 18, 24, 31]
    assert result.orders[BY_CLASS].tolist() == [0, 29, 38, 4, 11]
    assert result.orders[AGEING].tolist() == [0, 9, 28, 14, 31]
    rows = result.by_class.set_index(["rule", "class"])
    assert rows.loc[(BY_CLASS, "A"), ["orders", "mean", "p50", "p90", "largest"]].tolist() == [
        3,
        5,
        4,
        11,
        11,
    ]
    assert result.work == 50


def test_two_servers_by_hand():
    # Two servers are busy until 10 and 4; the third order starts at 4, the fourth at 10.
    waits = simulate(np.array([0.0, 0.0, 1.0, 1.0]), np.array([10.0, 4.0, 6.0, 1.0]), np.zeros(4), 2)
    assert waits.tolist() == [0, 0, 3, 9]


def test_an_idle_server_waits_for_nobody():
    waits = simulate(np.array([5.0, 100.0]), np.array([10.0, 10.0]), np.array([1, 0]), 1)
    assert waits.tolist() == [0, 0]
    # Two come together after two servers were idle for different times.
    together = simulate(np.array([0.0, 0.0, 50.0, 50.0]), np.array([2.0, 3.0, 9.0, 9.0]), np.zeros(4), 2)
    assert together.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_no_rule_creates_time(seed):
    # With one server work × wait adds up to the same under every rule; with several, where all take equally
    # long, the waits do.
    orders = month(seed)
    result = compare_rules(orders, 1, list("ABC"), ageing=60).orders
    sums = [(result["minutes"] * result[rule]).sum() for rule in RULES]
    assert sums == pytest.approx([sums[0]] * 3, rel=1e-9) and sums[0] > 0
    several = compare_rules(month(seed, servers=3, alike=True), 3, list("ABC"), ageing=60).orders
    assert several[RULES].sum().tolist() == pytest.approx([several[FIRST_COME].sum()] * 3, rel=1e-9)
    assert several[BY_CLASS].ne(several[FIRST_COME]).any()


@pytest.mark.parametrize("seed", range(5))
def test_ageing_between_nothing_and_everything(seed):
    orders = month(seed, load=1.05)
    waits = {ageing: compare_rules(orders, 2, list("ABC"), ageing=ageing).orders for ageing in (0, 45, 1e9)}
    assert waits[0][AGEING].equals(waits[0][FIRST_COME])
    assert waits[1e9][AGEING].equals(waits[1e9][BY_CLASS])


def test_nobody_is_overtaken_by_who_came_long_after():
    # A's work alone fills the server: without ageing a C order waits until the month is over.
    orders = month(9, orders=600, load=1.6)
    result = compare_rules(orders, 1, list("ABC"), ageing=60)
    start = orders["arrival"].to_numpy() + result.orders[AGEING].to_numpy()
    for place in np.flatnonzero((orders["class"] == "C").to_numpy()):
        overtaking = (start < start[place]) & (orders["arrival"] > orders["arrival"].iloc[place]).to_numpy()
        late = orders["arrival"][overtaking] - orders["arrival"].iloc[place]
        assert (late <= 2 * 60).all()
    largest = compare_rules(orders, 1, list("ABC"), ageing=60).by_class.set_index(["rule", "class"])[
        "largest"
    ]
    assert largest[AGEING, "C"] < largest[BY_CLASS, "C"]


def queue(seed, *, rate, servers, orders):
    """Random arrivals and exponential work of mean 1."""
    chance = np.random.default_rng(seed)
    return chance.exponential(1 / rate, orders).cumsum(), chance.exponential(1.0, orders), chance


def test_priorities_wait_as_cobham_found():
    # A. Cobham (1954), one server: the mean wait of class k is W0 / ((1 − σ before k) (1 − σ with k)), σ
    # the load of the classes up to k; with exponential work of mean 1, W0 = ρ. Loads .3, .2, .3: .8 / .7,
    # .8 / .35, .8 / .1.
    means = []
    for seed in range(12):
        arrival, work, chance = queue(seed, rate=0.8, servers=1, orders=30_000)
        ranks = chance.choice(3, len(arrival), p=[3 / 8, 2 / 8, 3 / 8])
        waits = simulate(arrival, work, ranks, 1)[3_000:]
        means.append([waits[ranks[3_000:] == rank].mean() for rank in range(3)])
    error = np.std(means, axis=0, ddof=1) / len(means) ** 0.5
    cobham = np.array([0.8 / 0.7, 0.8 / (0.7 * 0.5), 0.8 / (0.5 * 0.2)])
    assert (np.abs(np.mean(means, axis=0) - cobham) < 4 * error).all()
    assert (error < 0.05 * cobham).all()  # the check is a sharp one


def test_first_come_first_served_waits_as_erlang_found():
    means = []
    for seed in range(12):
        arrival, work, _chance = queue(seed, rate=4, servers=5, orders=30_000)
        means.append(simulate(arrival, work, arrival, 5)[3_000:].mean())
    error = np.std(means, ddof=1) / len(means) ** 0.5
    assert abs(np.mean(means) - mean_wait(4, 5, 1.0)) < 4 * error < 0.1


def test_neither_the_order_of_rows_nor_other_columns_matter():
    orders = month(4)
    first = compare_rules(orders, 2, list("ABC"), ageing=30)
    again = compare_rules(orders.sample(frac=1, random_state=1), 2, list("ABC"), ageing=30)
    pd.testing.assert_frame_equal(again.orders, first.orders)
    assert orders.columns.tolist() == ["arrival", "minutes", "class"]


def test_capacity_in_minutes_is_servers_and_their_speed():
    assert servers_of(960, 480) == (2, 1.0) and servers_of(240, 480) == (1, 0.5)
    orders = pd.DataFrame({"arrival": [0, 0], "minutes": 30, "class": "A"}, index=["a", "b"])
    assert compare_rules(orders, 1, ["A"], ageing=0, speed=1.5).orders[FIRST_COME].tolist() == [0, 20]


def test_no_orders_and_wrong_ones():
    empty = compare_rules(month(1)[:0], 1, list("ABC"), ageing=1)
    assert empty.by_class.empty and empty.work == 0
    with pytest.raises(ValueError, match="no class"):
        compare_rules(month(1), 1, ["A"], ageing=1)
    with pytest.raises(ValueError, match="twice"):
        compare_rules(pd.concat([month(1)] * 2), 1, list("ABC"), ageing=1)
    with pytest.raises(ValueError, match="negative"):
        compare_rules(month(1).assign(minutes=-1), 1, list("ABC"), ageing=1)
    with pytest.raises(ValueError, match="server"):
        compare_rules(month(1), 0, list("ABC"), ageing=1)
