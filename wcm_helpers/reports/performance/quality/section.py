"""Answer: are goods received, counted and shipped right, and what was damaged."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reports.performance.review import PerformanceReview


def quality(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)
