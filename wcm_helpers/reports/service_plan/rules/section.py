"""Answer: which rules are in force."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.packages.received import LEAST_TIME, MONTHS, RESPONSE_TARGET
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def rules(review: ServicePlanReview) -> Block:
    """Return the rules in force."""
    return blocks.rules(
        [(_("Class of a customer"), class_basis(*review.result.class_basis)), *_of_packages(review)]
    )


def class_basis(basis: str, month: str) -> str:
    """Return where the classes of customers come from."""
    named = month_name(month) if month else ""
    return {
        "computed": _("The official class of {month}.", month=named),
        "recorded": _("The official class published for {month}.", month=named),
        "customer_list": _("The level in the customer list today."),
    }.get(basis, _("Unknown: there are no amounts, no published classes and no levels in the customer list."))


def _of_packages(review: ServicePlanReview) -> list[tuple[str, str]]:
    default = review.computed(packages_of).default
    return [
        (
            _("Service packages"),
            _("Those of the project, since there is no table service_entitlements.")
            if default
            else _("Those of the table service_entitlements on the last day; a customer’s own goes first."),
        ),
        (
            _("Entitlement kept"),
            _(
                "Talks and reviews: as many as due in their period. Response: {target} of the requests of "
                "{months} months in time, or no clear miss of it. Named manager: one who may be, with "
                "{least} of the hours due. What is not due yet, or not recorded, cannot be told.",
                target=percent(RESPONSE_TARGET, 0), months=number(MONTHS), least=percent(LEAST_TIME, 0),
            ),
        ),
        (
            _("Under-served, over-served"),
            _(
                "Under-served: two or more of manager’s time, talks and reviews not received in full. "
                "Over-served: below class A, with more hours than a customer of class A is entitled to."
            ),
        ),
    ]  # fmt: skip
