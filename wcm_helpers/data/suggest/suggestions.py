"""Suggest settings: the changes that let more be read, found by trying them one after another."""

from dataclasses import dataclass, field
from pathlib import Path

from wcm_helpers.core.messages import Text, message, nmessage
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.suggest.candidates import Candidate, candidates
from wcm_helpers.data.suggest.trial import Outcome, changed, read_table, trial_folder
from wcm_helpers.data.tables import TABLES

#: So many changes of one table are made at most.
MOST_CHANGES = 4


@dataclass(frozen=True)
class Suggestion:
    """One line of settings that helped, and why.

    Attributes
    ----------
    table : str
        Whose option it is; empty for ``[site]``.
    change : dict
        Option and value.
    reason : Text
        What it is for.
    others : tuple of dict
        Changes that help as much: only a person can tell which is right, and none was made.
    sure : bool
        Whether the change was made; else a person has to look first.
    """

    table: str
    change: dict[str, object]
    reason: Text
    others: tuple[dict[str, object], ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Suggestions:
    """What to change in the settings, and what is then left.

    Attributes
    ----------
    made : list of Suggestion
        In the order they were tried; the sure ones are in ``settings``.
    questions : list of Suggestion
        What no trial can answer, such as what an unknown word means.
    settings : Settings
        With the changes.
    left : dict of str to Outcome
        How each table that was looked at is read with them.
    """

    made: list[Suggestion]
    questions: list[Suggestion]
    settings: Settings
    left: dict[str, Outcome] = field(default_factory=dict)


def suggest(intake: Intake) -> Suggestions:
    """Return the settings that would answer the questions of a check.

    Every table that cannot be read whole is read again under one changed option at a time; the change that
    lets most be read is kept, and the search goes on from there. A change that helps is offered only where no
    other value of the same option helps as much.
    """
    settings, made, left = intake.settings, [], {}
    with trial_folder() as folder:
        for name, source in settings.tables.items():
            if source.more or not source.path:
                continue
            outcome = read_table(settings, name, folder)
            for _ in range(MOST_CHANGES):
                best = None if outcome.clean else _best(settings, name, outcome, folder)
                if best is None:
                    break
                suggestion, outcome = best
                made.append(suggestion)
                if not suggestion.sure:
                    break
                settings = changed(settings, suggestion.table, suggestion.change)
            left[name] = outcome
    return Suggestions(made, questions(intake), settings, left)


def _best(settings: Settings, name: str, now: Outcome, folder: Path) -> tuple[Suggestion, Outcome] | None:
    """Return the change that lets most of a table be read, and how it is read then; None if none helps."""
    tried: list[tuple[tuple, Candidate, Outcome]] = []
    for candidate in candidates(settings, name, now, folder):
        outcome = read_table(changed(settings, candidate.table, candidate.change), name, folder)
        if outcome.better_than(now):
            merit = (bool(outcome.fault), outcome.missing, len(outcome.bad), candidate.rank)
            tried.append((merit, candidate, outcome))
    if not tried:
        return None
    best, chosen, outcome = min(tried, key=lambda entry: entry[0])
    others = tuple(
        other.change
        for merit, other, _outcome in tried
        if merit == best and other is not chosen and other.change.keys() == chosen.change.keys()
    )
    sure = chosen.sure and not others
    return Suggestion(chosen.table, chosen.change, chosen.reason, others, sure), outcome if sure else now


def questions(intake: Intake) -> list[Suggestion]:
    """Return what only a person can answer: unknown words for states, and which way orders go."""
    from wcm_helpers.data.check.states import states

    asked = []
    words = states(intake.checked)
    for row in words[words["state"] == ""].itertuples():
        reason = nmessage(
            "{n} row says {word}. Is it cancelled, open, closed or a draft?",
            "{n} rows say {word}. Is it cancelled, open, closed or a draft?",
            int(row.rows),
            word=row.word,
        )
        asked.append(Suggestion(row.table, {"values": {row.column: {"cancelled": [row.word]}}}, reason))
    for row in intake.warnings.itertuples():
        column = TABLES[row.table][row.column] if row.column in TABLES[row.table].names else None
        if column is not None and row.reason == column.default_warning:
            reason = message("No column gives it; this is what is taken now.")
            asked.append(Suggestion(row.table, {"constants": {column.name: row.value}}, reason))
    return asked
