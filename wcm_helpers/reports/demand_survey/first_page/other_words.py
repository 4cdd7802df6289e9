"""The lines on lower scores, few answers and the data in words."""

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.demand_survey.first_page.response import Response

#: So many customers or questions are named.
NAMED = 3


def lower_line(candidate: Candidate, survey: Survey, previous_month: str) -> Action:
    """Return the line on a question that fell since the last wave."""
    row = candidate.row
    values = {"month": month_name(previous_month)}
    if row["type"] == "nps":
        values |= {"before": number(100 * row["before"]), "now": number(100 * row["now"])}
    else:
        values |= {"before": percent(row["before"], 0), "now": percent(row["now"], 0)}
    happened = (
        _paired(int(row["n_now"]), row["type"], values)
        if row["basis"] == "paired"
        else (
            _("The NPS of all answers fell from {before} in {month} to {now}.", **values)
            if row["type"] == "nps"
            else _("Top two of all answers fell from {before} in {month} to {now}.", **values)
        )
    )
    return Action(
        kind="lower_score",
        name=question_name(survey, row["question_id"]),
        amount="",
        happened=happened,
        step=_("Ask the customers whose answers fell, and find the cause before the next wave."),
        section="satisfaction",
    )


def question_name(survey: Survey, question_id: str) -> str:
    """Return how a question is named: the overall ones by what they measure."""
    kind = survey.questions.loc[question_id, "type"]
    names = {"csat": _("Overall satisfaction"), "nps": _("NPS")}
    return names.get(kind) or survey.label(question_id)


def _paired(n: int, kind: str, values: dict[str, str]) -> str:
    """Return the fall among the customers that answered both times."""
    if kind == "nps":
        return ngettext(
            "The NPS of the {n} customer that answered both times fell from {before} in {month} to {now}.",
            "The NPS of the {n} customers that answered both times fell from {before} in {month} to {now}.",
            n,
            **values,
        )
    return ngettext(
        "Top two of the {n} customer that answered both times fell from {before} in {month} to {now}.",
        "Top two of the {n} customers that answered both times fell from {before} in {month} to {now}.",
        n,
        **values,
    )


def lower_others(rest: list[Candidate], survey: Survey) -> str:
    """Return which other questions fell; empty without any."""
    names = [question_name(survey, one.row["question_id"]) for one in rest]
    return _("Also lower: {questions}.", questions=_questions(names)) if names else ""


def response_line(response: Response) -> Action:
    """Return the line on too few answers of class A."""
    large = response.by_class["A"]
    return Action(
        kind="response",
        name=_("Class A"),
        amount="",
        happened=ngettext(
            "{answered} of {n} customer of class A answered.",
            "{answered} of {n} customers of class A answered.",
            large.asked,
            answered=number(large.answered),
        ),
        step=_("Interview the others by telephone: {names}.", names=_customers(response.silent)),
        section="respondents",
    )


def data_line(response: Response) -> Action:
    """Return the line on responses that belong to no customer of the list."""
    return Action(
        kind="data",
        name=_("Unmatched responses"),
        amount="",
        happened=ngettext(
            "{n} response belongs to no customer of the customer list and counts for no customer.",
            "{n} responses belong to no customer of the customer list and count for no customer.",
            response.unmatched,
        ),
        step=_("Correct the customer numbers or names in the export, or complete the customer list."),
        section="respondents",
    )


def _customers(names: list[str]) -> str:
    more = len(names) - NAMED
    return listed(names[:NAMED] + ([ngettext("{n} more", "{n} more", more)] if more > 0 else []))


def _questions(names: list[str]) -> str:
    more = len(names) - NAMED
    return listed(
        names[:NAMED] + ([ngettext("{n} more question", "{n} more questions", more)] if more > 0 else [])
    )
