"""The verdicts on a measure of an improvement register, what follows from each, and why it is so.

The order: not started and overdue before no data, before too early, before the effect; a measure is closed
only by a shown effect, or by the decision of a person.
"""

from wcm_helpers.methods.interrupted_series import CANNOT_TELL, NOT_SHOWN, SHOWN, TOO_EARLY, WORSE

OVERDUE_NOT_STARTED, NOT_STARTED = "overdue, not started", "not started"
CLOSED_WITHOUT_EVIDENCE = "closed without evidence"

#: What is to be done next, and where the measure is in plan, do, check, act.
NEXT = {
    OVERDUE_NOT_STARTED: ("remind", "plan"),
    NOT_STARTED: ("start", "plan"),
    TOO_EARLY: ("wait", "do"),
    CANNOT_TELL: ("name data", "check"),
    CLOSED_WITHOUT_EVIDENCE: ("reopen", "check"),
    SHOWN: ("keep", "act"),
    NOT_SHOWN: ("reopen", "act"),
    WORSE: ("stop", "act"),
}
#: A person decided to close it: nothing is to be done.
DECIDED = ("keep closed", "act")
#: Why nothing can be told of a measure.
NO_INDICATOR, NO_GROUP, NO_START, NO_FIGURES = "no_indicator", "no_group", "no_start", "no_figures"
FEW_BEFORE, NO_DIRECTION = "few_before", "no_direction"
#: Why there is a verdict: the interval of its effect, its dates, or the months since its start.
BY_INTERVAL, BY_DATES, BY_MONTHS = "interval", "dates", "months"


def next_step(verdict: str, *, decided: bool) -> tuple[str, str]:
    """Return what follows from a verdict, and the phase: plan, do, check or act.

    Examples
    --------
    >>> next_step("effect not shown", decided=False), next_step("effect not shown", decided=True)
    (('reopen', 'act'), ('keep closed', 'act'))
    """
    return DECIDED if decided else NEXT[verdict]
