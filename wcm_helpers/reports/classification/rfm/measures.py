"""The measures of the segments: recency, frequency, value, and the trend of a contract's value."""

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths, window_values
from wcm_helpers.core.months import add_months, last_day, window
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.result import Classification

YEAR = 12


def measures(customer_months: CustomerMonths, month: str, length: int) -> pd.DataFrame:
    """Return the measures of each customer active in a window; months after ``month`` are not used.

    Returns
    -------
    pd.DataFrame
        By customer id: ``monetary`` (ten-thousandths), ``frequency`` (see ``Segments.frequency_from``) and
        ``recency_days``, whole days from the last activity to the month's last day.
    """
    value = window_values(customer_months, month, length)
    counts = counted(customer_months)[1].loc[value.index, window(month, length)[0] : month]
    reached = customer_months.active.loc[value.index, :month]
    ends = np.array([last_day(month_label) for month_label in reached.columns], dtype="datetime64[us]")
    latest = reached.shape[1] - 1 - reached.to_numpy()[:, ::-1].argmax(axis=1)
    last = pd.Series(ends[latest], index=value.index)
    days = customer_months.days("last_on")
    if days is not None:
        last = days.loc[value.index, :month].max(axis=1).astype("datetime64[us]").fillna(last)
    # An invoice for the month may be dated after its end; the activity is the month's all the same.
    since = (pd.Timestamp(last_day(month)) - last).dt.days.clip(lower=0)
    return pd.DataFrame(
        {"monetary": value, "frequency": counts.sum(axis=1), "recency_days": since.astype("int64")}
    )


def counted(customer_months: CustomerMonths) -> tuple[str, pd.DataFrame]:
    """Return the measure of frequency, the finest that is known, and its table, customer × month."""
    for column in ("order_days", "orders"):
        table = customer_months.table(column)
        if table is not None and (table > 0).any(axis=None):
            return column, table
    return "active_months", customer_months.active.astype("int64")


def trends(classification: Classification, ids: pd.Index) -> pd.DataFrame:
    """Return the ratio of the value of the last months to that of earlier ones, and which earlier ones.

    A customer that was not active when the earlier months began is not compared with them.
    """
    customer_months = classification.customer_months
    now = window(classification.last_whole_month, rfm.TREND_MONTHS)
    first = customer_months.active.loc[ids].idxmax(axis=1)
    earlier = {
        "year": [add_months(month, -YEAR) for month in now],
        "quarter": [add_months(month, -rfm.TREND_MONTHS) for month in now],
    }
    sums = {
        name: customer_months.amounts.loc[ids].reindex(columns=months, fill_value=0).sum(axis=1)
        for name, months in {"now": now, **earlier}.items()
    }
    name = np.where(
        first <= earlier["year"][0], "year", np.where(first <= earlier["quarter"][0], "quarter", "")
    )
    before = sums["year"].where(name == "year", sums["quarter"]).where(name != "", 0)
    ratio = rfm.trend(sums["now"], before)
    return pd.DataFrame({"ratio": ratio, "against": pd.Series(name, index=ids).where(ratio.notna(), "")})
