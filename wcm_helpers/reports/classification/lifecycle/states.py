"""Everybody's state in a month, from the book and the customer list as they were known then."""

from datetime import date

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, last_day, month_range
from wcm_helpers.methods.lifecycle import decide, volume_change
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.customer_months import CustomerMonths
from wcm_helpers.reports.classification.result import Classification

#: What a customer list says of someone whose business has ended.
ENDED_WORDS = frozenset({"ended", "closed", "terminated", "终止", "已终止", "结束", "已结束", "停用"})


def activity_days(book: CustomerMonths) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the first and last day of activity, customer × month; NaT where there was none.

    A day outside its month (a document dated later than the period it belongs to) counts as the nearest day
    of the month; where no day is known, the month's last day does.
    """
    active = book.active.sort_index()
    begins = np.array([f"{month}-01" for month in active.columns], dtype="datetime64[s]")
    ends = np.array([last_day(month) for month in active.columns], dtype="datetime64[s]")
    tables = []
    for column in ("first_on", "last_on"):
        known = book.days(column)
        days = np.full(active.shape, np.datetime64("NaT"), dtype="datetime64[s]")
        if known is not None:
            days = known.reindex(active.index).to_numpy("datetime64[s]")
        days = np.clip(np.where(np.isnat(days), ends, days), begins, ends)
        days[~active.to_numpy()] = np.datetime64("NaT")
        tables.append(pd.DataFrame(days, active.index, active.columns))
    return tables[0], tables[1]


def as_of(found: Classification, last_on: pd.DataFrame) -> date:
    """Return the month's last day; of a month half told, the last day anything was seen."""
    seen = last_on[found.month].max()
    return last_day(found.month) if found.whole_month or pd.isna(seen) else seen.date()


def states_in(
    found: Classification,
    first_on: pd.DataFrame,
    last_on: pd.DataFrame,
    month: str,
    day: date,
    limits: Limits,
) -> pd.DataFrame:
    """Return everybody's state on a day of a month, from what was known then.

    Parameters
    ----------
    found : Classification
        The review the customers belong to.
    first_on, last_on : pd.DataFrame of datetime64, customer × month
        As :func:`activity_days` gives them; months after ``month`` are not looked at.
    month : str
        The month that is looked at.
    day : date
        The day silence is counted to.
    limits : Limits
        Where the states begin.

    Returns
    -------
    pd.DataFrame, indexed by customer id
        What :func:`decide` and :func:`volume_change` tell, and ``first_month``; of those seen by then.
    """
    months = month_range(found.customer_months.first_month, month)
    seen = first_on.index[first_on[months].notna().any(axis=1)]
    first_on, last_on = first_on.loc[seen, months], last_on.loc[seen, months]
    began = _began(found, first_on)
    # Who is there when the history begins may be old.
    newcomers = (began > add_months(month, -found.rule.new_months)) & (began > months[0])
    whole = month if month < found.month or found.whole_month else add_months(month, -1)
    volume = volume_change(found.customer_months.amounts.loc[seen, months], began, whole)
    ended = _ended(found, last_on, day, limits)
    told = decide(first_on, last_on, volume["volume_change"], newcomers, ended, day, limits)
    return told.join(volume).assign(first_month=began)


def _began(found: Classification, first_on: pd.DataFrame) -> pd.Series:
    """Return the month of the first activity, or of the start date where that is earlier."""
    first = first_on.notna().idxmax(axis=1).astype(object)
    started = found.directory["start_month"].reindex(first.index).astype(object)
    return first.where(~(started.fillna(found.month) < first), started)


def _ended(found: Classification, last_on: pd.DataFrame, day: date, limits: Limits) -> pd.Series:
    """Return whose business has ended by a day.

    An end date is not believed when there was activity long after it. A status without a date cannot be cut
    off at the month's end: it counts from the first month without activity on.
    """
    known = found.directory.reindex(last_on.index)
    end = pd.to_datetime(known["end_date"], errors="coerce").astype("datetime64[s]")
    grace = pd.Timedelta(days=limits.dormant_least)
    by_date = (end <= pd.Timestamp(day)) & (last_on.max(axis=1) <= end + grace)
    said = known["status"].astype(object).map(lambda status: str(status).strip().casefold() in ENDED_WORDS)
    return by_date | (end.isna() & said.astype(bool) & last_on.iloc[:, -1].isna())
