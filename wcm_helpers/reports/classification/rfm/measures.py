"""What the segments are scored by: how recently, how often, for how much, and how a contract's value goes."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, last_day, window
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.customer_months import CustomerMonths, window_values
from wcm_helpers.reports.classification.result import Classification

YEAR = 12


def measures(book: CustomerMonths, month: str, length: int) -> pd.DataFrame:
    """Return what each customer active in a window is scored by; nothing after ``month`` is looked at.

    Returns
    -------
    pd.DataFrame
        By customer id: ``monetary`` (ten-thousandths), ``frequency`` (see ``Segments.frequency_from``) and
        ``recency_days``, whole days from the last activity to the month's last day.
    """
    value = window_values(book, month, length)
    counts = counted(book)[1].loc[value.index, window(month, length)[0] : month]
    reached = book.active.loc[value.index, :month]
    ends = np.array([last_day(held) for held in reached.columns], dtype="datetime64[us]")
    latest = reached.shape[1] - 1 - reached.to_numpy()[:, ::-1].argmax(axis=1)
    last = pd.Series(ends[latest], index=value.index)
    days = book.days("last_on")
    if days is not None:
        last = days.loc[value.index, :month].max(axis=1).astype("datetime64[us]").fillna(last)
    # An invoice for the month may be dated after its end; the activity is the month's all the same.
    since = (pd.Timestamp(last_day(month)) - last).dt.days.clip(lower=0)
    return pd.DataFrame(
        {"monetary": value, "frequency": counts.sum(axis=1), "recency_days": since.astype("int64")}
    )


def counted(book: CustomerMonths) -> tuple[str, pd.DataFrame]:
    """Return what frequency is counted in, the finest that is known, customer × month."""
    for column in ("order_days", "orders"):
        table = book.table(column)
        if table is not None and (table > 0).any(axis=None):
            return column, table
    return "active_months", book.active.astype("int64")


def trend_month(found: Classification) -> str:
    """Return the month a trend ends with: of a month half told, the one before."""
    return found.month if found.whole_month else add_months(found.month, -1)


def trends(found: Classification, ids: pd.Index) -> pd.DataFrame:
    """Return the ratio of the last months' value to an earlier one's, and what it was held against.

    A customer that was not there when the earlier months began is not held against them.
    """
    book = found.customer_months
    now = window(trend_month(found), rfm.TREND_MONTHS)
    first = book.active.loc[ids].idxmax(axis=1)
    earlier = {
        "year": [add_months(month, -YEAR) for month in now],
        "quarter": [add_months(month, -rfm.TREND_MONTHS) for month in now],
    }
    sums = {
        name: book.amounts.loc[ids].reindex(columns=months, fill_value=0).sum(axis=1)
        for name, months in {"now": now, **earlier}.items()
    }
    name = np.where(
        first <= earlier["year"][0], "year", np.where(first <= earlier["quarter"][0], "quarter", "")
    )
    before = sums["year"].where(name == "year", sums["quarter"]).where(name != "", 0)
    ratio = rfm.trend(sums["now"], before)
    return pd.DataFrame({"ratio": ratio, "against": pd.Series(name, index=ids).where(ratio.notna(), "")})
