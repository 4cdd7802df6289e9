"""Answer: how does each indicator stand against its target, by class."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reports.performance.review import PerformanceReview


def scoreboard(review: PerformanceReview) -> Blocks:
    """Return the section."""
    return blocks.join(blocks.EMPTY)
