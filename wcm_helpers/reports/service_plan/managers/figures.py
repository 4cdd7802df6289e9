"""The figures of the assignment for ``run.json``."""

from wcm_helpers.reports.service_plan.managers.analysis import Staffing, staffing_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def figures_of(review: ServicePlanReview) -> dict[str, object]:
    """Return the figures of the assignment; see :func:`figures`."""
    return figures(review.computed(staffing_of))


def figures(staffing: Staffing | None) -> dict[str, object]:
    """Return how many customers have a manager in the proposal and move, and the hours a month missing.

    Returns
    -------
    dict
        ``assigned`` and ``moved`` (customers; None without a proposal) and ``short_hours`` (0.0 where the
        hours suffice; None where it cannot be computed).
    """
    if staffing is None or staffing.short_minutes is None:
        return {"assigned": None, "moved": None, "short_hours": None}
    return {
        "assigned": int(staffing.customers["proposed"].notna().sum()),
        "moved": len(staffing.moved),
        "short_hours": round(staffing.short_minutes / 60, 2),
    }
