"""The counts of the indicators of this question."""

import pandas as pd

from wcm_helpers.reports.performance.review import PerformanceReview


def loyalty_counts(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the counts; None without the table."""
    return None
