"""The headline: what class A received of its package, and what is to be decided."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.figures import figures_of
from wcm_helpers.reports.service_plan.first_page.gathering import cases_of
from wcm_helpers.reports.service_plan.packages.analysis import kept_before_of, of_class_a
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def headline_of(review: ServicePlanReview) -> str:
    """Return what is new: the entitlements of class A that were kept, and the cases to decide on."""
    return joined([_kept(review), *_cases(review)])


def _kept(review: ServicePlanReview) -> str:
    kept, n = of_class_a(review)
    if not n:
        return _(
            "What class A received of its package in {month} cannot be told.", month=month_name(review.month)
        )
    before = add_months(review.month, -1)
    share = review.computed(kept_before_of)[before].get("A")
    values = {
        "share": percent(kept / n, 0),
        "kept": number(kept),
        "n": number(n),
    }
    if share is None:
        return _("Class A received {share} of what it is entitled to ({kept} of {n}).", **values)
    return _(
        "Class A received {share} of what it is entitled to ({kept} of {n}), after {before} in {month}.",
        **values,
        before=percent(share, 0),
        month=month_name(before),
    )


def _cases(review: ServicePlanReview) -> list[str]:
    """Return how many customers lose money, are under-served, and what hours are missing."""
    figures, cases = review.computed(figures_of), review.computed(cases_of)
    sentences = []
    losing, overloaded = (len(cases[kind][1]) if kind in cases else 0 for kind in ("loss", "staffing"))
    underserved = len(figures["underserved"])
    if losing:
        sentences.append(
            ngettext(
                "{n} customer costs more to serve than it pays.",
                "{n} customers cost more to serve than they pay.",
                losing,
            )
        )
    if underserved:
        sentences.append(
            ngettext("{n} customer is under-served.", "{n} customers are under-served.", underserved)
        )
    if figures["short_hours"]:
        sentences.append(
            _("{hours} hours of managers are missing a month.", hours=number(figures["short_hours"], 0))
        )
    elif overloaded:
        sentences.append(
            ngettext(
                "{n} manager has more work than hours.", "{n} managers have more work than hours.", overloaded
            )
        )
    return sentences
