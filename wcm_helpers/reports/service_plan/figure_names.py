"""The names of the figures of ``run.json``, as the pages call them, for two months side by side."""

from wcm_helpers.core.words import _
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def figure_names(review: ServicePlanReview) -> list[Indicator]:
    """Return name and unit of every figure of ``figures_of`` that is a number, in the order of a page."""
    return [
        Indicator(
            f"entitlement_kept.{letter}",
            _("Entitlements of class {letter} kept", letter=letter),
            unit="share",
        )
        for letter in ("A", "B", "C")
    ]
