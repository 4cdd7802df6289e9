"""What ``wcm survey-draft`` prints: what it guessed, what to check, and the lines for the settings."""

from wcm_helpers.core.formats import listed, month_name
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.draft import SurveyDraft


def draft_lines(draft: SurveyDraft, file: str, settings: str) -> list[str]:
    """Return the lines of the page, in the language in use.

    Parameters
    ----------
    draft : SurveyDraft
    file : str
        The question file that was written.
    settings : str
        The lines for the settings file.
    """
    questions = draft.questions
    lines = [
        ngettext(
            "{file}: a first guess at {n} question. Correct it before use.",
            "{file}: a first guess at {n} questions. Correct it before use.",
            len(questions),
            file=file,
        ),
        ngettext("{n} response was read.", "{n} responses were read.", draft.responses),
    ]
    if draft.month:
        lines.append(_("The last answer is of {month}.", month=month_name(draft.month)))
    lines += ["", _("Guessed")]
    lines += [
        "  " + _("{id}  {type}  {label}", id=question.id, type=question.type, label=_short(question.label))
        for question in questions
    ]
    lines += ["", _("To be checked")]
    lines += ["  " + str(doubt) for doubt in draft.doubts]
    lines += _doubts(draft)
    if draft.unused:
        lines += [
            "  "
            + ngettext(
                "{n} column answers no question: {headers}.",
                "{n} columns answer no question: {headers}.",
                len(draft.unused),
                headers=listed([_short(header) for header in draft.unused]),
            )
        ]
    note = _("For the settings file. Decide whether the survey is anonymous: keep one of the two lines.")
    return [*lines, "", note, settings]


def _doubts(draft: SurveyDraft) -> list[str]:
    """Return one line for each doubt, with all questions it is about."""
    about: dict[str, list[str]] = {}
    for question in draft.questions:
        for doubt in question.doubts:
            about.setdefault(str(doubt), []).append(question.id)
    order = [question.id for question in draft.questions]
    return [
        "  " + _("{questions}: {doubt}", questions=listed(_runs(ids, order)), doubt=doubt)
        for doubt, ids in about.items()
    ]


def _runs(ids: list[str], order: list[str]) -> list[str]:
    """Return ids with three and more in a row as first to last."""
    runs: list[list[str]] = []
    for name in ids:
        if runs and order.index(name) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    parts: list[str] = []
    for run in runs:
        parts += run if len(run) < 3 else [_("{first} to {last}", first=run[0], last=run[-1])]
    return parts


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
