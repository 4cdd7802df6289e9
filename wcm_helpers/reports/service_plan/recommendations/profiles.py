"""What customers of an industry are like: lead time, promises kept, returns and storage."""

import numpy as np
import pandas as pd

#: An industry with fewer customers is not shown.
FEWEST = 5
COLUMNS = ("industry", "customers", "orders", "lead_hours", "on_time", "returns", "storage")


def profiles(
    industries: pd.Series,
    orders: pd.DataFrame,
    storage: pd.Series,
    counts: pd.DataFrame | None,
    leads: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return one row an industry with five customers or more, by name.

    Parameters
    ----------
    industries : pd.Series
        The industry of each active customer; None unknown.
    orders : pd.DataFrame
        12 months: ``customer_id``, ``orders``, ``returns``.
    storage : pd.Series
        The share of storage in the bills, by customer.
    counts : pd.DataFrame or None
        Judged orders: ``customer_id``, ``on_time``, ``on_time_measured``.
    leads : pd.DataFrame or None
        Orders by time from order to shipment: ``group`` (industry), ``stage``, ``minutes``, ``open``, ``n``.

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`: ``orders`` and the shares ``on_time`` and ``returns`` of all its orders, ``storage``
        (median of customers), ``lead_hours`` (median of orders); NaN unknown.
    """
    known = industries.dropna()
    rows = []
    for industry, customers in known.groupby(known).groups.items():
        if len(customers) < FEWEST:
            continue
        part = orders[orders["customer_id"].isin(customers)]
        made, back = int(part["orders"].sum()), int(part["returns"].sum())
        shares = storage.reindex(customers).dropna()
        rows.append(
            (
                industry,
                len(customers),
                made,
                _median_hours(leads, industry),
                _on_time(counts, customers),
                back / (made + back) if made + back else np.nan,
                float(shares.median()) if len(shares) else np.nan,
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("industry", ignore_index=True)


def _on_time(counts: pd.DataFrame | None, customers: pd.Index) -> float:
    if counts is None:
        return np.nan
    sums = counts.loc[counts["customer_id"].isin(customers), ["on_time", "on_time_measured"]].sum()
    return float(sums["on_time"] / sums["on_time_measured"]) if sums["on_time_measured"] else np.nan


def _median_hours(leads: pd.DataFrame | None, industry: str) -> float:
    """Return the median hours from order to shipment, of orders that left."""
    if leads is None:
        return np.nan
    rows = leads[(leads["group"] == industry) & (leads["stage"] == "received-shipped") & ~leads["open"]]
    rows = rows.sort_values("minutes")
    reached = rows["n"].cumsum()
    if rows.empty:
        return np.nan
    return float(rows["minutes"].to_numpy()[(reached >= rows["n"].sum() / 2).to_numpy().argmax()]) / 60
