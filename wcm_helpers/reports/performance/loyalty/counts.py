"""The counts of the indicators of loyalty: renewals, revenue retention, and who ordered again."""

import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.reports.performance.loyalty.contracts import (
    contracts_of,
    monthly_revenue,
    revenue_retention,
)
from wcm_helpers.reports.performance.loyalty.repeats import other_orders, repeat_cohort
from wcm_helpers.reports.performance.review import PerformanceReview

COLUMNS = (
    "month", "customer_id", "renewed", "due_for_renewal", "retained", "retained_and_grown", "start_revenue",
    "repeated", "could_repeat",
)  # fmt: skip


def loyalty_counts(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the counts of loyalty by month and customer; None where no table allows any.

    Contracts count in the month they ended, revenue in the last month of its three, repeats in the month in
    which the 90 days after the first order ended. What a customer has no part in is missing.
    """
    contracts = review.computed(contracts_of)
    frames = [
        renewal_counts(contracts.contracts, review.month),
        revenue_counts(monthly_revenue(review), contracts.customers, review.result.months),
        _repeat_counts(review),
    ]
    frames = [frame for frame in frames if frame is not None and len(frame)]
    if not frames:
        return None
    joined = pd.concat(frames, ignore_index=True).reindex(columns=list(COLUMNS))
    return joined.sort_values(["month", "customer_id"], kind="stable", ignore_index=True)


def renewal_counts(contracts: pd.DataFrame | None, month: str) -> pd.DataFrame | None:
    """Return contracts that ended, by month and customer, and those renewed; open ones are not."""
    if contracts is None:
        return None
    ended = contracts[contracts["end_date"] <= pd.Timestamp(last_day(month))]
    rows = pd.DataFrame(
        {
            "month": ended["end_date"].dt.strftime("%Y-%m"),
            "customer_id": ended["customer_id"],
            "renewed": (ended["state"] == "renewed").astype("int64"),
            "due_for_renewal": 1,
        }
    )
    return rows.groupby(["month", "customer_id"], as_index=False).sum()


def revenue_counts(
    amounts: pd.DataFrame, customers: frozenset[str], months: tuple[str, ...]
) -> pd.DataFrame | None:
    """Return what is left of revenue by month and contract customer, as :func:`revenue_retention`."""
    frames = [
        revenue_retention(amounts, customers, month).reset_index(names="customer_id").assign(month=month)
        for month in months
    ]
    return pd.concat(frames, ignore_index=True) if frames else None


def _repeat_counts(review: PerformanceReview) -> pd.DataFrame | None:
    orders = other_orders(review)
    return None if orders.empty else repeat_cohort(orders, review.month)
