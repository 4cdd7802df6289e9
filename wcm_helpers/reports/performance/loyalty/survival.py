"""How long contract customers stay: survivors of a cohort by year, and the curve through them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.methods.retention import GRACE_DAYS
from wcm_helpers.methods.sbg import LEAST_PERIODS, ShiftedBetaGeometric, fit_sbg
from wcm_helpers.reports.performance.loyalty.contracts import contract_table
from wcm_helpers.reports.performance.review import PerformanceReview


@dataclass(frozen=True, eq=False)
class Survival:
    """Survivors at the start and after each whole year under contract, and the model fitted to them."""

    survivors: np.ndarray
    model: ShiftedBetaGeometric


def survival_of(review: PerformanceReview) -> Survival | None:
    """Return the survival of contract customers, for ``review.computed``; None without the table."""
    table = contract_table(review)
    if table is None or table.empty:
        return None
    survivors = count_survivors(table, pd.Timestamp(last_day(review.month)))
    return Survival(survivors, fit_sbg(survivors))


def count_survivors(contracts: pd.DataFrame, as_of: pd.Timestamp) -> np.ndarray:
    """Return how many customers are under contract after 0, 1, 2 … years.

    Only customers whose first contract began at least three years ago count, and only years that all of them
    could have lived. A customer leaves with the first gap of more than 30 days.

    Returns
    -------
    np.ndarray of float
        Empty where no customer began so long ago.
    """
    known = contracts[contracts["sign_date"].fillna(contracts["start_date"]) <= as_of]
    rows = known.sort_values(["customer_id", "start_date", "contract_no"])
    spans = [_span(group) for _customer, group in rows.groupby("customer_id")]
    spans = [(start, end) for start, end in spans if _years(start, as_of) >= LEAST_PERIODS]
    if not spans:
        return np.array([])
    lived = min(_years(start, as_of) for start, _end in spans)
    return np.array(
        [sum(end >= start + pd.DateOffset(years=year) for start, end in spans) for year in range(lived + 1)],
        dtype=float,
    )


def _span(group: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first day and the last day of a customer's contracts without a gap."""
    start, end, forever = None, None, pd.Timestamp.max - pd.Timedelta(days=400)
    for row in group.to_dict("records"):
        last = forever if pd.isna(row["end_date"]) or row["auto_renew"] is True else row["end_date"]
        if start is None:
            start, end = row["start_date"], last
        elif row["start_date"] <= end + pd.Timedelta(days=GRACE_DAYS):
            end = max(end, last)
        else:
            break
    return start, end


def _years(start: pd.Timestamp, day: pd.Timestamp) -> int:
    return day.year - start.year - int((day.month, day.day) < (start.month, start.day))
