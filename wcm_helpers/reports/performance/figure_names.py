"""The names of the figures of ``run.json``, as the pages call them, for two months side by side."""

from wcm_helpers.core.words import _
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.figures import VALUES
from wcm_helpers.reports.performance.review import PerformanceReview


def figure_names(review: PerformanceReview) -> list[Indicator]:
    """Return name and unit of every figure of ``figures_of`` that is a number, in the order of a page."""
    values = [
        Indicator(figure, name_of(indicator), unit=DEFINITIONS[indicator].unit)
        for figure, indicator in VALUES.items()
    ]
    return [
        Indicator("orders_due", _("Orders due")),
        *values,
        Indicator("tickets", _("Tickets that came in")),
    ]
