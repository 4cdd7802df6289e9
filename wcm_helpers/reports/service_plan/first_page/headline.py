"""The headline: what class A received of its package, and what is to be decided."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.figures import figures_of
from wcm_helpers.reports.service_plan.packages.analysis import kept_by_item, packages_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def headline_of(review: ServicePlanReview) -> str:
    """Return what is new: the entitlements of class A that were kept, and the cases to decide on."""
    return joined([_kept(review), *_cases(review)])


def _kept(review: ServicePlanReview) -> str:
    counts = kept_by_item(review.computed(packages_of).rows)
    of_a = counts[counts["class"] == "A"][["kept", "measured"]].sum()
    if not of_a["measured"]:
        return _(
            "What class A received of its package in {month} cannot be told.", month=month_name(review.month)
        )
    return _(
        "Class A received {share} of what it is entitled to ({kept} of {n}).",
        share=percent(of_a["kept"] / of_a["measured"], 0),
        kept=number(of_a["kept"]),
        n=number(of_a["measured"]),
    )


def _cases(review: ServicePlanReview) -> list[str]:
    figures = review.computed(figures_of)
    sentences = []
    if figures["underserved"]:
        n = len(figures["underserved"])
        sentences.append(ngettext("{n} customer is under-served.", "{n} customers are under-served.", n))
    return sentences
