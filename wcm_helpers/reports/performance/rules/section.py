"""Answer: which rules are in force."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reports.performance.review import PerformanceReview


def rules(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)
