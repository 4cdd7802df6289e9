"""The figures of the service plan for ``run.json``."""

from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.service_plan.cost.analysis import loss_makers_of, unused_amount_of
from wcm_helpers.reports.service_plan.feedback.analysis import loops_open
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import cadence_kept
from wcm_helpers.reports.service_plan.managers.figures import figures_of as staffing_figures
from wcm_helpers.reports.service_plan.packages.analysis import packages_of, underserved_of
from wcm_helpers.reports.service_plan.packages.received import kept_shares
from wcm_helpers.reports.service_plan.review import ServicePlanReview

_DECIMALS = 4


def figures_of(review: ServicePlanReview) -> dict[str, object]:
    """Return the headline figures of the month by id; None where a figure cannot be computed.

    Returns
    -------
    dict
        ``assigned`` and ``moved`` (customers of the proposal), ``short_hours`` (a month),
        ``entitlement_kept`` (share of measured entitlements by class), ``underserved`` and ``loss_makers``
        (ids, sorted), ``unused_capacity_cost`` (of the months costed, in the currency), ``cadence_kept``
        (share of the talks and reviews due), ``loops_open``.
    """
    shares = kept_shares(review.computed(packages_of).rows)
    unused, kept = review.computed(unused_amount_of), review.computed(cadence_kept)
    return {
        **review.computed(staffing_figures),
        "entitlement_kept": {letter: round(share, _DECIMALS) for letter, share in shares.items()},
        "underserved": sorted(review.computed(underserved_of)["customer_id"]),
        "loss_makers": sorted(review.computed(loss_makers_of)),
        "unused_capacity_cost": None if unused is None else unused / SCALE,
        "cadence_kept": None if kept is None else round(kept, _DECIMALS),
        "loops_open": review.computed(loops_open),
    }
