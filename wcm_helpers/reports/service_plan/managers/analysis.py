"""The load of the account managers today, and the assignment that fits best with the fewest moves."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods.assignment import Assignment, WaysOut, assign
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.managers.needed import needed
from wcm_helpers.reports.service_plan.managers.small import place_small
from wcm_helpers.reports.service_plan.managers.team import eligible, mismatch, team_of
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.parameters import ServicePlanSettings
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: Customers that need less than so many minutes a month are placed after the others, where time is left.
SMALL_MINUTES = 60
#: Minutes of a begun day, by which uneven loads are priced.
DAY = 8 * 60
STAYS, FIRST, NOBODY = "stays", "first", "nobody"
#: Why a customer moves, in the order in which the reasons are examined.
NOT_IN_TEAM, NOT_NAMED, OVERLOADED, FITS, ROOM = "not_in_team", "not_named", "overloaded", "fits", "room"
MOVES = (NOT_IN_TEAM, NOT_NAMED, OVERLOADED, FITS, ROOM)


@dataclass(frozen=True, eq=False)
class Staffing:
    """Who looks after whom today, and who would.

    Attributes
    ----------
    customers : pd.DataFrame
        By ``customer_id``: ``class``, ``industry``, ``package``, ``talks``, ``requests``, ``minutes`` (a
        month), ``small`` (bool), ``today`` and ``proposed`` (manager; None nobody), ``points_today`` and
        ``points`` (of mismatch; NA without a manager of the team), ``reason`` (stays, first, nobody, or one
        of :data:`MOVES`; empty where there is no proposal).
    team : pd.DataFrame
        By ``manager_id``: see :func:`wcm_helpers.reports.service_plan.managers.team.team_of`, and
        ``today_customers``, ``today_minutes``, ``customers`` and ``minutes`` of the proposal.
    key : str
        ``optimal``, ``not_proved``, ``short`` or ``no_solution``, as
        :class:`wcm_helpers.methods.assignment.Assignment`.
    gap : int
        By how many points the cost of the proposal may be above the least.
    short_minutes : int or None
        The fewest minutes a month that are missing; 0 where the hours suffice, None unknown.
    people : int
        How many more people of the mean capacity have them.
    ways_out : WaysOut or None
    with_today : bool
        Whether the tables tell who looks after whom today.
    """

    customers: pd.DataFrame
    team: pd.DataFrame
    key: str
    gap: int
    short_minutes: int | None
    people: int
    ways_out: WaysOut | None
    with_today: bool

    @property
    def overloaded(self) -> pd.DataFrame:
        """The managers who have fewer hours than their customers need today, the most missing first."""
        over = self.team.assign(over=self.team["today_minutes"] - self.team["capacity"])
        return over[over["over"] > 0].sort_values("over", ascending=False, kind="stable")

    @property
    def moved(self) -> pd.DataFrame:
        """The customers that would have another manager than today."""
        return self.customers[self.customers["reason"].isin(MOVES)]


def staffing_of(review: ServicePlanReview) -> Staffing | None:
    """Return who looks after whom, for ``review.computed``; None without hours of managers or packages."""
    staff = review.computed(sources.staff_of)
    rows = review.computed(packages_of).rows
    if staff is None or rows.empty:
        return None
    customers = needed(
        rows,
        review.computed(sources.requests_of),
        review.result.active.index,
        review.month,
        review.rule.handling_minutes,
    )
    facts = review.result.customers[["class", "industry"]].reindex(customers.index)
    today = review.computed(sources.managers_of)
    return staffing(
        facts.join(customers), team_of(staff), today, review.computed(sources.sites_of), review.rule
    )


def staffing(
    customers: pd.DataFrame,
    team: pd.DataFrame,
    today: pd.Series | None,
    sites: Mapping[str, frozenset[str]],
    rule: ServicePlanSettings,
) -> Staffing:
    """Return the load of today and the proposal.

    Parameters
    ----------
    customers : pd.DataFrame
        By ``customer_id``: ``class``, ``industry`` (None unknown) and ``minutes`` (int) at least.
    team : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.managers.team.team_of`.
    today : pd.Series or None
        The manager by customer; None where no table tells.
    sites : mapping
        The warehouses of customers.
    rule : ServicePlanSettings

    Examples
    --------
    Two customers of 40 hours each and one manager of 60: 20 hours are missing.

    >>> customers = pd.DataFrame({"class": "B", "industry": None, "minutes": 2400}, index=["a", "b"])
    >>> team = pd.DataFrame({"name": "m", "capacity": 3600, "named": None, "industries": [()],
    ...                      "sites": [()]}, index=["m"])
    >>> staffing(customers, team, None, {}, ServicePlanSettings()).short_minutes
    1200
    """
    customers = customers.sort_index()
    current = (pd.Series(dtype=object) if today is None else today).reindex(customers.index).astype(object)
    customers = customers.assign(
        today=current.where(current.notna(), None), small=customers["minutes"] < SMALL_MINUTES
    )
    points = mismatch(customers["industry"], sites, team)
    may = eligible(customers["class"], team)
    large = customers.index[~customers["small"]]
    result = assign(
        points.loc[large],
        customers.loc[large, "minutes"],
        team["capacity"],
        eligible=None if may is None else may.loc[large],
        current=current.loc[large],
        moved_cost=rule.moved_cost,
        balance=rule.balance_cost,
        step=DAY,
        time_limit=float(rule.solver_seconds),
    )
    proposed, missing = _proposed(customers, team, result, may)
    customers = customers.assign(proposed=proposed)
    loads = customers.groupby("today")["minutes"].sum()
    customers["points_today"] = _points(points, customers["today"])
    customers["points"] = _points(points, customers["proposed"])
    worth = rule.moved_cost if result.key != "no_solution" else None
    customers["reason"] = _reasons(customers, team, loads, may, worth)
    short = None if result.key == "no_solution" else missing + _short(result, customers)
    return Staffing(
        customers=customers,
        team=_with_loads(team, customers),
        key="short" if short else result.key,
        gap=result.gap,
        short_minutes=short,
        people=0 if not short else -(-short // max(1, int(team["capacity"].mean()))),
        ways_out=result.ways_out,
        with_today=today is not None,
    )


def _proposed(
    customers: pd.DataFrame, team: pd.DataFrame, result: Assignment, may: pd.DataFrame | None
) -> tuple[pd.Series, int]:
    """Return the manager proposed for every customer, and the minutes of small ones nobody has time for."""
    proposed = result.assigned.reindex(customers.index).astype(object)
    small = customers[customers["small"]]
    if result.key == "no_solution" or small.empty:
        return proposed.where(proposed.notna(), None), 0
    used = customers["minutes"].groupby(proposed).sum().reindex(team.index).fillna(0).astype("int64")
    placed, missing = place_small(small["minutes"], small["today"], team["capacity"] - used, may)
    proposed = proposed.fillna(placed)
    return proposed.where(proposed.notna(), None), missing


def _short(result: Assignment, customers: pd.DataFrame) -> int:
    """Return the minutes over capacity and those of customers whom nobody may serve."""
    if result.ways_out is None:
        return 0
    return result.ways_out.hours + int(customers.loc[list(result.ways_out.nobody), "minutes"].sum())


def _points(points: pd.DataFrame, managers: pd.Series) -> pd.Series:
    """Return the mismatch of each customer with a manager; NA where the manager is none of the team."""
    of_customer = points.to_dict("index")
    cells = [of_customer[customer].get(manager, pd.NA) for customer, manager in managers.items()]
    return pd.Series(cells, index=managers.index, dtype="Int64")


def _reasons(
    customers: pd.DataFrame,
    team: pd.DataFrame,
    loads: pd.Series,
    may: pd.DataFrame | None,
    worth: int | None,
) -> list[str]:
    """Return why each customer has the manager proposed; a fit is a reason if it is worth the move."""
    if worth is None:
        return [""] * len(customers)
    capacity = team["capacity"]
    over = {manager for manager, load in loads.items() if load > capacity.get(manager, load)}
    return [_reason(row, team, over, may, worth) for row in customers.itertuples()]


def _reason(row: object, team: pd.DataFrame, over: set[str], may: pd.DataFrame | None, worth: int) -> str:
    if row.proposed is None:
        return NOBODY
    if row.today is None:
        return FIRST
    if row.today == row.proposed:
        return STAYS
    if row.today not in team.index:
        return NOT_IN_TEAM
    if may is not None and not may.loc[row.Index, row.today]:
        return NOT_NAMED
    if row.today in over:
        return OVERLOADED
    return FITS if row.points_today - row.points >= max(1, worth) else ROOM


def _with_loads(team: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for name, prefix in (("today", "today_"), ("proposed", "")):
        grouped = customers.groupby(name)["minutes"]
        columns[f"{prefix}customers"] = grouped.size().reindex(team.index).fillna(0).astype("int64")
        columns[f"{prefix}minutes"] = grouped.sum().reindex(team.index).fillna(0).astype("int64")
    return team.assign(**columns)
