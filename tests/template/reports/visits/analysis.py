"""Which customers were visited, and which have waited too long."""

from datetime import date

import pandas as pd

from wcm_helpers.core.months import last_day


def last_visits(visits: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the visits of each customer up to the end of a month.

    Parameters
    ----------
    visits : pd.DataFrame
        One row a visit: ``customer_id``, ``visited_on`` (day), ``minutes``.
    month : str
        YYYY-MM; later visits are invisible.

    Returns
    -------
    pd.DataFrame
        One row a customer, by id: ``customer_id``, ``visits`` (count), ``minutes`` (sum), ``last_on`` (day),
        ``days`` from the last visit to the end of the month.

    Examples
    --------
    >>> rows = [("x", "2026-05-01", 30), ("x", "2026-05-21", 60), ("x", "2026-06-01", 90)]
    >>> visits = pd.DataFrame(rows, columns=["customer_id", "visited_on", "minutes"])
    >>> last_visits(visits, "2026-05")[["visits", "minutes", "days"]].iloc[0].tolist()
    [2, 90, 10]
    """
    end: date = last_day(month)
    days = pd.to_datetime(visits["visited_on"])
    known = visits.assign(last_on=days)[days <= pd.Timestamp(end)]
    groups = known.groupby("customer_id", sort=True)
    frame = groups.agg(visits=("minutes", "size"), minutes=("minutes", "sum"), last_on=("last_on", "max"))
    return frame.assign(days=(pd.Timestamp(end) - frame["last_on"]).dt.days).reset_index()
