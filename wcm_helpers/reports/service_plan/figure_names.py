"""The names of the figures of ``run.json``, as the pages call them, for two months side by side."""

from wcm_helpers.core.formats import currency
from wcm_helpers.core.words import _
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def figure_names(review: ServicePlanReview) -> list[Indicator]:
    """Return name and unit of every figure of ``figures_of`` that is a number, in the order of a page."""
    kept = [
        Indicator(
            f"entitlement_kept.{letter}",
            _("Entitlements of class {letter} kept", letter=letter),
            unit="share",
        )
        for letter in ("A", "B", "C")
    ]
    unit = currency(review.settings.site.currency)
    return [
        *kept,
        Indicator("cadence_kept", _("Talks and reviews kept"), unit="share"),
        Indicator("assigned", _("Customers with a manager in the proposal")),
        Indicator("moved", _("Customers that would change manager")),
        Indicator("short_hours", _("Hours of managers missing a month"), unit="hours"),
        Indicator("unused_capacity_cost", _("Cost of unused capacity, {currency}", currency=unit)),
        Indicator("loops_open", _("Open loops of feedback")),
    ]
