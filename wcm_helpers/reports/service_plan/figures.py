"""The figures of the service plan for ``run.json``."""

from wcm_helpers.reports.service_plan.packages.analysis import packages_of, underserved_of
from wcm_helpers.reports.service_plan.packages.received import kept_shares
from wcm_helpers.reports.service_plan.review import ServicePlanReview

_DECIMALS = 4


def figures_of(review: ServicePlanReview) -> dict[str, object]:
    """Return the headline figures of the month by id; None where a figure cannot be computed.

    Returns
    -------
    dict
        ``entitlement_kept``, the share of measured entitlements kept by class; ``underserved``, the ids.
    """
    packages = review.computed(packages_of)
    shares = kept_shares(packages.rows)
    return {
        "entitlement_kept": {letter: round(share, _DECIMALS) for letter, share in shares.items()},
        "underserved": sorted(review.computed(underserved_of)["customer_id"]),
    }
