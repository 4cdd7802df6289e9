"""Answer: do customers stay."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reports.performance.review import PerformanceReview


def loyalty(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)


def loyalty_detail(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)
