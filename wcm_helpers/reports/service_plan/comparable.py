"""The figures of a service plan by which the sites of a group are compared."""

from wcm_helpers.core.words import _
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reporting.comparable import Comparable, figure
from wcm_helpers.reports.service_plan.figures import figures_of
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import counts_of, due_of
from wcm_helpers.reports.service_plan.packages.analysis import of_class_a
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def comparables_of(review: ServicePlanReview) -> list[Comparable]:
    """Return what class A received, the talks kept, and the money and work that is open."""
    figures, unit = review.computed(figures_of), review.settings.site.currency
    return [
        *_share("entitlement_kept_a", _("Entitlements of class A kept"), *of_class_a(review)),
        *_share("cadence_kept", _("Talks and reviews kept"), *counts_of(review.computed(due_of))),
        *figure(
            "underserved", _("Under-served customers"), len(figures["underserved"]), "count", better="down"
        ),
        *figure(
            "short_hours",
            _("Hours of managers missing a month"),
            figures["short_hours"],
            "hours",
            better="down",
        ),
        *figure(
            "unused_capacity_cost",
            _("Cost of unused capacity"),
            figures["unused_capacity_cost"],
            "amount",
            unit=unit,
            better="down",
        ),
        *figure("loops_open", _("Open loops of feedback"), figures["loops_open"], "count", better="down"),
    ]


def _share(name: str, label: str, kept: int, n: int) -> list[Comparable]:
    """Return a share with its interval; nothing where there are no cases."""
    if not n:
        return []
    low, high = wilson(int(kept), int(n))[:2]
    return figure(name, label, kept / n, "share", better="up", low=low, high=high, n=n)
