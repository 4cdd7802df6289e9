"""Answer: which rules are in force."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.service_plan.balance.lost import FALL
from wcm_helpers.reports.service_plan.balance.lost import MONTHS as SLIPPING_MONTHS
from wcm_helpers.reports.service_plan.cost.losses import CERTAIN
from wcm_helpers.reports.service_plan.managers.section import rule_words
from wcm_helpers.reports.service_plan.opening import ACTIVE_MONTHS
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.packages.received import LEAST_TIME, MONTHS, RESPONSE_TARGET
from wcm_helpers.reports.service_plan.recommendations.offers import FEWEST
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def rules(review: ServicePlanReview) -> Block:
    """Return the rules in force."""
    return blocks.rules(
        [
            (_("Class of a customer"), class_basis(*review.result.class_basis)),
            (_("Active customers"), _active()),
            *_of_packages(review),
            (_("Account managers"), rule_words(review)),
            *_of_cost(review),
            *_of_balance(review),
            *_of_recommendations(review),
            *_of_care(review),
            (_("Was feedback answered?"), _of_feedback(review)),
        ]
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


def _active() -> str:
    return _(
        "With an order or a bill within {months} months, and not ended by the customer list.",
        months=number(ACTIVE_MONTHS),
    )


def _of_cost(review: ServicePlanReview) -> list[tuple[str, str]]:
    months = ngettext(
        "Of {n} month at most, the last ones that every table of costs covers.",
        "Of {n} months at most, the last ones that every table of costs covers.",
        review.rule.cost_months,
    )
    return [
        (
            _("Cost to serve"),
            joined(
                [
                    months,
                    _(
                        "The rate of a pool is its cost over its capacity; labour by minutes, space by "
                        "positions, overheads by the cost so far. What nobody used is a line of its own."
                    ),
                ]
            ),
        ),
        (
            _("Loss makers"),
            _(
                "Margin below zero by what they used, or with their share of unused capacity. Certain where "
                "rates a fifth lower or higher turn the sign in less than {share} of 1,000 draws. The main "
                "cost is the one furthest above the median of the class, for the same revenue.",
                share=percent(CERTAIN, 0),
            ),
        ),
    ]


def _of_balance(review: ServicePlanReview) -> list[tuple[str, str]]:
    return [
        (
            _("Slipping"),
            _(
                "Revenue of {months} months, or orders where bills do not reach back, more than {fall} below "
                "the same months a year ago.",
                months=number(SLIPPING_MONTHS), fall=percent(float(FALL), 0),
            ),
        ),
        (
            _("Waiting by class"),
            _(
                "A simulation on the orders of the month. With ageing, an order of the next class goes first "
                "once it has waited {minutes} minutes longer.",
                minutes=number(review.rule.ageing_minutes),
            ),
        ),
    ]  # fmt: skip


def _of_recommendations(review: ServicePlanReview) -> list[tuple[str, str]]:
    return [
        (
            _("Services of the industry"),
            _(
                "A service that most of the industry buys, and clearly more often than other industries "
                "(exact test, corrected for their number); from {n} customers on.",
                n=number(FEWEST),
            ),
        ),
        (
            _("Look-alikes"),
            ngettext(
                "Proposed only if three proposals of look-alikes hit what was bought in the last {n} month "
                "more often than the three most bought services (sign test).",
                "Proposed only if three proposals of look-alikes hit what was bought in the last {n} months "
                "more often than the three most bought services (sign test).",
                review.rule.held_out_months,
            ),
        ),
    ]


def _of_care(review: ServicePlanReview) -> list[tuple[str, str]]:
    return [
        (
            _("Keeping in touch"),
            _(
                "Silent: no talk and no review for twice the period of the package. The next talk or review "
                "is due one period after the last."
            ),
        ),
        (
            _("Care calendar"),
            _(
                "Contacts with consent, from its date on. Lunar birthdays by the lunar calendar of each "
                "year. What falls on a day off is due on the working day before; working days by the "
                "notices of the State Council for 2024 to 2026, later years not verified."
            ),
        ),
    ]


def _of_feedback(review: ServicePlanReview) -> str:
    return _(
        "Tickets that are no inquiry, unhappy answers of named surveys, and promises made in talks, of 12 "
        "months. Acted on: a resolved ticket, a measure for the customer, or the next talk within {days} "
        "days.",
        days=number(review.rule.feedback_days),
    )
