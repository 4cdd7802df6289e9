"""The states of all customers in a month, from the facts and the customer list up to that month."""

from datetime import date

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths
from wcm_helpers.core.months import add_months, last_day, month_range
from wcm_helpers.methods.lifecycle import decide, volume_change
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.result import Classification

#: The status of a customer whose business has ended, in a customer list.
ENDED_WORDS = frozenset({"ended", "closed", "terminated", "终止", "已终止", "结束", "已结束", "停用"})


def activity_days(customer_months: CustomerMonths) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the first and last day of activity, customer × month; NaT where there was none.

    A day outside its month (a document dated later than the period it belongs to) counts as the nearest day
    of the month; where no day is known, the month's last day does.
    """
    active = customer_months.active.sort_index()
    begins = np.array([f"{month}-01" for month in active.columns], dtype="datetime64[s]")
    ends = np.array([last_day(month) for month in active.columns], dtype="datetime64[s]")
    tables = []
    for column in ("first_on", "last_on"):
        known = customer_months.days(column)
        days = np.full(active.shape, np.datetime64("NaT"), dtype="datetime64[s]")
        if known is not None:
            days = known.reindex(active.index).to_numpy("datetime64[s]")
        days = np.clip(np.where(np.isnat(days), ends, days), begins, ends)
        days[~active.to_numpy()] = np.datetime64("NaT")
        tables.append(pd.DataFrame(days, active.index, active.columns))
    return tables[0], tables[1]


def as_of(classification: Classification, last_on: pd.DataFrame) -> date:
    """Return the month's last day; of an incomplete month, the last day with activity."""
    known = last_on[classification.month].max()
    return last_day(classification.month) if classification.whole_month or pd.isna(known) else known.date()


def states_in(
    classification: Classification,
    first_on: pd.DataFrame,
    last_on: pd.DataFrame,
    month: str,
    day: date,
    limits: Limits,
) -> pd.DataFrame:
    """Compute the state of every customer on a day of a month, from the data up to that month.

    Parameters
    ----------
    classification : Classification
        Of the month under review.
    first_on, last_on : pd.DataFrame of datetime64, customer × month
        As :func:`activity_days` returns them; months after ``month`` are not used.
    month : str
        The month of the states.
    day : date
        The day up to which silence is counted.
    limits : Limits
        The thresholds of the states.

    Returns
    -------
    pd.DataFrame, indexed by customer id
        The columns of :func:`decide` and :func:`volume_change`, and ``first_month``; of the customers
        active by then.
    """
    months = month_range(classification.customer_months.first_month, month)
    known = first_on.index[first_on[months].notna().any(axis=1)]
    first_on, last_on = first_on.loc[known, months], last_on.loc[known, months]
    began = _began(classification, first_on)
    # A customer active when the history begins may be old.
    newcomers = (began > add_months(month, -classification.rule.new_months)) & (began > months[0])
    whole = month if month < classification.month or classification.whole_month else add_months(month, -1)
    volume = volume_change(classification.customer_months.amounts.loc[known, months], began, whole)
    ended = _ended(classification, last_on, day, limits)
    states = decide(first_on, last_on, volume["volume_change"], newcomers, ended, day, limits)
    return states.join(volume).assign(first_month=began)


def _began(classification: Classification, first_on: pd.DataFrame) -> pd.Series:
    """Return the month of the first activity, or of the start date where that is earlier."""
    first = first_on.notna().idxmax(axis=1).astype(object)
    started = classification.directory["start_month"].reindex(first.index).astype(object)
    return first.where(~(started.fillna(classification.month) < first), started)


def _ended(classification: Classification, last_on: pd.DataFrame, day: date, limits: Limits) -> pd.Series:
    """Return a mask of the customers whose business has ended by a day.

    An end date is ignored when there was activity long after it. A status without a date cannot be cut
    off at the month's end: it counts from the first month without activity on.
    """
    known = classification.directory.reindex(last_on.index)
    end = pd.to_datetime(known["end_date"], errors="coerce").astype("datetime64[s]")
    grace = pd.Timedelta(days=limits.dormant_least)
    by_date = (end <= pd.Timestamp(day)) & (last_on.max(axis=1) <= end + grace)
    ended_by_status = (
        known["status"].astype(object).map(lambda status: str(status).strip().casefold() in ENDED_WORDS)
    )
    return by_date | (end.isna() & ended_by_status.astype(bool) & last_on.iloc[:, -1].isna())
