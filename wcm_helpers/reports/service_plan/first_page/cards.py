"""The cards of the first page."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.service_plan.packages.analysis import kept_by_item, packages_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview

MOST_CARDS = 4


def cards(review: ServicePlanReview) -> list[Card]:
    """Return the key figures that can be computed, four at most."""
    return [*_kept(review)][:MOST_CARDS]


def _kept(review: ServicePlanReview) -> list[Card]:
    """Return the share of its package that class A received."""
    counts = kept_by_item(review.computed(packages_of).rows)
    of_a = counts[counts["class"] == "A"][["kept", "measured"]].sum()
    if not of_a["measured"]:
        return []
    indicator = Indicator(
        "entitlement_kept.A",
        _("Entitlements of class A kept"),
        _("Items received in full, of those that can be measured."),
        unit="share",
        better="high",
    )
    note = _("{kept} of {n}", kept=number(of_a["kept"]), n=number(of_a["measured"]))
    return [Card(indicator, percent(of_a["kept"] / of_a["measured"], 0), note=note)]
