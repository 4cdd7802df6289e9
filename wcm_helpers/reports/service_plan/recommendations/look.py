"""Whether look-alikes foretell what customers buy next, and what they propose if so."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import window
from wcm_helpers.methods.look_alikes import HeldOut, backtest, bought_in, propose

#: Likeness is computed for every pair, so only among so many customers, the largest.
MOST_CUSTOMERS = 2_000
PROPOSALS = ("customer", "service", "score", "buyers")


@dataclass(frozen=True, eq=False)
class LookAlikes:
    """What look-alikes propose.

    Attributes
    ----------
    held_out : HeldOut
        How they did in the months held out, against popularity.
    proposals : pd.DataFrame
        See :func:`wcm_helpers.methods.look_alikes.propose`; empty where they were not better.
    customers, services : int
        How many were compared.
    months : int
        The months held out.
    """

    held_out: HeldOut
    proposals: pd.DataFrame
    customers: int
    services: int
    months: int


def look_alikes(
    purchases: pd.DataFrame, before: pd.DataFrame, today: pd.DataFrame, month: str, held_out: int
) -> LookAlikes | None:
    """Return the test of look-alikes on the last months, and their proposals for the next.

    Parameters
    ----------
    purchases : pd.DataFrame
        ``customer``, ``service``, ``month``.
    before, today : pd.DataFrame
        The features of customers as they were before the months held out, and as they are; see
        :func:`features`.
    month : str
    held_out : int
        Months.

    Returns
    -------
    LookAlikes or None
        None without two customers and a service.
    """
    last, known = window(month, held_out), window(month, 12 + held_out)[:12]
    grid = bought_in(purchases, known).reindex(before.index, fill_value=False)
    later = bought_in(purchases, last).reindex(before.index, fill_value=False)
    if len(grid) < 2 or grid.shape[1] == 0:
        return None
    result = backtest(grid, later, before)
    now = bought_in(purchases, window(month, 12)).reindex(today.index, fill_value=False)
    proposals = propose(now, today, result)
    if proposals is None:
        proposals = pd.DataFrame(columns=list(PROPOSALS))
    return LookAlikes(result, proposals, len(grid), grid.shape[1], held_out)


def features(
    billing: pd.DataFrame, orders: pd.DataFrame, industries: pd.Series, storage: pd.Series, months: list[str]
) -> pd.DataFrame:
    """Return what makes customers alike, of the largest :data:`MOST_CUSTOMERS` with revenue in some months.

    Parameters
    ----------
    billing : pd.DataFrame
        ``customer_id``, ``month``, ``revenue`` (ten-thousandths).
    orders : pd.DataFrame
        ``customer_id``, ``month``, ``orders``, ``returns``.
    industries, storage : pd.Series
        The industry and the share of storage in the bills, by customer.
    months : list of str

    Returns
    -------
    pd.DataFrame
        By customer, sorted: ``industry``, ``revenue`` (log10 of the currency), ``storage``, ``orders`` (a
        month) and ``returns`` (of orders and returns); NaN unknown.
    """
    revenue = billing[billing["month"].isin(months)].groupby("customer_id")["revenue"].sum()
    revenue = revenue[revenue > 0].rename_axis("customer_id").rename("revenue").reset_index()
    revenue = revenue.sort_values(["revenue", "customer_id"], ascending=[False, True]).head(MOST_CUSTOMERS)
    index = pd.Index(sorted(revenue["customer_id"]), name="customer_id")
    counts = orders[orders["month"].isin(months)].groupby("customer_id")[["orders", "returns"]].sum()
    counts = counts.reindex(index).fillna(0).astype(float)
    both = counts.sum(axis=1)
    amounts = revenue.set_index("customer_id")["revenue"].reindex(index).astype(float)
    return pd.DataFrame(
        {
            "industry": industries.reindex(index).astype(object),
            "revenue": np.log10(amounts / SCALE),
            "storage": storage.reindex(index).astype(float),
            "orders": counts["orders"] / len(months),
            "returns": counts["returns"] / both.where(both > 0),
        },
        index=index,
    )
