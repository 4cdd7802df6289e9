"""Contracts that end soon and are not renewed yet, for the first page."""

import pandas as pd

from wcm_helpers.reports.performance.loyalty.contracts import contracts_of
from wcm_helpers.reports.performance.review import PerformanceReview

_COLUMNS = ("customer_id", "name", "end_date", "days", "auto_renew", "revenue")


def renewals_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the contracts that end within 90 days and do not renew by themselves, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``name``, ``end_date``, ``days`` (from the end of the month), ``auto_renew`` (False)
        and ``revenue`` (12 months, ten-thousandths; missing where unknown), the largest revenue first.
    """
    contracts = review.computed(contracts_of)
    if contracts.contracts is None:
        return pd.DataFrame(columns=list(_COLUMNS))
    soon = contracts.soon
    return soon.loc[~soon["auto_renew"], list(_COLUMNS)].reset_index(drop=True)
