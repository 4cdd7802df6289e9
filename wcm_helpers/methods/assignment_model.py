"""The whole-number programme of an assignment: customers to managers, solved one objective after another.

Objectives are whole numbers and lexicographic: the first is minimised and proved, then kept at its value
(hours over: within a step of it) while the next is minimised. A cost that breaks ties is the last of them.
This is what an infinitely small cost would do: a solution of the last objective has, by its constraints, the
value of the costs before it, so that breaking ties can never change the true objective, however large its
weights are.

The solver is HiGHS (Q. Huangfu and J. A. J. Hall, Mathematical Programming Computation 10, 2018).
"""

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint, OptimizeResult

#: The search for a later objective ends after so many nodes: a count, unlike seconds, is the same everywhere.
LATER_NODES = 200
_TIE_WEIGHTS = 10_000
#: Values are whole numbers: a bound nearer than this to the value proves it.
_LESS_THAN_ONE = 0.9


@dataclass(frozen=True)
class Problem:
    """An assignment problem in canonical order: managers and customers sorted by id, all numbers whole.

    ``cost``, ``hours`` and ``allowed`` are customers × managers, ``capacity`` is by manager. Loads up to
    :attr:`level` are even; what the largest is above it counts in begun steps of ``step`` units of hours,
    each at a cost of ``balance``.
    """

    customers: tuple[str, ...]
    managers: tuple[str, ...]
    cost: np.ndarray
    hours: np.ndarray
    capacity: np.ndarray
    allowed: np.ndarray
    balance: int = 0
    step: int = 1

    @property
    def level(self) -> int:
        """A step above the mean load, or above the largest customer if that is more.

        The step to spare is what makes optima provable: whether loads can be more even than that is a puzzle
        of its own, as hard as any, and of no use.
        """
        least = self.hours.min(axis=1)
        mean = -(-int(least.sum()) // len(self.managers))
        return max(mean, int(least.max(initial=0))) + self.step

    def spare(self, objective: str) -> int:
        """Return how far an objective may be given up for later ones: less than a step of hours over.

        To the last minute everybody's time would have to be full, a puzzle again.
        """
        return self.step - 1 if objective == "over" else 0

    def steps_above(self, load: int) -> int:
        """Return how many begun steps a load is above the level."""
        return max(0, -(-(load - self.level) // self.step))


class Solution(NamedTuple):
    """The best solution found: the manager's place by customer and the total of each objective.

    ``key`` is ``optimal``, ``infeasible``, ``not_proved`` (there is a solution) or ``no_solution`` (time was
    up before one was found). ``proved`` is the least value of each objective proved, in turn; ``gap`` is
    what the first of the others might still fall by, 0 where that is only which of equal optima it is.
    """

    key: str
    places: np.ndarray
    totals: dict[str, int]
    proved: dict[str, int] = {}  # noqa: RUF012 - never changed
    gap: int = 0


def tie_weights(problem: Problem) -> np.ndarray:
    """Return a whole number for each pair, from its two ids alone, that decides between equal optima.

    Numbers of a pair's own, and not its place in a list, leave everybody else where they are when a customer
    comes or goes; being as good as random they seldom add up to the same sum twice (K. Mulmuley, U. V.
    Vazirani and V. V. Vazirani, Combinatorica 7, 1987).

    Examples
    --------
    >>> one = np.zeros((1, 2), dtype=int)
    >>> weights = tie_weights(Problem(("c1",), ("m1", "m2"), one, one, one[0], one == 0))
    >>> weights.shape, weights[0, 0] == weights[0, 1]
    ((1, 2), np.False_)
    """
    return np.array(
        [[_weight(customer, manager) for manager in problem.managers] for customer in problem.customers],
        dtype=np.int64,
    ).reshape(len(problem.customers), len(problem.managers))


def _weight(customer: str, manager: str) -> int:
    digest = blake2b(f"{customer}\0{manager}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _TIE_WEIGHTS


def solve(problem: Problem, objectives: tuple[str, ...], seconds: float) -> Solution:
    """Minimise objectives in turn: ``opened`` pairs, hours ``over`` capacity, ``cost``, ``ties``.

    Parameters
    ----------
    problem : Problem
        With ``opened``, pairs that are not allowed may be used at one each. With ``over``, capacities may be
        exceeded.
    objectives : tuple of str
        Without ``opened`` and ``over``, eligibility and capacity hold as they are.
    seconds : float
        At most so long for each objective.

    Returns
    -------
    Solution

    Examples
    --------
    Both customers cost less at the first manager, who has time for one of them:

    >>> problem = Problem(("c1", "c2"), ("m1", "m2"), np.array([[0, 5], [0, 3]]), np.full((2, 2), 10),
    ...                   np.array([10, 10]), np.full((2, 2), True))
    >>> solution = solve(problem, ("cost", "ties"), 10)
    >>> solution.key, solution.places.tolist(), solution.totals["cost"]
    ('optimal', [0, 1], 3)
    """
    if not problem.customers:
        return Solution(
            "optimal", np.zeros(0, dtype=int), dict.fromkeys(objectives, 0), dict.fromkeys(objectives, 0)
        )
    programme = _Programme(problem, objectives)
    best = Solution("no_solution", np.zeros(0, dtype=int), {})
    bounds: list[tuple[np.ndarray, int]] = []
    for name in objectives:
        weights = programme.weights[name]
        unit = int(np.gcd.reduce(np.abs(weights))) or 1
        result = programme.minimise(weights // unit, bounds, seconds)
        if result.status == 2 and not bounds:
            return best._replace(key="infeasible")
        last = name == "ties"  # which only decides between equals: without it a solution is as good
        if result.x is None or programme.breaks(places := programme.places(result.x), best):
            if last or not bounds:
                return best
            return best._replace(key="not_proved", gap=_left(best.totals[name], None))
        totals = programme.totals(places)
        left = 0 if result.status == 0 else _left(totals[name] // unit, result.mip_dual_bound)
        if left:
            key, gap = ("optimal", 0) if last else ("not_proved", left * unit)
            return Solution(key, places, totals, best.proved, gap)
        best = Solution("optimal", places, totals, {**best.proved, name: totals[name]})
        bounds.append((weights // unit, (totals[name] + problem.spare(name)) // unit))
    return best


def _left(value: int, bound: float | None) -> int:
    """Return by how many whole units a value might still fall, at least one where that is unknown."""
    if bound is None or not math.isfinite(bound):
        return max(1, value)
    return max(0, value - math.ceil(bound - min(0.5, 1e-6 * max(1.0, abs(bound)))))


class _Programme:
    """The columns: a choice for each pair that may be used, the steps of the largest load, hours over."""

    def __init__(self, problem: Problem, objectives: tuple[str, ...]) -> None:
        self.problem = problem
        usable = np.ones_like(problem.allowed) if "opened" in objectives else problem.allowed
        self.row, self.column = np.nonzero(usable)
        self.over = "over" in objectives
        self.hours = problem.hours[self.row, self.column]
        pairs, managers = len(self.row), len(problem.managers)
        nothing = np.zeros(1 + managers, dtype=np.int64)
        of_pairs = {
            "opened": (~problem.allowed[self.row, self.column]).astype(np.int64),
            "over": np.zeros(pairs, dtype=np.int64),
            "cost": problem.cost[self.row, self.column],
            "ties": tie_weights(problem)[self.row, self.column],
        }
        self.weights = {name: np.concatenate([weights, nothing]) for name, weights in of_pairs.items()}
        self.weights["cost"][pairs] = problem.balance
        self.weights["over"][pairs + 1 :] = 1

    def minimise(
        self, weights: np.ndarray, bounds: list[tuple[np.ndarray, int]], seconds: float
    ) -> "OptimizeResult":
        """Return the solver's result for one objective, earlier ones kept at their values."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        most = float(np.abs(weights).astype(float) @ self._upper())
        options = {"time_limit": seconds, "mip_rel_gap": _LESS_THAN_ONE / max(most, 1.0)}
        if bounds:
            options["node_limit"] = LATER_NODES
        constraints = self._constraints()
        constraints += [LinearConstraint(line[None, :].astype(float), ub=value) for line, value in bounds]
        return milp(
            weights.astype(float),
            integrality=np.ones(len(weights)),
            bounds=Bounds(0, self._upper()),
            constraints=constraints,
            options=options,
        )

    def places(self, x: np.ndarray) -> np.ndarray:
        """Return the manager's place by customer."""
        places = np.zeros(len(self.problem.customers), dtype=int)
        chosen = x[: len(self.row)] > 0.5
        places[self.row[chosen]] = self.column[chosen]
        return places

    def breaks(self, places: np.ndarray, best: Solution) -> bool:
        """Return whether a solution that is whole but for the solver's tolerance is none in whole numbers."""
        totals = self.totals(places)
        within = self.over or totals["over"] == 0
        return not within or any(
            totals[name] > least + self.problem.spare(name) for name, least in best.proved.items()
        )

    def totals(self, places: np.ndarray) -> dict[str, int]:
        """Return every objective of an assignment, in whole numbers."""
        problem, everybody = self.problem, np.arange(len(places))
        loads = load_by_manager(problem, places)
        steps = problem.steps_above(int(loads.max(initial=0))) if problem.balance else 0
        return {
            "opened": int((~problem.allowed[everybody, places]).sum()),
            "over": int(np.maximum(loads - problem.capacity, 0).sum()),
            "cost": int(problem.cost[everybody, places].sum()) + problem.balance * steps,
            "ties": int(tie_weights(problem)[everybody, places].sum()),
        }

    def _constraints(self) -> "list[LinearConstraint]":
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        pairs, managers = len(self.row), len(self.problem.managers)
        columns = np.arange(pairs)
        every, width = np.arange(managers), pairs + 1 + managers
        one = csr_array((np.ones(pairs), (self.row, columns)), shape=(len(self.problem.customers), width))
        rows, places = np.append(self.column, every), np.append(columns, pairs + 1 + every)
        filled = np.append(self.hours, np.full(managers, -1.0))
        within = csr_array((filled, (rows, places)), shape=(managers, width))
        constraints = [LinearConstraint(one, 1, 1), LinearConstraint(within, ub=self.problem.capacity)]
        if self.problem.balance:
            places = np.append(columns, np.full(managers, pairs))
            filled = np.append(self.hours, np.full(managers, -float(self.problem.step)))
            level = csr_array((filled, (rows, places)), shape=(managers, width))
            constraints.append(LinearConstraint(level, ub=self.problem.level))
        return constraints

    def _upper(self) -> np.ndarray:
        managers = len(self.problem.managers)
        total = int(self.problem.hours.max(axis=1).sum())
        upper = np.ones(len(self.row) + 1 + managers)
        upper[len(self.row)] = -(-total // self.problem.step) if self.problem.balance else 0
        upper[len(self.row) + 1 :] = total if self.over else 0
        return upper


def load_by_manager(problem: Problem, places: np.ndarray) -> np.ndarray:
    """Return the hours of each manager, in their order.

    Examples
    --------
    >>> hours = np.array([[10, 10], [7, 9]])
    >>> problem = Problem(("c1", "c2"), ("m1", "m2"), hours, hours, np.array([20, 20]), hours > 0)
    >>> load_by_manager(problem, np.array([1, 1])).tolist()
    [0, 19]
    """
    loads = np.zeros(len(problem.managers), dtype=np.int64)
    np.add.at(loads, places, problem.hours[np.arange(len(places)), places])
    return loads
