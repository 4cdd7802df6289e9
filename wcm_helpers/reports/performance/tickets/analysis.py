"""What the tickets of the month show: breaches, open ones, hours of the week, and staff."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.methods.staffing import staff_needed
from wcm_helpers.methods.survival import survival_curve
from wcm_helpers.reports.performance.parts.tickets import hours_of, tickets_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: Months whose tickets make the week map and the curves.
MONTHS = 12
#: A cell of the week with fewer tickets is hatched, and too few for a gap.
LEAST = 10
#: An hour is without cover if first answers there take so many times as long as in the whole week.
GAP = 3.0
_HOURS = 24
#: Parts of a day: night, morning, afternoon, evening.
PARTS = ((0, 7), (8, 11), (12, 17), (18, 23))


@dataclass(frozen=True, eq=False)
class Week:
    """Tickets by the hour of week in which they came in.

    Attributes
    ----------
    n : np.ndarray of int, 7 × 24
    hours : np.ndarray of float, 7 × 24
        The median hours to the first answer, open ones with the time so far; NaN without one.
    median : float
        Of the whole week.
    gaps : list of (day, first hour, last hour)
        Parts of days with enough tickets whose answers take :data:`GAP` times as long as the median.
    staff : np.ndarray of int, 7 × 24
        People that Erlang's formula asks for.
    weeks : float
        Weeks the tickets come from.
    """

    n: np.ndarray
    hours: np.ndarray
    median: float
    gaps: list[tuple[int, int, int]]
    staff: np.ndarray
    weeks: float


def recent_rows(review: PerformanceReview) -> pd.DataFrame:
    """Return the judged tickets that came in during the last 12 months."""
    tickets = review.computed(tickets_of)
    if tickets is None:
        return pd.DataFrame()
    return tickets.rows[tickets.rows["month"].isin(window(review.month, MONTHS))]


def week_of(review: PerformanceReview) -> Week | None:
    """Return the week of the tickets, for ``review.computed``; None without usable answers."""
    rows = recent_rows(review)
    usable = rows[rows["response_hours"].notna()] if len(rows) else rows
    if usable.empty:
        return None
    first = datetime.fromisoformat(f"{usable['month'].min()}-01")
    last = review.computed(tickets_of).as_of
    rule = review.rule
    return make_week(
        usable,
        max(1.0, (last - first).days / 7),
        rule.handling_minutes,
        rule.answer_minutes,
        rule.answer_share,
    )


def make_week(rows: pd.DataFrame, weeks: float, handling: float, within: float, share: float) -> Week:
    """Return the week of judged tickets; parameters as :class:`PerformanceSettings` names them."""
    created = pd.to_datetime(rows["created_at"])
    place = created.dt.day_of_week * _HOURS + created.dt.hour
    n = np.bincount(place, minlength=7 * _HOURS)[: 7 * _HOURS]
    medians = rows["response_hours"].groupby(place.to_numpy()).median().reindex(range(7 * _HOURS))
    median = float(rows["response_hours"].median())
    gaps = _gaps(rows["response_hours"], created.dt.day_of_week, created.dt.hour, GAP * max(median, 0.25))
    staff = np.array([staff_needed(count / weeks, handling, within, share) for count in n])
    return Week(
        n.reshape(7, _HOURS),
        medians.to_numpy(dtype=float).reshape(7, _HOURS),
        median,
        gaps,
        staff.reshape(7, _HOURS),
        weeks,
    )


def _gaps(
    hours: pd.Series, days: pd.Series, hour_of_day: pd.Series, limit: float
) -> list[tuple[int, int, int]]:
    """Return the parts of days with enough tickets whose median answer takes ``limit`` hours or more."""
    gaps = []
    for day in range(7):
        for first, last in PARTS:
            chosen = hours[(days == day) & hour_of_day.between(first, last)]
            if len(chosen) >= LEAST and float(chosen.median()) >= limit:
                gaps.append((day, first, last))
    return gaps


def curves_of(review: PerformanceReview) -> dict[str, pd.DataFrame]:
    """Return the curves of response and resolution of the last 12 months, open ones as at the month's end."""
    tickets, rows = review.computed(tickets_of), recent_rows(review)
    if tickets is None or rows.empty:
        return {}
    hours = hours_of(rows, tickets.as_of)
    return {
        stage: survival_curve(part["minutes"] / 60, part["open"], part["n"])
        for stage, part in hours.groupby("stage")
    }


def open_tickets(review: PerformanceReview) -> pd.DataFrame:
    """Return the tickets that are open at the end of the month, the oldest first, with customer and age."""
    tickets = review.computed(tickets_of)
    if tickets is None:
        return pd.DataFrame()
    rows = tickets.rows
    rows = rows[rows["resolved_at"].isna() & rows["resolution_hours"].notna()].copy()
    rows["age_hours"] = [(tickets.as_of - moment).total_seconds() / 3600 for moment in rows["created_at"]]
    rows["overdue"] = [kept is False or (kept is not None and not kept) for kept in rows["resolution_kept"]]
    rows["name"] = [
        review.result.name_of(customer) if isinstance(customer, str) else ""
        for customer in rows["customer_id"]
    ]
    return rows.sort_values(["created_at", "ticket_id"], kind="stable").reset_index(drop=True)


def waiting_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the customers with open tickets past their due time, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``name``, ``overdue`` (tickets), ``oldest_hours`` and ``revenue`` (12 months,
        ten-thousandths; NaN unknown), the largest revenue first.
    """
    columns = ["customer_id", "name", "overdue", "oldest_hours", "revenue"]
    rows = open_tickets(review)
    late = rows[rows["overdue"] & rows["customer_id"].notna()] if len(rows) else rows
    if late.empty:
        return pd.DataFrame(columns=columns)
    grouped = late.groupby("customer_id", as_index=False).agg(
        name=("name", "first"), overdue=("overdue", "size"), oldest_hours=("age_hours", "max")
    )
    values = review.result.customers["value"].reindex(grouped["customer_id"]).astype("Float64")
    grouped["revenue"] = values.to_numpy(dtype=float, na_value=np.nan)
    order = grouped.assign(_value=-grouped["revenue"].fillna(0), _age=-grouped["oldest_hours"])
    order = order.sort_values(["_value", "_age", "customer_id"], kind="stable")
    return order[columns].reset_index(drop=True)
