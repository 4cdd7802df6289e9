"""Which talks and reviews took place in their period, and which customers nobody has talked to since when."""

from datetime import date

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.packages.received import (
    KEPT,
    NONE,
    PERIOD_MONTHS,
    SHORT,
    TALKS,
    Deeds,
)
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: The items that are talks, and the kinds of contact that each counts.
ITEMS = {"talk": TALKS, "review": ("review",)}
#: What counts as having talked to a customer; a message is none.
ANY_TALK = (*TALKS, "review")
#: A customer is silent when nobody has talked to it for so many of its shortest periods.
SILENT_PERIODS = 2
DAYS_OF_MONTH = 365.25 / 12

#: States of a customer: all talks and reviews in time; one of them not; none at all for two periods.
IN_TIME, LATE, SILENT, CANNOT_TELL = "in_time", "late", "silent", "cannot_tell"
COLUMNS = ("customer_id", "class", "manager_id", "months", "last", "days", "state")


def due_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the talks and reviews due with what was received, for ``review.computed``."""
    rows = review.computed(packages_of).rows
    return rows[rows["item"].isin([*ITEMS])].reset_index(drop=True)


def customers_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return every customer that is entitled to talks with its state, for ``review.computed``."""
    deeds = review.computed(packages_of).deeds
    return states(review.computed(due_of), deeds, review.result, review.known_until)


def states(due: pd.DataFrame, deeds: Deeds, result: ServicePlanMonth, until: date) -> pd.DataFrame:
    """Return since when nobody has talked to each customer that is entitled to talks or reviews.

    Parameters
    ----------
    due : pd.DataFrame
        The rows of talks and reviews of :func:`wcm_helpers.reports.service_plan.packages.received.received`.
    deeds : Deeds
        ``interactions`` with ``happened_at``, too.
    result : ServicePlanMonth
    until : date
        The last day that is known.

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, ``name`` and ``revenue``, the largest customer first: ``months`` of the shortest
        period, ``last`` day of a talk or review (NaT: none is recorded), ``days`` since then, and ``state``.
    """
    rows = due.assign(months=due["period"].map(PERIOD_MONTHS).astype(float))
    rows["broken"] = rows["verdict"].isin([SHORT, NONE])
    rows["measured"] = rows["broken"] | (rows["verdict"] == KEPT)
    grouped = rows.groupby("customer_id", sort=True)
    frame = grouped[["class", "months", "broken", "measured"]].agg(
        {"class": "first", "months": "min", "broken": "any", "measured": "any"}
    )
    frame = frame.reset_index()
    ids = frame["customer_id"]
    lasts = last_talks(deeds.interactions, ANY_TALK)
    frame["last"] = pd.Series([lasts.get(one, pd.NaT) for one in ids], dtype="datetime64[us]")
    frame["days"] = (pd.Timestamp(until) - frame["last"]).dt.days.astype(float)
    recorded = deeds.months_recorded(ids, result.month).astype(float)
    frame["state"] = _state(frame, recorded)
    managers = {} if deeds.managers is None else deeds.managers.to_dict()
    frame["manager_id"] = ids.map(managers).astype(object)
    frame = result.with_names(frame)
    order = {"by": ["revenue", "customer_id"], "ascending": [False, True], "ignore_index": True}
    return frame.sort_values(**order)[[*COLUMNS, "name", "revenue"]]


def _state(frame: pd.DataFrame, recorded: pd.Series) -> np.ndarray:
    """Return the state of each customer; a customer without any talk is silent once that can be told."""
    months = SILENT_PERIODS * frame["months"]
    long_ago = frame["days"] > months * DAYS_OF_MONTH
    never = frame["last"].isna() & (recorded > months)
    broken, measured = frame["broken"].astype(bool), frame["measured"].astype(bool)
    return np.select([broken & (long_ago | never), broken, ~measured], [SILENT, LATE, CANNOT_TELL], IN_TIME)


def last_talks(interactions: pd.DataFrame | None, kinds: tuple[str, ...]) -> dict[str, pd.Timestamp]:
    """Return the day of the last contact of some kinds with each customer.

    Examples
    --------
    The message of the 9th is no talk:

    >>> talks = pd.DataFrame({"customer_id": "c1", "kind": ["call", "message"],
    ...                       "happened_at": pd.to_datetime(["2026-05-04 10:00", "2026-05-09 10:00"])})
    >>> {customer: str(day.date()) for customer, day in last_talks(talks, ANY_TALK).items()}
    {'c1': '2026-05-04'}
    """
    if interactions is None:
        return {}
    counted = interactions[interactions["kind"].isin(kinds)]
    return counted.groupby("customer_id")["happened_at"].max().dt.normalize().to_dict()


def overdue_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the silent customers, then the late ones, the largest first, for ``review.computed``."""
    rows = review.computed(customers_of)
    rows = rows[rows["state"].isin([SILENT, LATE])]
    return rows.sort_values("state", key=lambda states: states != SILENT, kind="stable", ignore_index=True)


def counts_of(due: pd.DataFrame) -> tuple[int, int]:
    """Return how many talks and reviews were kept, and of how many that is known.

    Examples
    --------
    >>> counts_of(pd.DataFrame({"verdict": ["kept", "none", "short", "cannot_tell", "kept"]}))
    (2, 4)
    """
    kept = int((due["verdict"] == KEPT).sum())
    return kept, kept + int(due["verdict"].isin([SHORT, NONE]).sum())


def cadence_kept(review: ServicePlanReview) -> float | None:
    """Return the share of the talks and reviews due that took place in their period; None unknown."""
    kept, n = counts_of(review.computed(due_of))
    return kept / n if n else None


def by_manager_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return how each manager kept its talks and reviews, for ``review.computed``."""
    return by_manager(review.computed(due_of), review.computed(sources.managers_of))


def by_manager(due: pd.DataFrame, managers: pd.Series | None) -> pd.DataFrame:
    """Return the talks and reviews kept by manager.

    Returns
    -------
    pd.DataFrame
        ``manager_id`` (None: no manager), ``kept``, ``n``, ``share``, ``low``, ``high``, by manager, those
        without one last; only what is known.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["a", "a", "b"], "verdict": ["kept", "none", "cannot_tell"]})
    >>> by_manager(rows, pd.Series({"a": "M1", "b": "M2"}))[["manager_id", "kept", "n"]].values.tolist()
    [['M1', 1, 2]]
    """
    known = due[due["verdict"].isin([KEPT, SHORT, NONE])]
    ids = known["customer_id"].map({} if managers is None else managers.to_dict()).astype(object)
    ids = ids.where(ids.notna(), "")
    counts = (known["verdict"] == KEPT).astype(int).groupby(ids.rename("manager_id")).agg(["sum", "size"])
    counts = counts.rename(columns={"sum": "kept", "size": "n"}).reset_index()
    counts["share"] = counts["kept"] / counts["n"]
    bounds = [wilson(int(kept), int(n)) for kept, n in zip(counts["kept"], counts["n"], strict=True)]
    counts["low"], counts["high"] = [one.low for one in bounds], [one.high for one in bounds]
    counts = counts.sort_values("manager_id", key=lambda ids: ids.where(ids != "", "\uffff"))
    counts["manager_id"] = counts["manager_id"].astype(object).where(counts["manager_id"] != "", None)
    return counts.reset_index(drop=True)


def last_day_of(month: str) -> pd.Timestamp:
    """Return the last day of a month as a time stamp."""
    return pd.Timestamp(last_day(month))
