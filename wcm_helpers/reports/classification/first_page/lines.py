"""The lines of the first page: each case in words, with its amount, its step and where the evidence is."""

from dataclasses import replace

from wcm_helpers.core.formats import listed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.classification.first_page import change_words, leaving_words, loss_words, other_words
from wcm_helpers.reports.classification.first_page.events import Events
from wcm_helpers.reports.classification.first_page.selection import Case, Selection
from wcm_helpers.reports.classification.result import Classification

#: The section with the evidence of each case.
SECTIONS: dict[Case, str] = {
    "loss": "money",
    "leaving": "lifecycle",
    "moved": "moves",
    "waiting": "moves",
    "dependence": "concentration",
    "data": "data",
}
_WRITE = {
    "loss": loss_words.line,
    "leaving": leaving_words.line,
    "moved": change_words.moved_line,
    "waiting": change_words.waiting_line,
    "dependence": other_words.dependence_line,
    "data": other_words.data_line,
}


def write_lines(selection: Selection, events: Events, result: Classification) -> list[Action]:
    """Return the lines in words; the last one of a kind names the other cases of its kind.

    A customer that loses money or is leaving has its class change in the same line.
    """
    moved = {row["customer_id"]: row for row in events.moved.to_dict("records")}
    waiting = {row["customer_id"]: row for row in events.waiting.to_dict("records")}
    lines = []
    for candidate in selection.lines:
        line = _WRITE[candidate.case](candidate, result)
        change = ""
        if candidate.case in ("loss", "leaving") and candidate.customer_id in moved:
            change = change_words.moved(moved[candidate.customer_id], result)
        elif candidate.case in ("loss", "leaving") and candidate.customer_id in waiting:
            change = change_words.waiting(waiting[candidate.customer_id], result)
        lines.append(
            replace(
                line,
                happened=joined([line.happened, change]),
                section=SECTIONS[candidate.case],
                weight=candidate.weight,
            )
        )
    return _with_others(lines, selection, events, result)


def _with_others(
    lines: list[Action], selection: Selection, events: Events, result: Classification
) -> list[Action]:
    # A customer that is a case of another kind too counts here as well: the section lists every change.
    named = [candidate.customer_id for candidate in selection.lines]
    changed, pending = (
        int((~frame["customer_id"].isin(named)).sum()) for frame in (events.moved, events.waiting)
    )
    sentences = {
        "loss": loss_words.others(selection.others_of("loss"), result),
        "leaving": leaving_words.others(selection.others_of("leaving"), result),
        "change": change_words.others(changed, pending),
    }
    last = {line.kind: place for place, line in enumerate(lines)}
    return [
        replace(line, others=sentences.get(line.kind, "")) if last[line.kind] == place else line
        for place, line in enumerate(lines)
    ]


def more(selection: Selection, titles: dict[str, str]) -> str:
    """Return the sentence on how many more cases there are, and in which sections; empty without any."""
    if not selection.others:
        return ""
    sections = dict.fromkeys(SECTIONS[candidate.case] for candidate in selection.others)
    quoted = [_("“{title}”", title=titles[section]) for section in sections if section in titles]
    count = ngettext(
        "{n} more case is in {sections}.",
        "{n} more cases are in {sections}.",
        len(selection.others),
        sections=listed(quoted),
    )
    twice = _("A customer in several of them counts once.") if len(sections) > 1 else ""
    return joined([count, twice])
