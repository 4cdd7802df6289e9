"""The lines of the first page: each case in words, with its step and where the evidence is."""

from dataclasses import replace

from wcm_helpers.core.formats import currency
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reporting.selection import Candidate, Selection
from wcm_helpers.reports.demand_survey.first_page import need_words, other_words, unhappy_words
from wcm_helpers.reports.demand_survey.proposals.options import Options
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def write_lines(selection: Selection, month: SurveyMonth, options: Options, code: str) -> list[Action]:
    """Return the lines in words; the last one of a kind names the other cases of its kind.

    Parameters
    ----------
    selection : Selection
    month : SurveyMonth
    options : Options
    code : str
        The code of the currency.
    """
    unit = currency(code)
    lines = [_line(candidate, month, options, unit) for candidate in selection.lines]
    last = {line.kind: place for place, line in enumerate(lines)}
    return [
        replace(line, others=_others(line.kind, selection, month, unit)) if last[line.kind] == place else line
        for place, line in enumerate(lines)
    ]


def _line(candidate: Candidate, month: SurveyMonth, options: Options, unit: str) -> Action:
    previous = month.previous.month if month.previous else ""
    match candidate.kind:
        case "unhappy":
            return unhappy_words.line(candidate, unit, previous)
        case "common_need" | "individual_need":
            return need_words.line(candidate, month.survey, month.frame, options, unit)
        case "lower_score":
            return other_words.lower_line(candidate, month.survey, previous)
        case "response":
            return other_words.response_line(candidate.row)
    return other_words.data_line(candidate.row)


def _others(kind: Kind, selection: Selection, month: SurveyMonth, unit: str) -> str:
    rest = selection.others_of(kind)
    match kind:
        case "unhappy":
            return unhappy_words.others(rest, unit)
        case "common_need" | "individual_need":
            return need_words.others(rest, month.survey, month.frame)
        case "lower_score":
            return other_words.lower_others(rest, month.survey)
    return ""
