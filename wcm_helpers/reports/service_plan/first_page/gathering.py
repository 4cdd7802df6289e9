"""Gather the cases that ask for an action from the questions of the plan, and choose those with a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from wcm_helpers.core.formats import currency, listed, missing, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind, kind_name
from wcm_helpers.reporting.selection import Candidate, Selection, choose
from wcm_helpers.reports.service_plan.cost import lines as cost
from wcm_helpers.reports.service_plan.feedback import lines as feedback
from wcm_helpers.reports.service_plan.keeping_in_touch import lines as care
from wcm_helpers.reports.service_plan.managers import lines as managers
from wcm_helpers.reports.service_plan.packages import lines as packages
from wcm_helpers.reports.service_plan.recommendations import lines as recommendations
from wcm_helpers.reports.service_plan.review import ServicePlanReview


class Question(NamedTuple):
    """What a question gives to the first page: its cases, and the words of a case and of the others."""

    cases_of: Callable[[ServicePlanReview], Mapping[Kind, pd.DataFrame]]
    line: Callable[[Kind, Mapping[str, object], str], Action]
    others: Callable[[Kind, int, str, str], str]


#: The questions with lines on the first page, and the kinds in the order of the lines.
QUESTIONS = tuple(
    Question(one.cases_of, one.line, one.others)
    for one in (packages, managers, cost, recommendations, care, feedback)
)
ORDER: tuple[Kind, ...] = (
    "loss", "promise", "underserved", "staffing", "silent", "feedback", "overserved", "offer",
)  # fmt: skip
#: Kinds of which more than one may have a line of its own.
SEVERAL: tuple[Kind, ...] = ("underserved", "loss", "silent")


def cases_of(review: ServicePlanReview) -> dict[Kind, tuple[Question, pd.DataFrame]]:
    """Return the cases of each kind with their question, for ``review.computed``."""
    return {
        kind: (question, cases) for question in QUESTIONS for kind, cases in question.cases_of(review).items()
    }


def selection_of(review: ServicePlanReview) -> Selection:
    """Return the cases that have a line, for ``review.computed``."""
    cases = review.computed(cases_of)
    candidates = [
        Candidate(kind, row, 0 if missing(row["revenue"]) else int(row["revenue"]))
        for kind in ORDER
        if kind in cases
        for row in cases[kind][1].to_dict("records")
    ]
    return choose(candidates, ORDER, SEVERAL, customers_once=True)


def actions_of(review: ServicePlanReview) -> list[Action]:
    """Return the lines of the first page, in the language in use; the last of a kind counts the others."""
    cases, selection = review.computed(cases_of), review.computed(selection_of)
    unit = currency(review.settings.site.currency)
    lines = [
        replace(cases[one.kind][0].line(one.kind, one.row, unit), weight=one.weight)
        for one in selection.lines
    ]
    last = {line.kind: place for place, line in enumerate(lines)}
    return [
        replace(line, others=_others(line.kind, cases[line.kind][0], selection, unit))
        if last[line.kind] == place
        else line
        for place, line in enumerate(lines)
    ]


def more_cases(review: ServicePlanReview, titles: Mapping[str, str]) -> str:
    """Return how many cases are of kinds without a line, and in which sections; empty without any."""
    cases, selection = review.computed(cases_of), review.computed(selection_of)
    shown = {one.kind for one in selection.lines}
    rest = [one for one in selection.others if one.kind not in shown]
    if not rest:
        return ""
    unit = currency(review.settings.site.currency)
    kinds = {one.kind: cases[one.kind][0].line(one.kind, one.row, unit).section for one in rest}
    named = [
        _("{kind} ({section})", kind=kind_name(kind), section=titles[section])
        for kind, section in kinds.items()
        if section in titles
    ]
    return ngettext("{n} more case: {kinds}.", "{n} more cases: {kinds}.", len(rest), kinds=listed(named))


def _others(kind: Kind, question: Question, selection: Selection, unit: str) -> str:
    rest = selection.others_of(kind)
    if not rest:
        return ""
    amount = sum(one.weight for one in rest)
    if not amount:  # without bills a sum of 0 would be no finding
        return ngettext(
            "There is {n} more case of this kind.", "There are {n} more cases of this kind.", len(rest)
        )
    return question.others(kind, len(rest), short_amount(amount), unit)
