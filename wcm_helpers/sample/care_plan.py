"""Plan who is cared for by whom, and what a service plan is to find in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.sample import costs, limits, overrides
from wcm_helpers.sample.planted_service import underserved_customer
from wcm_helpers.sample.world import World

#: The tables of care cover so many months; what is planted holds for so many.
COVERED, PLANTED_FOR = 13, 6
#: Hours of the account manager that a customer of a class is entitled to in a month.
HOURS = {"A": 6, "B": 2}
#: Only these may be the named manager of a customer of class A.
NAMED = ("M01", "M02", "M03", "M04", "M05", "M06")
#: Share of the hours that may be planned, and that the office takes; and what the overloaded manager has of
#: the hours that its customers are entitled to.
UTILISATION, ADMINISTRATION, OVERLOADED = 0.85, 0.20, 0.75
#: So many customers of an industry must buy a service before one that does not is missed.
_FEWEST_ALIKE = 5


@dataclass(frozen=True)
class CarePlan:
    """Classes and managers of the customers, and what is planted; rows as in ``world.customers``.

    ``letters`` are the plain classes of the last month, empty without a revenue of twelve months;
    ``managers`` are those of the last month. ``buyers`` of the value-added service are of one industry,
    ``missing`` too.
    """

    months: list[str]
    letters: np.ndarray
    managers: np.ndarray
    neglected: int | None
    demanding: int | None
    losing: int | None
    overloaded: str
    buyers: tuple[int, ...]
    missing: int | None

    @property
    def since(self) -> str:
        """The first month of what is planted."""
        return self.months[-min(PLANTED_FOR, len(self.months))]


def plan_care(world: World) -> CarePlan:
    """Return who cares for whom in a world, and what is planted in it."""
    letters = classes(world)
    values = limits.window_sums(world.billed - world.credited, len(world.months) - 1)
    order = np.argsort(-values, kind="stable")
    stable = (world.customers["behaviour"] == "stable").to_numpy()
    regular = (world.billed[:, -limits.WINDOW :] > 0).all(axis=1)
    costly = costs.costly(world) & regular
    taken = {underserved_customer(world)}

    def pick(there: np.ndarray, share: float) -> int | None:
        """Return a row of some, by size: 0 is the largest, 1 the smallest; nobody is picked twice."""
        rows = [row for row in order[there[order]].tolist() if row not in taken]
        row = rows[int(share * (len(rows) - 1))] if rows else None
        taken.add(row)
        return row

    known = letters != ""
    losing = pick(costly & known, 0.0)
    neglected = pick(stable & regular & ~costly & (letters == "A"), 0.5)
    demanding = pick(stable & regular & ~costly & (letters == "C"), 0.0)
    alike = _alike(world, regular & known)
    missing = pick(alike, 0.3) if alike.sum() > _FEWEST_ALIKE else None
    buyers = () if missing is None else tuple(row for row in np.flatnonzero(alike).tolist() if row != missing)
    managers = _managers(world, letters)
    need = hours_due(letters, managers)
    overloaded = max(need, key=lambda name: (need[name], name)) if max(need.values(), default=0) else ""
    months = world.months[-COVERED:]
    return CarePlan(
        months, letters, managers, neglected, demanding, losing, overloaded, buyers, missing
    )  # fmt: skip


def classes(world: World) -> np.ndarray:
    """Return the class by which each customer is cared for in the last month; empty for none.

    It is the best plain class of the last :data:`PLANTED_FOR` months, or what was set by hand: nobody loses
    its manager in the month in which it falls.
    """
    values = limits.window_sums(world.billed - world.credited, len(world.months) - 1)
    if len(world.months) < limits.WINDOW or not (values > 0).any():
        return np.full(len(values), "")
    months = range(max(limits.WINDOW, len(world.months) - PLANTED_FOR + 1) - 1, len(world.months))
    letters = np.sort([_plain(world, month) for month in months], axis=0)[0]
    by_hand = overrides.rows(world)
    last = f"{world.months[-1]}-28"
    holding = by_hand[(by_hand["valid_from"] <= last) & (by_hand["expires"] >= last)]
    given = world.customers["customer_id"].map(
        dict(zip(holding["customer_id"], holding["class"], strict=True))
    )
    letters = np.where(given.notna(), given.fillna("").to_numpy(dtype=str), letters)
    return np.where(values > 0, letters, "")


def _plain(world: World, month: int) -> np.ndarray:
    """Return the plain class of each customer in month number ``month``; Z without revenue."""
    values = limits.window_sums(world.billed - world.credited, month)
    shares = limits.start_shares(values)
    letters = np.select([shares < limits.LIMITS["A"], shares < limits.LIMITS["B"]], ["A", "B"], "C")
    return np.where(values > 0, letters, "Z")


def hours_due(letters: np.ndarray, managers: np.ndarray) -> dict[str, float]:
    """Return the hours a month that the customers of each manager are entitled to.

    Examples
    --------
    >>> hours_due(np.array(["A", "B", "C"]), np.array(["M01", "M01", "M02"]))
    {'M01': 8.0, 'M02': 0.0}
    """
    due = pd.Series([HOURS.get(letter, 0) for letter in letters], dtype=float).groupby(managers).sum()
    return due.to_dict()


def _managers(world: World, letters: np.ndarray) -> np.ndarray:
    """Return the manager of each customer: that of the customer table, if it may look after the class.

    Who has left keeps its own: a change after its last day would begin after it ends.
    """
    own = world.customers["account_manager_id"].to_numpy().astype(str)
    there = (world.customers["end_date"] == "").to_numpy()
    other = np.array([NAMED[row % len(NAMED)] for row in range(len(own))])
    return np.where((letters == "A") & there & ~np.isin(own, NAMED), other, own)


def _alike(world: World, there: np.ndarray) -> np.ndarray:
    """Return the customers of the industry that has most of some; the first by name of equal ones."""
    industries = world.customers["industry"].to_numpy()
    counts = pd.Series(industries[there]).value_counts().sort_index()
    return there & (industries == counts.idxmax()) if len(counts) else np.zeros(len(there), dtype=bool)


def truth(plan: CarePlan, world: World) -> pd.DataFrame:
    """Return what was planted: ``what``, ``where``, ``from``, ``to``, ``note``."""
    customers = world.customers["customer_id"]
    first, since, last = plan.months[0], plan.since, plan.months[-1]
    industry = "" if plan.missing is None else world.customers["industry"].iloc[plan.missing]
    percent = round(100 * OVERLOADED)
    rows = [
        ("class A without its manager's time", plan.neglected, since,
         "a few messages a month: no talk, no visit, no review"),
        ("class C with the time of class A", plan.demanding, since,
         "visits and calls of several hours every month, more than any customer of class A has"),
        ("loss maker", plan.losing, first,
         "costs more than it brings, and half of its labour are returns"),
        ("value-added service not bought", plan.missing, first,
         f"{len(plan.buyers)} other customers of the industry {industry} have goods labelled (贴标)"),
    ]  # fmt: skip
    planted = [
        (what, customers[row], begin, last, note) for what, row, begin, note in rows if row is not None
    ]
    if plan.overloaded:
        note = f"has {percent} % of the hours that its customers are entitled to"
        planted.append(("overloaded manager", plan.overloaded, since, last, note))
    return pd.DataFrame(planted, columns=["what", "where", "from", "to", "note"])
