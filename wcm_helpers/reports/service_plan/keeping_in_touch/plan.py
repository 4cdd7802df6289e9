"""Who is due for a talk or a review in the month after the month under review, and the hours it takes."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import (
    DAYS_OF_MONTH,
    ITEMS,
    due_of,
    last_day_of,
    last_talks,
)
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.packages.received import NONE, PERIOD_MONTHS, SHORT, Deeds
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: The usual length of a talk or a review is the median over so many months.
LENGTH_MONTHS = 12
COLUMNS = ("customer_id", "class", "item", "manager_id", "last", "due_on", "overdue", "times", "hours")
_OF_MANAGER = ["manager_id", "customers", "talks", "reviews", "overdue", "hours"]


def plan_of(review: ServicePlanReview) -> pd.DataFrame | None:
    """Return the talks and reviews due next month, for ``review.computed``; None without interactions."""
    deeds = review.computed(packages_of).deeds
    if deeds.interactions is None:
        return None
    return plan(review.computed(due_of), deeds, review.result, sources.next_month(review))


def plan(due: pd.DataFrame, deeds: Deeds, result: ServicePlanMonth, month: str) -> pd.DataFrame:
    """Return the talks and reviews that are due by the end of a month, by last talk plus period.

    Parameters
    ----------
    due : pd.DataFrame
        Entitlements to talks and reviews: ``customer_id``, ``class``, ``item``, ``level``, ``period``,
        ``verdict``.
    deeds : Deeds
        With interactions up to the end of the month before.
    result : ServicePlanMonth
    month : str
        The month that is planned, YYYY-MM.

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, ``name`` and ``revenue``; the largest customer first: ``last`` of its kind (NaT:
        none), ``due_on`` (NaT: at once), ``overdue`` (due before the month), ``times`` in the month and
        ``hours`` (times the median length of such contacts over a year; NaN unknown).
    """
    level = due["level"].astype(float)
    rows = due.assign(level=level, months=due["period"].map(PERIOD_MONTHS).astype(float))
    rows = rows[(rows["level"] > 0) & rows["months"].notna()].reset_index(drop=True)
    lasts = {item: last_talks(deeds.interactions, kinds) for item, kinds in ITEMS.items()}
    last = [
        lasts[item].get(customer, pd.NaT)
        for item, customer in zip(rows["item"], rows["customer_id"], strict=True)
    ]
    rows["last"] = pd.Series(last, index=rows.index, dtype="datetime64[us]")
    rows["due_on"] = [
        next_due(last, months / times)
        for last, months, times in zip(rows["last"], rows["months"], rows["level"], strict=True)
    ]
    rows["due_on"] = rows["due_on"].astype("datetime64[us]")
    rows = rows[~(rows["due_on"] > last_day_of(month))].reset_index(drop=True)
    late = rows["due_on"].isna() & rows["verdict"].isin([SHORT, NONE])
    rows["overdue"] = (rows["due_on"] < pd.Timestamp(f"{month}-01")) | late
    rows["times"] = np.ceil(rows["level"] / rows["months"]).clip(lower=1).astype(int)
    minutes = rows["item"].map(usual_minutes(deeds.interactions, add_months(month, -1))).astype(float)
    rows["hours"] = rows["times"] * minutes / 60
    managers = {} if deeds.managers is None else deeds.managers.to_dict()
    rows["manager_id"] = rows["customer_id"].map(managers).astype(object)
    rows = result.with_names(rows)
    order = {"by": ["revenue", "customer_id", "item"], "ascending": [False, True, True], "ignore_index": True}
    return rows.sort_values(**order)[[*COLUMNS, "name", "revenue"]]


def next_due(last: pd.Timestamp, months: float) -> pd.Timestamp:
    """Return the day so many months after the last one; whole months keep the day of the month.

    Examples
    --------
    A talk a quarter and two a month, after the last day of November:

    >>> last = pd.Timestamp("2026-11-30")
    >>> str(next_due(last, 3).date()), str(next_due(last, 0.5).date())
    ('2027-02-28', '2026-12-15')
    """
    if pd.isna(last):
        return pd.NaT
    if float(months).is_integer():
        return last + pd.DateOffset(months=int(months))
    return (last + pd.Timedelta(days=months * DAYS_OF_MONTH)).normalize()


def usual_minutes(interactions: pd.DataFrame, month: str) -> dict[str, float]:
    """Return the median minutes of a talk and of a review over a year; items without any are absent.

    Examples
    --------
    >>> rows = pd.DataFrame({"month": "2026-05", "kind": ["call", "visit", "visit", "message"],
    ...                      "minutes": [30.0, 60.0, 90.0, 5.0]})
    >>> usual_minutes(rows, "2026-05")
    {'talk': 60.0}
    """
    recent = interactions[interactions["month"].isin(window(month, LENGTH_MONTHS))]
    recent = recent[recent["minutes"] > 0]
    medians = {
        item: recent.loc[recent["kind"].isin(kinds), "minutes"].median() for item, kinds in ITEMS.items()
    }
    return {item: float(minutes) for item, minutes in medians.items() if not np.isnan(minutes)}


def by_manager(plan: pd.DataFrame) -> pd.DataFrame:
    """Return the plan of a month by manager.

    Returns
    -------
    pd.DataFrame
        ``manager_id`` (None: no manager), ``customers``, ``talks``, ``reviews``, ``overdue`` (of both) and
        ``hours`` (NaN unknown), by manager, those without one last.
    """
    if plan.empty:
        return pd.DataFrame(columns=_OF_MANAGER)
    rows = plan.assign(
        talks=plan["times"].where(plan["item"] == "talk", 0),
        reviews=plan["times"].where(plan["item"] == "review", 0),
        overdue=plan["overdue"].astype(int),
        manager=plan["manager_id"].where(plan["manager_id"].notna(), ""),
    )
    grouped = rows.groupby("manager", sort=True)
    frame = grouped[["talks", "reviews", "overdue"]].sum().astype(int)
    frame.insert(0, "customers", grouped["customer_id"].nunique())
    frame["hours"] = grouped["hours"].sum(min_count=1)
    frame = frame.rename_axis("manager_id").reset_index()
    frame = pd.concat([frame[frame["manager_id"] != ""], frame[frame["manager_id"] == ""]], ignore_index=True)
    frame["manager_id"] = frame["manager_id"].astype(object).where(frame["manager_id"] != "", None)
    return frame[_OF_MANAGER]
