"""The line on a measure in words: its verdict, and the decision it asks for."""

from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.interrupted_series import NOT_SHOWN, SHOWN, TOO_EARLY, WORSE
from wcm_helpers.methods.register_verdicts import CLOSED_WITHOUT_EVIDENCE, OVERDUE_NOT_STARTED
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.texts import name_of


def line(row: dict) -> Action:
    """Return the line on a measure that worked, did not, is overdue or was closed without evidence."""
    return Action(
        kind="measure",
        name=_name(row),
        amount="",
        happened=_happened(row["verdict"], bool(row["overdue"])),
        step=_step(row["verdict"]),
        section="measures",
    )


def _name(row: dict) -> str:
    """Return what tells a measure from the others: its number, its indicator, and who does it."""
    indicator = indicator_of(row["metric"])
    values = {"id": row["id"], "metric": name_of(indicator) if indicator else row["metric"]}
    if row["owner"]:
        return _("{id} ({metric}), {owner}", **values, owner=row["owner"])
    return _("{id} ({metric})", **values)


def _happened(verdict: str, overdue: bool) -> str:
    sentence = {
        SHOWN: _("The effect is shown."),
        NOT_SHOWN: _("No effect is shown since it began."),
        WORSE: _("The indicator has become worse since it began."),
        CLOSED_WITHOUT_EVIDENCE: _("It was closed without evidence of an effect."),
        OVERDUE_NOT_STARTED: _("It is overdue and has not begun."),
        TOO_EARLY: _("It is too early for a verdict."),
    }.get(verdict, _("It is not clear whether it works."))
    if overdue and verdict != OVERDUE_NOT_STARTED:
        return joined([sentence, _("It is past its due date.")])
    return sentence


def _step(verdict: str) -> str:
    return {
        SHOWN: _("Make it the standard, and close it."),
        NOT_SHOWN: _("Open it again, and look for another cause."),
        WORSE: _("Stop it, and look for another cause."),
        CLOSED_WITHOUT_EVIDENCE: _("Open it again, and name what would show the effect."),
        OVERDUE_NOT_STARTED: _("Begin it this week, or cancel it with a reason."),
    }.get(verdict, _("Set a new date, or close it with a reason."))


def others(n: int) -> str:
    """Return how many more measures ask for a decision."""
    return ngettext("{n} more measure asks for a decision.", "{n} more measures ask for a decision.", n)
