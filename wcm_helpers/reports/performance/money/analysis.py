"""What changed revenue and margin against the same month a year ago."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.bridge import Bridge, revenue_bridge
from wcm_helpers.reports.performance.review import PerformanceReview

YEAR = 12


@dataclass(frozen=True, eq=False)
class Money:
    """The revenue of the month and of a year, in ten-thousandths.

    Attributes
    ----------
    revenue : pd.Series
        By month, of 25 months at most, the month under review last.
    bridge : Bridge or None
        Against the same month a year ago; None without that month.
    customers : pd.DataFrame
        By customer: ``before``, ``after`` and ``change`` of revenue between the two months, the largest
        changes first.
    margin : pd.Series
        By month with costs; empty without any.
    """

    revenue: pd.Series
    bridge: Bridge | None
    customers: pd.DataFrame
    margin: pd.Series


def money_of(review: PerformanceReview) -> Money | None:
    """Return the money of the month, for ``review.computed``; None without billing in it."""
    facts, months = review.history.facts, window(review.month, 2 * YEAR + 1)
    billing = facts.billing[facts.billing["month"].isin(months)]
    revenue = billing.groupby("month")["revenue"].sum()
    if review.month not in revenue.index:
        return None
    ago = add_months(review.month, -YEAR)
    now, then = (_book(review, month) for month in (review.month, ago))
    bridge = revenue_bridge(then, now) if ago in revenue.index else None
    costs = facts.costs[facts.costs["month"].isin(months)].groupby("month")["cost"].sum()
    margin = (revenue - costs).dropna()
    return Money(revenue, bridge, _changes(then, now), margin)


def _book(review: PerformanceReview, month: str) -> pd.DataFrame:
    """Return revenue, orders and units by customer in a month."""
    facts = review.history.facts
    billing = facts.billing[facts.billing["month"] == month].groupby("customer_id")["revenue"].sum()
    orders = facts.orders[facts.orders["month"] == month].groupby("customer_id")[["orders", "units"]].sum()
    book = pd.DataFrame({"revenue": billing}).join(orders, how="left").fillna(0)
    return book.astype({"revenue": "int64", "orders": "int64", "units": "int64"})


def _changes(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame({"before": then["revenue"], "after": now["revenue"]}).fillna(0).astype("int64")
    both["change"] = both["after"] - both["before"]
    order = both.assign(_size=both["change"].abs()).sort_values("_size", ascending=False, kind="stable")
    return order.drop(columns="_size").rename_axis("customer_id")
