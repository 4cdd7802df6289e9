"""What changed revenue and margin: customers won and lost, orders, their size, price and cost."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.data.facts.monthly import Facts
from wcm_helpers.methods.bridge import margin_bridge, revenue_bridge
from wcm_helpers.reports.performance.review import PerformanceReview

YEAR = 12


@dataclass(frozen=True, eq=False)
class Money:
    """Revenue and margin of a month and what changed them; amounts in ten-thousandths.

    Attributes
    ----------
    month : str
    base : str
        The month of the bridge: a year before, else the month before; empty without either.
    size : {"units", "lines", ""}
        What an order's size counts; empty where orders have none.
    revenue : pd.Series
        By month, the month under review last.
    bridge, previous : pd.DataFrame or None
        By customer, of :func:`wcm_helpers.methods.bridge.revenue_bridge`: against ``base``, and against the
        month before.
    margin : pd.DataFrame or None
        By customer, of :func:`wcm_helpers.methods.bridge.margin_bridge`; None without costs in both months.
    margin_now : int or None
        The margin of the month; None without costs in it.
    """

    month: str
    base: str
    size: str
    revenue: pd.Series
    bridge: pd.DataFrame | None
    previous: pd.DataFrame | None
    margin: pd.DataFrame | None
    margin_now: int | None

    def year_to(self, month: str) -> int | None:
        """Return the revenue of the twelve months to a month; None where bills begin later."""
        months = window(month, YEAR)
        if self.revenue.index.min() > months[0]:
            return None
        return int(self.revenue.reindex(months).fillna(0).sum())


def money_of(review: PerformanceReview) -> Money | None:
    """Return the money of the month, for ``review.computed``; None without bills, or of a running month."""
    return None if review.draft else compute_money(review.history.facts, review.month)


def compute_money(facts: Facts, month: str) -> Money | None:
    """Return revenue and margin of a month with their bridges; None where nothing was billed in it.

    Parameters
    ----------
    facts : Facts
        Its ``billing``, ``orders`` and ``costs`` by customer and month; what is later than the month is not
        looked at.
    """
    revenue = facts.billing[facts.billing["month"] <= month].groupby("month")["revenue"].sum()
    if month not in revenue.index:
        return None
    previous, year_ago = add_months(month, -1), add_months(month, -YEAR)
    base = next((each for each in (year_ago, previous) if each in revenue.index), "")
    before = previous if previous in revenue.index else ""
    size = _size(facts.orders, [each for each in (month, base) if each])
    with_costs = set(facts.costs["month"])
    now = customers_of(facts, month, size)
    return Money(
        month,
        base,
        size,
        revenue,
        revenue_bridge(customers_of(facts, base, size), now) if base else None,
        revenue_bridge(customers_of(facts, before, size), now) if before else None,
        margin_bridge(customers_of(facts, base, size), now) if {base, month} <= with_costs else None,
        int((now["revenue"] - now["cost"]).sum()) if month in with_costs else None,
    )


def _size(orders: pd.DataFrame, months: Collection[str]) -> str:
    """Return what the size of orders counts: the first of units and lines that every month has."""
    rows = orders[orders["month"].isin(months)]
    for name in ("units", "lines"):
        if name in rows and (rows.groupby("month")[name].sum().reindex(months).fillna(0) > 0).all():
            return name
    return ""


def customers_of(facts: Facts, month: str, size: str) -> pd.DataFrame:
    """Return the customers of a month: ``revenue``, ``orders``, ``size`` and ``cost``, none of them all zero.

    Without a ``size`` each order counts as one.
    """
    tables = {"revenue": facts.billing, "orders": facts.orders, "cost": facts.costs}
    if size:
        tables[size] = facts.orders
    sums = {
        name: table[table["month"] == month].groupby("customer_id")[name].sum()
        for name, table in tables.items()
    }
    frame = pd.DataFrame(sums).fillna(0).astype("int64")
    frame["size"] = frame[size or "orders"]
    frame = frame[["revenue", "orders", "size", "cost"]]
    return frame[(frame != 0).any(axis=1)]


def by_group(bridge: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Return a bridge added up by groups of its customers; those of no group are the last row (empty name).

    Parameters
    ----------
    bridge : pd.DataFrame
        By customer.
    groups : pd.Series
        The group of each customer, by ``customer_id``; absent or None is no group.
    """
    known = bridge.index.to_series().map(groups.to_dict()).astype(object)
    sums = bridge.groupby(known.where(known.notna(), "")).sum()
    order = sorted(sums.index, key=lambda name: (name == "", str(name)))
    return sums.reindex(order).rename_axis("group")


def largest_changes(bridge: pd.DataFrame) -> pd.DataFrame:
    """Return ``before``, ``after``, ``change`` and ``mark`` (won, lost) by customer, the largest first."""
    frame = bridge[["before", "after"]].assign(change=bridge["after"] - bridge["before"], mark="")
    frame.loc[(bridge["won"] != 0) & (bridge["before"] == 0), "mark"] = "won"
    frame.loc[(bridge["lost"] != 0) & (bridge["after"] == 0), "mark"] = "lost"
    order = (-frame["change"].abs()).sort_values(kind="stable").index
    return frame.loc[order].rename_axis("customer_id")
