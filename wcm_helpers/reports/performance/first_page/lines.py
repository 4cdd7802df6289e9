"""The lines of the first page: each case in words, with its step and where the evidence is."""

from dataclasses import replace

from wcm_helpers.core.formats import currency
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reporting.selection import Candidate, Selection
from wcm_helpers.reports.performance.first_page import customer_words, measure_words, promise_words
from wcm_helpers.reports.performance.first_page.events import Events


def write_lines(selection: Selection, events: Events, code: str) -> list[Action]:
    """Return the lines in words; the last one of a kind names the other cases of its kind.

    Parameters
    ----------
    selection : Selection
    events : Events
        For the cause of a change.
    code : str
        The code of the currency.
    """
    unit = currency(code)
    lines = [_line(candidate, events, unit) for candidate in selection.lines]
    last = {line.kind: place for place, line in enumerate(lines)}
    return [
        replace(line, others=_others(line.kind, selection, unit)) if last[line.kind] == place else line
        for place, line in enumerate(lines)
    ]


def _line(candidate: Candidate, events: Events, unit: str) -> Action:
    match candidate.kind:
        case "promise":
            return promise_words.line(candidate.row, events.cause)
        case "group_promise":
            return promise_words.group_line(candidate, unit)
        case "underserved":
            return customer_words.underserved_line(candidate, unit)
        case "waiting":
            return customer_words.waiting_line(candidate, unit)
        case "renewal":
            return customer_words.renewal_line(candidate, unit)
    return measure_words.line(candidate.row)


def _others(kind: Kind, selection: Selection, unit: str) -> str:
    rest = selection.others_of(kind)
    if not rest:
        return ""
    match kind:
        case "promise" | "group_promise":
            return promise_words.others(kind, len(rest))
        case "measure":
            return measure_words.others(len(rest))
    return customer_words.others(kind, rest, unit)
