"""The section with the rules in force, from the values the code used."""

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview


def rules(review: SurveyReview) -> Block:
    """Return the rules in force: whose answers count, what is counted, and when a need has a verdict."""
    month, rule = review.result, review.rule
    return blocks.rules(
        [
            (_("Wave"), _("The newest one that had closed by the month: {month}.", month=_month(month))),
            *_of_the_customers(month),
            *_of_the_answers(month),
            *_of_the_needs(rule),
            (_("Weighting"), _weighting(rule)),
            (_("Privacy"), privacy(month, rule)),
        ]
    )


def _month(month: SurveyMonth) -> str:
    return month_name(month.survey.month)


def _of_the_customers(month: SurveyMonth) -> list[tuple[str, str]]:
    n = len(month.frame)
    asked = ngettext(
        "{n} customer of the customer list that was in business in the month of the wave, or answered.",
        "{n} customers of the customer list that were in business in the month of the wave, or answered.",
        n,
    )
    unknown = _("Without a customer list nobody knows who did not answer.")
    return [
        (_("Customers that could have answered"), asked if n else unknown),
        (_("Class"), class_basis(*month.class_basis)),
        (
            _("Revenue"),
            _("Billed revenue of the 12 months to the month the classes belong to, without VAT."),
        ),
    ]


def class_basis(basis: str, month: str) -> str:
    """Return where the classes of customers come from."""
    named = month_name(month) if month else ""
    return {
        "computed": _("The official class of {month}, computed as in the classification.", month=named),
        "recorded": _("The official class published for {month}.", month=named),
        "customer_list": _("The level in the customer list today; the class at the time is not known."),
    }.get(basis, _("Unknown: there are no amounts, no published classes and no levels in the customer list."))


def _of_the_answers(month: SurveyMonth) -> list[tuple[str, str]]:
    items = [
        (
            _("Base of a figure"),
            _("The answers to that question. “Not applicable” and blank are in no base and no mean."),
        ),
        (
            _("Top two"),
            _("The share of answers in the two best levels of a scale; reversed items are turned first."),
        ),
        (
            _("Several respondents"),
            _("Answers are averaged within the customer, so that each counts once in needs and weights."),
        ),
        (_("Careless answers"), _("They are shown, with results with and without them; none is left out.")),
    ]
    if month.survey.of_type("nps"):
        items.append(
            (
                _("NPS"),
                _(
                    "Promoters (9 and 10) less detractors (0 to 6) of the question on recommending, from "
                    "−100 to 100; its interval is widened by three answers."
                ),
            )
        )
    return items


def _of_the_needs(rule: SurveySettings) -> list[tuple[str, str]]:
    shares = {
        "share": percent(rule.need_share, 0),
        "margin": number(100 * rule.need_margin),
        "difference": number(100 * rule.need_difference),
        "false": percent(rule.false_share, 0),
    }
    return [
        (
            _("Common need"),
            _(
                "At least {share} of the customers want it, and the answers show that no two classes differ "
                "by more than {margin} points.",
                **shares,
            ),
        ),
        (
            _("Individual need"),
            _(
                "A group wants it more often than the others, by {difference} points at least; of all such "
                "findings at most {false} are expected to be false.",
                **shares,
            ),
        ),
        (_("Cannot tell"), _("The answers show neither: more answers are needed, not another reading.")),
    ]


def _weighting(rule: SurveySettings) -> str:
    names = {"class": _("class"), "industry": _("industry"), "site": _("site")}
    return _(
        "Customers are weighted to the shares of {margins} among those that could have answered; no weight "
        "is above {cap} times the mean.",
        margins=listed([names.get(name, name) for name in rule.weight_margins]),
        cap=number(rule.weight_cap, 0 if rule.weight_cap == int(rule.weight_cap) else 1),
    )


def privacy(month: SurveyMonth, rule: SurveySettings) -> str:
    """Return whether the survey is anonymous or named, and what follows."""
    if month.survey.anonymous:
        return ngettext(
            "The survey is anonymous: no answer is tied to a customer, and no group under {n} response is "
            "shown.",
            "The survey is anonymous: no answer is tied to a customer, and no group under {n} responses is "
            "shown.",
            rule.smallest_group,
        )
    return _("The survey is named: customers appear by name, for internal readers only; no person is quoted.")
