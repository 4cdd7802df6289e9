"""Answer: which orders count, which do not, and whose fault were the failures."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reports.performance.review import PerformanceReview


def cohort(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)
