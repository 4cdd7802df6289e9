"""The sentences of the appendix on weighting: what the weights cost, and by which rule they are made."""

from wcm_helpers.core.formats import listed, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.raking import TOLERANCE
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.respondents.result import Respondents, Weighting
from wcm_helpers.reports.demand_survey.respondents.sentences import dimension_name
from wcm_helpers.reports.demand_survey.respondents.weighting import LEAST_CUSTOMERS


def effect(result: Weighting) -> str:
    """Return the range of the weights, the design effect and the effective n."""
    return ngettext(
        "The weights of {n} customer run from {low} to {high}, with mean 1. Design effect {deff}: with "
        "weights "
        "the answers are as certain as {effective} without.",
        "The weights of {n} customers run from {low} to {high}, with mean 1. Design effect {deff}: with "
        "weights the answers are as certain as {effective} without.",
        result.n,
        low=number(result.customers.min(), 2),
        high=number(result.customers.max(), 2),
        deff=number(result.deff, 2),
        effective=number(result.n_eff, 1),
    )


def groups_note(result: Respondents, more: int) -> str:
    """Return what the table of groups compares, and how many groups it leaves out."""
    compared = (
        _("Shares of answers against shares of customers; a dash: not shown, to protect small groups.")
        if result.anonymous
        else _("Interval by Wilson, for the finite number of customers asked. Bold: beyond chance.")
    )
    left = ngettext("{n} more group is not listed.", "{n} more groups are not listed.", more)
    return joined([compared, left if more else ""])


def margins_note() -> str:
    """Return what the table of margins counts."""
    return _("Shares of customers. Unweighted: with the design weights of the survey, where it has any.")


def rules(rule: SurveySettings) -> list[tuple[str, str]]:
    """Return the rules of weighting as pairs of a term and its meaning."""
    return [
        (
            _("Weights"),
            _(
                "Raking: customers that answered are weighted until their shares by {margins} are those of "
                "all "
                "customers asked, to {tolerance} of the total; starting from the design weights. A group "
                "with "
                "fewer than {least} customers is weighted together with the other small ones.",
                margins=listed([dimension_name(name) for name in rule.weight_margins]),
                tolerance=f"{TOLERANCE:.0e}".replace("e-0", "e-"),
                least=number(LEAST_CUSTOMERS),
            ),
        ),
        (
            _("When there are no weights"),
            _(
                "If no weights up to {cap} times their mean can meet the shares, none are computed, and the "
                "group that forbids it is named. Nothing is met approximately.",
                cap=number(rule.weight_cap, 0 if rule.weight_cap == int(rule.weight_cap) else 1),
            ),
        ),
        (
            _("Design effect"),
            _(
                "1 + CV² of the weights (Kish). The number of customers divided by it is the effective n; "
                "below half of them the unweighted figures should be relied on."
            ),
        ),
        (
            _("Several responses of a customer"),
            _("They share the customer's weight; responses without a customer have none."),
        ),
    ]
