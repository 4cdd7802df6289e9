"""Contracts that end soon and are not renewed yet, for the first page."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.methods.retention import follow_contracts
from wcm_helpers.reports.performance.review import PerformanceReview

#: Days ahead in which a contract ends soon.
SOON = 90
_COLUMNS = ("customer_id", "name", "end_date", "days", "auto_renew", "revenue")


def renewals_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the contracts that end within 90 days, or have ended and wait, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``name``, ``end_date``, ``days`` (from the end of the month; negative: over),
        ``auto_renew`` and ``revenue`` (12 months, ten-thousandths; NaN unknown), the largest revenue first.
        Contracts that renew by themselves are left out.
    """
    contracts = contracts_of(review)
    if contracts is None or contracts.empty:
        return pd.DataFrame(columns=list(_COLUMNS))
    as_of = pd.Timestamp(last_day(review.month))
    followed = follow_contracts(contracts, as_of)
    days = (followed["end_date"] - as_of).dt.days
    soon = followed[
        followed["state"].isin(["running", "open"]) & (days <= SOON) & ~followed["auto_renew"]
    ].copy()
    soon["days"] = days[soon.index]
    soon["name"] = [review.result.name_of(customer) for customer in soon["customer_id"]]
    values = review.result.customers["value"].reindex(soon["customer_id"])
    soon["revenue"] = values.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    order = soon.assign(_value=-soon["revenue"].fillna(0)).sort_values(["_value", "end_date"], kind="stable")
    return order[list(_COLUMNS)].reset_index(drop=True)


def contracts_of(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the table of contracts; None where it is not there or cannot be used."""
    history = review.history
    return None if history.intake.faults_of(("contracts",)) else history.table("contracts")
