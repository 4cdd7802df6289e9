"""The sentences on drivers: which comes first, or why none can be named."""

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.driver_ranks import AGREEMENT, LEAST_TO_NAME
from wcm_helpers.methods.drivers import MOST
from wcm_helpers.reports.demand_survey.drivers.analysis import LEAST_ANSWERED, Drivers


def title(drivers: Drivers, survey: Survey) -> str:
    """Return the finding: the first driver, or those that cannot be separated."""
    leading = drivers.ranks.leading
    names = listed([survey.label(name) for name in leading])
    if len(leading) == 1:
        return _("{service} goes with overall satisfaction most closely.", service=names)
    if len(leading) == len(drivers.ranks.table):
        return _("Cannot tell which service goes with overall satisfaction most closely.")
    return _(
        "{services} go with overall satisfaction most closely. These answers cannot tell which comes first.",
        services=names,
    )


def reason(drivers: Drivers) -> str:
    """Return why no driver can be named at all; empty where shares are shown."""
    ranks = drivers.ranks
    return {
        "": "",
        "few": ngettext(
            "Cannot tell what drives satisfaction: {n} customer answered all the questions, and at least "
            "{least} are needed. With fewer, the service named first would often be the wrong one.",
            "Cannot tell what drives satisfaction: {n} customers answered all the questions, and at least "
            "{least} are needed. With fewer, the service named first would often be the wrong one.",
            ranks.customers,
            least=number(ranks.least),
        ),
        "none": _("Cannot tell what drives satisfaction: fewer than two services were rated differently."),
        "many": _(
            "Cannot tell what drives satisfaction: at most {most} questions can be compared. Choose them in "
            "the settings: drivers = [ … ].",
            most=number(MOST),
        ),
        "constant": _("Cannot tell what drives satisfaction: everyone gave the same overall rating."),
        "unrelated": _(
            "Cannot tell what drives satisfaction: all ratings together explain {share} of it, no more than "
            "chance can.",
            share=percent(ranks.r2, 0),
        ),
    }[ranks.reason]


def too_few_to_name(drivers: Drivers) -> str:
    """Return why no first driver is named in a small survey; empty in a larger one."""
    if drivers.ranks.customers >= LEAST_TO_NAME:
        return ""
    return _(
        "With fewer than {least} customers no first driver is named: it would too often be the wrong one.",
        least=number(LEAST_TO_NAME),
    )


def explained(drivers: Drivers) -> str:
    """Return how much all ratings explain together."""
    return _(
        "All ratings together explain {share} of the differences in overall satisfaction.",
        share=percent(drivers.ranks.r2, 0),
    )


def no_proof() -> str:
    """Return what a share is not."""
    return _(
        "A share is no proof of effect: a service that changes nothing receives one too, if it is rated like "
        "the others."
    )


def negative(drivers: Drivers, survey: Survey) -> str:
    """Return which ratings fall as satisfaction rises; empty if none does."""
    table = drivers.ranks.table
    names = [survey.label(name) for name in table.index[table["r"] < 0]]
    if not names:
        return ""
    return _("Satisfaction is lower where {services} is rated higher.", services=listed(names))


def base(drivers: Drivers, survey: Survey) -> str:
    """Return the complete answers and who they come from, which nobody knows of an anonymous survey."""
    if survey.anonymous:
        return ngettext(
            "{n} complete answer of {rated} with an overall rating.",
            "{n} complete answers of {rated} with an overall rating.",
            drivers.ranks.answers,
            rated=number(drivers.rated),
        )
    return ngettext(
        "{n} complete answer of {rated} with an overall rating, from {customers} customers.",
        "{n} complete answers of {rated} with an overall rating, from {customers} customers.",
        drivers.ranks.answers,
        rated=number(drivers.rated),
        customers=number(drivers.ranks.customers),
    )


def left_out(drivers: Drivers, survey: Survey) -> str:
    """Return which questions were left out; empty if none was."""
    seldom = [survey.label(name) for name in drivers.seldom]
    constant = [survey.label(name) for name in drivers.ranks.constant]
    few = _(
        "Left out, as fewer than {share} of those with an overall rating answered: {services}.",
        share=percent(LEAST_ANSWERED, 0),
        services=listed(seldom),
    )
    alike = _("Left out, as everyone rated alike: {services}.", services=listed(constant))
    return joined([few if seldom else "", alike if constant else ""])


def rule() -> str:
    """Return how the first is named."""
    return _(
        "Share of the explained differences, averaged over all orders of the ratings (LMG), with 95% "
        "intervals. One is named first if Johnson's weights agree and it comes first in {agreement} of "
        "samples drawn from the customers.",
        agreement=percent(AGREEMENT, 0),
    )
