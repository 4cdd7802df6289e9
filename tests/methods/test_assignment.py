"""Assignment: published optima, small cases against trying all, the same people in any order, shortages."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.assignment import assign, practical_capacity

from tests.golden import golden, shared  # isort: skip


def names(kind, count):
    return [f"{kind}{number:03d}" for number in range(count)]


def made_up(seed, customers, managers, *, spare=1.15):
    """Mismatches with many equal ones, hours in tens of minutes, capacities to spare, today's managers."""
    chance = np.random.default_rng(seed)
    ids, people = names("c", customers), names("m", managers)
    mismatch = pd.DataFrame(chance.integers(0, 3, (customers, managers)) * 10, ids, people)
    hours = pd.Series(chance.integers(1, 6, customers) * 10, ids)
    capacity = pd.Series(int(hours.sum() / managers * spare) + 10, people)
    current = pd.Series(np.array(people)[chance.integers(0, managers, customers)], ids)
    return mismatch, hours, capacity, current


def instances():
    """The instances of an OR-Library file: profits, hours (jobs × agents) and capacities."""
    numbers = iter(map(int, shared("data/golden/orlib_gap1.txt").read_text().split()))
    for _instance in range(next(numbers)):
        agents, jobs = next(numbers), next(numbers)
        tables = [
            pd.DataFrame([[next(numbers) for _job in range(jobs)] for _agent in range(agents)]).T
            for _table in range(2)
        ]
        capacity = pd.Series([next(numbers) for _agent in range(agents)])
        ids, people = names("job", jobs), names("agent", agents)
        yield *(table.set_axis(ids).set_axis(people, axis=1) for table in tables), capacity.set_axis(people)


def test_published_optima_of_the_or_library():
    expected = next(case for case in golden("expected.json") if case["id"] == "gap_orlib")["expected"]["gap1"]
    results = [assign(-profit, hours, capacity) for profit, hours, capacity in instances()]
    assert [-result.objective for result in results] == expected == [336, 327, 339, 341, 326]
    assert {result.key for result in results} == {"optimal"}
    for result, (_profit, hours, capacity) in zip(results, instances(), strict=True):
        used = dict.fromkeys(capacity.index, 0)
        for job, agent in result.assigned.items():
            used[agent] += hours.loc[job, agent]
        assert all(used[agent] <= capacity[agent] for agent in used)


@pytest.mark.parametrize("seed", range(12))
def test_no_other_assignment_is_cheaper(seed):
    # Trying all 3^6 assignments knows nothing of costs that break ties: they did not change the objective.
    mismatch, hours, capacity, current = made_up(seed, 6, 3)
    allowed = pd.DataFrame(np.random.default_rng(seed).random((6, 3)) < 0.8, mismatch.index, mismatch.columns)
    allowed.iloc[:, 0] = True
    fits, may, needs = mismatch.to_numpy(), allowed.to_numpy(), hours.to_numpy()
    even = max(-(-needs.sum() // 3), needs.max()) + 20
    today, everybody, costs = mismatch.columns.get_indexer(current), np.arange(6), {}
    for choice in product(range(3), repeat=6):
        loads = np.bincount(choice, needs, minlength=3)
        if may[everybody, choice].all() and (loads <= capacity.to_numpy()).all():
            costs[choice] = int(
                fits[everybody, choice].sum()
                + 7 * (choice != today).sum()
                + 3 * max(0, -(-(loads.max() - even) // 20))
            )
    result = assign(
        mismatch, hours, capacity, eligible=allowed, current=current, moved_cost=7, balance=3, step=20
    )  # fmt: skip
    if not costs:
        assert result.key == "short"
        return
    assert (
        result.objective == min(costs.values()) == costs[tuple(mismatch.columns.get_indexer(result.assigned))]
    )
    assert result.key == "optimal" and result.gap == 0
    assert result.moved == tuple(result.assigned.index[result.assigned != current])


def shuffled(table, seed):
    return table.sample(frac=1, random_state=seed)


@pytest.mark.parametrize("alike", [True, False])
def test_the_same_people_in_twenty_orders_of_rows_and_columns(alike):
    mismatch, hours, capacity, current = made_up(5, 24, 4)
    if alike:  # 24 equal customers and four equal managers: millions of millions of equal optima
        mismatch, hours, current = mismatch * 0, hours * 0 + 30, None
    first = assign(mismatch, hours, capacity, current=current, moved_cost=5, balance=1, step=10)
    assert first.key == "optimal" and (not alike or first.managers["customers"].tolist() == [6, 6, 6, 6])
    for seed in range(20):
        again = assign(
            shuffled(shuffled(mismatch, seed).T, seed).T, shuffled(hours, seed), shuffled(capacity, seed),
            current=None if current is None else shuffled(current, seed), moved_cost=5, balance=1, step=10,
        )  # fmt: skip
        assert again.assigned.equals(first.assigned) and again.objective == first.objective
        pd.testing.assert_frame_equal(again.managers, first.managers)


def test_moving_costs_more_than_a_better_fit_is_worth():
    mismatch = pd.DataFrame({"m1": [0, 0], "m2": [4, 9]}, index=["c1", "c2"])
    hours, capacity = pd.Series(10, mismatch.index), pd.Series(100, mismatch.columns)
    today = pd.Series({"c1": "m2", "c2": "m2"})
    result = assign(mismatch, hours, capacity, current=today, moved_cost=5)
    # c1 stays at 4 rather than pay 5; c2 moves and pays 5 rather than 9.
    assert result.assigned.to_dict() == {"c1": "m2", "c2": "m1"}
    assert (result.moved, result.objective) == (("c2",), 9)
    # Whose manager has left must move, whoever gets them; who never had one does not.
    left = assign(mismatch, hours, capacity, current=pd.Series({"c1": "gone"}), moved_cost=5)
    assert (left.moved, left.objective) == (("c1",), 5)


def test_the_largest_load_is_levelled_only_as_far_as_it_pays():
    mismatch = pd.DataFrame({"m1": [0] * 6, "m2": [3] * 6}, index=names("c", 6))
    hours, capacity = pd.Series(60, mismatch.index), pd.Series(1_000, mismatch.columns)
    # The mean load is 180, and up to 240 is free: m1 with all six pays two steps of an hour. Each customer
    # at m2 costs 3 and saves a step: at 2 a step nobody goes, at 4 two do, and a third would save nothing
    # more.
    for price, served, objective in ((2, [6, 0], 4), (4, [4, 2], 6)):
        result = assign(mismatch, hours, capacity, balance=price, step=60)
        assert (result.managers["customers"].tolist(), result.objective) == (served, objective)


def test_nine_tenths_of_a_just_feasible_capacity_lack_a_tenth():
    # 20 customers of 60 minutes fill four managers of 300 exactly. With 270 each, 4 × 270 = 1,080 of 1,200
    # are there: 120 are missing, whoever works over, less than half a person of 270.
    ids, people = names("c", 20), names("m", 4)
    mismatch, hours = pd.DataFrame(0, ids, people), pd.Series(60, ids)
    just = assign(mismatch, hours, pd.Series(300, people))
    assert just.key == "optimal" and just.ways_out is None and (just.managers["load"] == 1).all()
    short = assign(mismatch, hours, pd.Series(270, people))
    assert short.key == "short" and short.ways_out.proved
    assert (short.ways_out.hours, short.ways_out.people, short.ways_out.open) == (120, 1, None)
    assert short.ways_out.extend.sum() == 120 == short.managers["over"].sum()
    assert len(short.assigned) == 20
    assert assign(mismatch, hours, pd.Series(270, people), person=50).ways_out.people == 3  # 120 / 50


def test_cheaper_assignments_may_cost_less_than_a_step_of_hours_over():
    # 100 for m1's 90: ten are missing. m2 has 88: it saves 50 and takes two more.
    mismatch = pd.DataFrame({"m1": [50], "m2": [0]}, index=["c"])
    hours, capacity = pd.Series({"c": 100}), pd.Series({"m1": 90, "m2": 88})
    for step, manager, over in ((1, "m1", 10), (2, "m1", 10), (3, "m2", 12)):
        result = assign(mismatch, hours, capacity, step=step)
        assert (result.assigned["c"], result.ways_out.extend.sum()) == (manager, over)
        assert (result.ways_out.hours, result.ways_out.proved) == (10, True)


@pytest.mark.parametrize("cheapest", ["c1", "c2", "c3"])
def test_a_shortage_of_the_eligible_is_cured_by_the_fewest_and_cheapest_further_pairs(cheapest):
    # m1 may serve all three but has time for two; m2 has time for all of them and may serve none.
    mismatch = pd.DataFrame({"m1": 0, "m2": 5}, index=["c1", "c2", "c3"])
    mismatch.loc[cheapest, "m2"] = 1
    eligible = pd.DataFrame({"m1": [True] * 3, "m2": [False] * 3}, index=mismatch.index)
    hours, capacity = pd.Series(50, mismatch.index), pd.Series({"m1": 100, "m2": 500})
    out = assign(mismatch, hours, capacity, eligible=eligible).ways_out
    assert (out.hours, out.extend.to_dict(), out.nobody) == (50, {"m1": 50}, ())
    assert out.open == ((cheapest, "m2"),)


def test_customers_nobody_may_serve_are_named_and_the_others_served():
    mismatch = pd.DataFrame({"m1": [0, 2], "m2": [0, 1]}, index=["a", "b"])
    eligible = pd.DataFrame({"m1": [True, False]}, index=mismatch.index)
    result = assign(mismatch, pd.Series(10, mismatch.index), pd.Series(100, ["m1", "m2"]), eligible=eligible)
    assert result.key == "short" and result.assigned.to_dict() == {"a": "m1"}
    assert (result.ways_out.nobody, result.ways_out.hours) == (("b",), 0)
    assert result.ways_out.open == (("b", "m2"),)


def test_hours_may_depend_on_who_serves():
    mismatch = pd.DataFrame({"m1": [0], "m2": [1]}, index=["c"])
    hours = pd.DataFrame({"m1": [90], "m2": [60]}, index=["c"])
    assert assign(mismatch, hours, pd.Series({"m1": 80, "m2": 80})).assigned.to_dict() == {"c": "m2"}


def test_what_is_not_proved_in_time_says_so():
    mismatch, hours, capacity, _ = made_up(1, 40, 5)
    result = assign(mismatch, hours, capacity, balance=1, time_limit=1e-6)
    assert result.key in {"no_solution", "not_proved"} and (result.key == "no_solution" or result.gap > 0)


def test_no_customers_and_wrong_tables():
    nothing = pd.DataFrame({"m1": []}, index=pd.Index([], dtype=object), dtype=int)
    empty = assign(nothing, pd.Series(dtype=int), pd.Series({"m1": 10}))
    assert empty.key == "optimal" and empty.assigned.empty and empty.managers["load"].tolist() == [0]
    one = pd.DataFrame({"m1": [0]}, index=["c"])
    with pytest.raises(ValueError, match="twice"):
        assign(pd.concat([one, one]), pd.Series({"c": 1}), pd.Series({"m1": 1}))
    with pytest.raises(ValueError, match="hours"):
        assign(one, pd.Series({"other": 1}), pd.Series({"m1": 1}))
    with pytest.raises(ValueError, match="capacity"):
        assign(one, pd.Series({"c": 1}), pd.Series({"m2": 1}))
    with pytest.raises(ValueError, match="managers"):
        assign(one[[]], pd.Series({"c": 1}), pd.Series(dtype=int))


def test_practical_capacity_by_hand():
    # 160 hours × 0.75 at work for customers × 0.85 without administration = 102 hours.
    assert practical_capacity(160) == 102
    assert practical_capacity(100) == 63  # 63.75, whole units only
    assert practical_capacity(100, utilisation=0.8, administration=0.0) == 80
