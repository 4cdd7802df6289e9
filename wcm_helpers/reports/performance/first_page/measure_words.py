"""The line on a measure in words: its verdict, and the decision it asks for."""

from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action


def line(row: dict) -> Action:
    """Return the line on a measure that worked, did not, is overdue or was closed without evidence."""
    return Action(
        kind="measure",
        name=_("{id}, {owner}", id=row["id"], owner=row["owner"]) if row["owner"] else str(row["id"]),
        amount="",
        happened=_happened(row["verdict"], bool(row["overdue"])),
        step=_step(row["verdict"]),
        section="measures",
    )


def _happened(verdict: str, overdue: bool) -> str:
    sentence = {
        "effect shown": _("The effect is shown."),
        "effect not shown": _("No effect is shown since it began."),
        "worse": _("The indicator has become worse since it began."),
        "closed without evidence": _("It was closed without evidence of an effect."),
        "overdue, not started": _("It is overdue and has not begun."),
        "too early": _("It is too early for a verdict."),
    }.get(verdict, _("Whether it works cannot be told."))
    if overdue and verdict != "overdue, not started":
        return _("{sentence} It is past its due date.", sentence=sentence)
    return sentence


def _step(verdict: str) -> str:
    return {
        "effect shown": _("Make it the standard, and close it."),
        "effect not shown": _("Open it again, and look for another cause."),
        "worse": _("Stop it, and look for another cause."),
        "closed without evidence": _("Open it again, and name what would show the effect."),
        "overdue, not started": _("Begin it this week, or cancel it with a reason."),
    }.get(verdict, _("Set a new date, or close it with a reason."))


def others(n: int) -> str:
    """Return how many more measures ask for a decision."""
    return ngettext("{n} more measure asks for a decision.", "{n} more measures ask for a decision.", n)
