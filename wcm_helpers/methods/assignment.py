"""Customers to account managers: the best fit with the fewest moves and nobody overloaded.

The sum of mismatches, moves and a price of uneven loads is minimised; every customer has one manager, every
manager stays within the hours there are, and only eligible pairs are used. The same people come out
whatever the order of rows and columns: customers and managers are sorted by id, and equal optima are
decided by ids (:mod:`wcm_helpers.methods.assignment_model`). Where the hours do not suffice, the fewest
hours that are missing are returned with the ways out, as ids.

Source: G. T. Ross and R. M. Soland, Mathematical Programming 8 (1975), for the generalised assignment
problem.
"""

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wcm_helpers.methods.assignment_model import Problem, Solution, load_by_manager, solve

UTILISATION = 0.75
ADMINISTRATION = 0.15


@dataclass(frozen=True)
class WaysOut:
    """What is missing, and the cheapest ways out.

    ``hours`` is the smallest sum of hours over capacity with which all eligible work is done, ``people``
    the whole persons who have these hours, and ``extend`` by manager where hours over fall in the
    assignment; with a ``step`` above 1 they may add up to less than a step more. ``nobody`` are the
    customers no one may serve, who are not in ``hours``. ``open`` are the fewest further pairs of customer
    and manager with which everybody is served within capacity, or None where no eligibility helps.
    ``proved``: neither fewer hours nor fewer pairs do.
    """

    hours: int
    people: int
    extend: pd.Series
    nobody: tuple[str, ...]
    open: tuple[tuple[str, str], ...] | None
    proved: bool = True


@dataclass(frozen=True)
class Assignment:
    """Who serves whom.

    ``key`` is ``optimal``, ``not_proved`` (the best found in time), ``short`` (hours or managers are missing:
    ``ways_out``; those who can be served are assigned) or ``no_solution`` (time
    was up). ``assigned`` is the manager by customer, ``moved`` the customers whose manager changes,
    ``managers`` by manager ``customers``, ``hours``, ``capacity``, ``over`` (whole units) and ``load`` (share
    of the capacity; NaN without any). ``objective`` is mismatch + moves + balance, at most ``gap`` above the
    least (of hours, where the fewest missing are not proved). ``settled``: among equally good solutions the
    one that ids decide is proved, too.
    """

    key: str
    assigned: pd.Series
    moved: tuple[str, ...]
    managers: pd.DataFrame
    objective: int | None
    gap: int = 0
    settled: bool = True
    ways_out: WaysOut | None = field(default=None)


def practical_capacity(
    hours: float, utilisation: float = UTILISATION, administration: float = ADMINISTRATION
) -> int:
    """Return how many whole units of a manager's hours are there for customers.

    Examples
    --------
    A month of 160 hours, in minutes: 9,600 × 0.75 × 0.85.

    >>> practical_capacity(9_600)
    6120
    """
    return math.floor(hours * utilisation * (1 - administration) + 1e-6)


def assign(
    mismatch: pd.DataFrame,
    hours: pd.Series | pd.DataFrame,
    capacity: pd.Series,
    *,
    eligible: pd.DataFrame | None = None,
    current: pd.Series | None = None,
    moved_cost: int = 0,
    balance: int = 0,
    step: int = 1,
    person: int | None = None,
    time_limit: float = 60.0,
) -> Assignment:
    """Assign each customer to one manager at the least cost.

    Parameters
    ----------
    mismatch : pd.DataFrame of int, customers × managers
        The cost of a pair; ids unique. A profit is a negative cost.
    hours : pd.Series of int by customer, or pd.DataFrame of int, customers × managers
        What a customer needs, in whole units such as minutes.
    capacity : pd.Series of int, by manager
        In the same unit, see :func:`practical_capacity`. The coarser the unit, the surer the solver.
    eligible : pd.DataFrame of bool, customers × managers, optional
        The pairs that may be used; a pair that is not there may not. Without it, all may.
    current : pd.Series, by customer, optional
        The manager of today; a customer without one, or not there, does not move.
    moved_cost : int
        Cost of each customer who moves, in the unit of ``mismatch``.
    balance, step : int
        Cost of each begun ``step`` units of hours by which the largest load is above the mean load; the first
        step costs nothing. A step of some hours or a day is proved in seconds.
    person : int, optional
        Capacity of one more person; without it the mean of ``capacity``.
    time_limit : float
        Seconds for each objective the solver minimises. A result that time has cut short may differ from
        machine to machine; later objectives end after a number of nodes, which does not.

    Returns
    -------
    Assignment

    Raises
    ------
    ValueError
        If an id occurs twice, hours are missing or negative, or there are no managers.

    Examples
    --------
    c2 fits m1 better, but moving costs more than the better fit is worth; c1 has no manager yet.

    >>> mismatch = pd.DataFrame({"m1": [0, 0], "m2": [4, 3]}, index=["c1", "c2"])
    >>> hours, capacity = pd.Series({"c1": 30, "c2": 30}), pd.Series({"m1": 60, "m2": 60})
    >>> result = assign(mismatch, hours, capacity, current=pd.Series({"c2": "m2"}), moved_cost=5)
    >>> result.assigned.to_dict(), result.moved, result.objective
    ({'c1': 'm1', 'c2': 'm2'}, (), 3)
    """
    if balance < 0 or step < 1:
        raise ValueError("the balance must not be negative, and a step is at least 1")
    table = _sorted(mismatch)
    today = (current if current is not None else pd.Series(dtype=object)).reindex(table.index)
    problem = _problem(table, hours, capacity, eligible, today, moved_cost, balance, step)
    served = problem.allowed.any(axis=1)
    possible = _part(problem, served)
    solution = solve(possible, ("cost", "ties"), time_limit)
    ways_out = None
    if solution.key == "infeasible" or not served.all():
        if solution.key == "infeasible":
            solution = solve(possible, ("over", "cost", "ties"), time_limit)
        opened = solve(problem, ("opened", "cost", "ties"), time_limit)
        ways_out = _ways_out(problem, possible, solution, opened, person)
    return _result(possible, solution, today, ways_out)


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    if not (table.index.is_unique and table.columns.is_unique):
        raise ValueError("a customer or a manager is there twice")
    if table.shape[1] == 0:
        raise ValueError("there are no managers")
    return table.sort_index().sort_index(axis=1)


def _problem(
    table: pd.DataFrame,
    hours: pd.Series | pd.DataFrame,
    capacity: pd.Series,
    eligible: pd.DataFrame | None,
    today: pd.Series,
    moved_cost: int,
    balance: int,
    step: int,
) -> Problem:
    needed = _hours(table, hours)
    there = capacity.reindex(table.columns)
    if there.isna().any() or (there < 0).any():
        raise ValueError("a capacity is missing or negative")
    allowed = np.ones(table.shape, dtype=bool)
    if eligible is not None:
        aligned = eligible.reindex(index=table.index, columns=table.columns)
        allowed = aligned.astype(object).eq(True).to_numpy(dtype=bool)
    moves = today.notna().to_numpy()[:, None] & (
        today.to_numpy(dtype=object)[:, None] != table.columns.to_numpy(dtype=object)[None, :]
    )
    return Problem(
        customers=tuple(table.index),
        managers=tuple(table.columns),
        cost=table.to_numpy(dtype=np.int64) + moved_cost * moves.astype(np.int64),
        hours=needed,
        capacity=there.to_numpy(dtype=np.int64),
        allowed=allowed,
        balance=balance,
        step=step,
    )


def _hours(table: pd.DataFrame, hours: pd.Series | pd.DataFrame) -> np.ndarray:
    if isinstance(hours, pd.DataFrame):
        needed = hours.reindex(index=table.index, columns=table.columns)
    else:
        column = hours.reindex(table.index)
        needed = pd.DataFrame(dict.fromkeys(table.columns, column), index=table.index)
    if needed.isna().any(axis=None) or (needed < 0).any(axis=None):
        raise ValueError("hours are missing or negative")
    return needed.to_numpy(dtype=np.int64)


def _part(problem: Problem, chosen: np.ndarray) -> Problem:
    """Return the problem of some customers alone."""
    return Problem(
        customers=tuple(np.array(problem.customers, dtype=object)[chosen]),
        managers=problem.managers,
        cost=problem.cost[chosen],
        hours=problem.hours[chosen],
        capacity=problem.capacity,
        allowed=problem.allowed[chosen],
        balance=problem.balance,
        step=problem.step,
    )


def _ways_out(
    problem: Problem, possible: Problem, solution: Solution, opened: Solution, person: int | None
) -> WaysOut:
    over = np.zeros(len(problem.managers), dtype=np.int64)
    if len(solution.places):
        over = np.maximum(load_by_manager(possible, solution.places) - problem.capacity, 0)
    hours = solution.proved.get("over", int(over.sum()))
    one = float(person or problem.capacity.mean())
    pairs = None
    if opened.totals:
        chosen = enumerate(opened.places)
        pairs = tuple(
            (problem.customers[row], problem.managers[place])
            for row, place in chosen
            if not problem.allowed[row, place]
        )
    return WaysOut(
        hours=hours,
        people=math.ceil(hours / one) if one > 0 else 0,
        extend=pd.Series(over, index=list(problem.managers), name="over")[over > 0],
        nobody=tuple(each for each in problem.customers if each not in {*possible.customers}),
        open=pairs,
        proved=(hours == 0 or "over" in solution.proved)
        and (opened.key == "infeasible" or "opened" in opened.proved),
    )


def _result(problem: Problem, solution: Solution, today: pd.Series, ways_out: WaysOut | None) -> Assignment:
    names = np.array(problem.managers, dtype=object)
    complete = len(solution.places) == len(problem.customers)
    chosen = names[solution.places] if complete else []
    assigned = pd.Series(
        chosen,
        index=pd.Index(problem.customers if complete else [], name="customer"),
        name="manager",
        dtype=object,
    )
    loads = load_by_manager(problem, solution.places) if complete else np.zeros(len(names), dtype=np.int64)
    managers = pd.DataFrame(
        {
            "customers": assigned.value_counts().reindex(names, fill_value=0).to_numpy(dtype=np.int64),
            "hours": loads,
            "capacity": problem.capacity,
            "over": np.maximum(loads - problem.capacity, 0),
            "load": np.divide(
                loads, problem.capacity, out=np.full(len(names), np.nan), where=problem.capacity > 0
            ),
        },
        index=pd.Index(names, name="manager"),
    )
    before = today.reindex(assigned.index)
    key = "short" if ways_out is not None and solution.key != "no_solution" else solution.key
    return Assignment(
        key=key,
        assigned=assigned,
        moved=tuple(assigned.index[before.notna() & (before != assigned)]),
        managers=managers,
        objective=solution.totals.get("cost"),
        gap=solution.gap,
        settled="ties" in solution.proved,
        ways_out=ways_out,
    )
