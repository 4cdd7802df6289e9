"""The programme under the assignment: objectives one after another, and ties that follow from ids alone."""

import numpy as np

from wcm_helpers.methods.assignment_model import Problem, solve, tie_weights


def problem(cost, hours, capacity, allowed=None, **more):
    cost = np.array(cost)
    customers, managers = (tuple(f"{kind}{n}" for n in range(size)) for kind, size in zip("cm", cost.shape))  # noqa: B905
    allowed = np.ones(cost.shape, dtype=bool) if allowed is None else np.array(allowed)
    return Problem(customers, managers, cost, np.array(hours), np.array(capacity), allowed, **more)


def test_an_earlier_objective_is_never_given_up_for_a_later_one():
    # One unit over at the first manager, or twelve at the second; the second would save a cost of 1,000.
    case = problem([[1_000, 0]], [[11, 12]], [10, 0])
    first = solve(case, ("over", "cost", "ties"), 10)
    assert (first.places.tolist(), first.totals["over"], first.totals["cost"]) == ([0], 1, 1_000)
    assert [*first.proved] == ["over", "cost", "ties"]
    assert solve(case, ("cost", "ties"), 10).key == "infeasible"


def test_ties_follow_from_the_ids_of_the_pair_and_from_nobody_else():
    two = problem([[0, 0], [0, 0]], [[1, 1], [1, 1]], [9, 9])
    three = problem([[0, 0]] * 3, [[1, 1]] * 3, [9, 9])
    assert (tie_weights(three)[:2] == tie_weights(two)).all()
    assert len({*tie_weights(three).ravel().tolist()}) == 6
    places = solve(three, ("cost", "ties"), 10).places
    assert (places == tie_weights(three).argmin(axis=1)).all()  # everything else is equal


def test_loads_of_one_size_are_levelled_to_whole_customers():
    # Seven customers of 60 for three managers, 140 on average: one has three of them, 180, 39 above 140 + 1.
    case = problem([[0] * 3] * 7, [[60] * 3] * 7, [500] * 3, balance=1, step=1)
    solution = solve(case, ("cost", "ties"), 10)
    assert (solution.key, solution.totals["cost"]) == ("optimal", 39)
    # Steps of 60 are free to 140 + 60 and count when begun.
    hourly = problem([[0] * 3] * 7, [[60] * 3] * 7, [500] * 3, balance=1, step=60)
    assert [hourly.steps_above(load) for load in (60, 200, 201, 260, 261)] == [0, 0, 1, 1, 2]
    # One customer of 300 is above any mean: nobody can do with less.
    case = problem([[0, 0]] * 3, [[300] * 2, [10] * 2, [10] * 2], [500] * 2, balance=1, step=5)
    assert solve(case, ("cost", "ties"), 10).totals["cost"] == 0 and case.level == 305


def test_capacity_beyond_whole_customers_is_no_use():
    # Thirteen of 60, twelve managers of 119: each has time for one.
    case = problem([[0] * 12] * 13, [[60] * 12] * 13, [119] * 12)
    assert solve(case, ("cost", "ties"), 10).key == "infeasible"
    assert solve(case, ("over", "cost", "ties"), 20).totals["over"] == 1
