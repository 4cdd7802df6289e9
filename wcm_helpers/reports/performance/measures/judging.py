"""What each measure of the improvement register has come to, and what is to be done next."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.methods.interrupted_series import (
    CANNOT_TELL,
    NOT_SHOWN,
    SHOWN,
    TOO_EARLY,
    WORSE,
    Effect,
    measure_effect,
)

OVERDUE_NOT_STARTED, NOT_STARTED, CLOSED_WITHOUT_EVIDENCE = (
    "overdue, not started", "not started", "closed without evidence",
)  # fmt: skip
#: What follows from a verdict, and its place in plan, do, check, act.
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
#: The series of an indicator and scope, and its better direction; None where there is no such indicator.
SeriesOf = Callable[[str, str], tuple[pd.DataFrame, str] | None]


@dataclass(frozen=True, eq=False)
class Judged:
    """A measure with its verdict.

    Attributes
    ----------
    row : dict
        Its line of the register.
    verdict, next, phase : str
        The phase is plan, do, check or act.
    overdue : bool
        Past its due date and neither done nor closed.
    effect : Effect or None
        None where nothing could be looked for.
    series : pd.DataFrame or None
        The series it was judged by.
    first_verdict : str
        The month from which it can be judged, if that is to come; else empty.
    """

    row: dict
    verdict: str
    next: str
    phase: str
    overdue: bool
    effect: Effect | None = None
    series: pd.DataFrame | None = None
    first_verdict: str = ""


def judge_register(register: pd.DataFrame, series_of: SeriesOf, month: str, needed: int) -> list[Judged]:
    """Return every measure judged as of the end of a month, in the order of the register.

    Parameters
    ----------
    register : pd.DataFrame
        The table ``actions``.
    series_of : callable
    month : str
        Later months of a series, and measures begun later, are not there yet.
    needed : int
        Whole months after the start before a verdict.
    """
    return [_judge(row, series_of, month, needed) for row in register.to_dict("records")]


def _judge(row: dict, series_of: SeriesOf, month: str, needed: int) -> Judged:
    end = pd.Timestamp(last_day(month))
    status = row.get("status")
    started = not pd.isna(row.get("start")) and row["start"] <= end and status != "not_started"
    closed = status == "closed" and (pd.isna(row.get("closed_at")) or row["closed_at"] <= end)
    finished = closed or status == "done"
    overdue = not pd.isna(row.get("due")) and row["due"] <= end and not finished
    later = not pd.isna(row.get("start")) and row["start"] > end
    if later or (not started and not finished):
        return _of(row, OVERDUE_NOT_STARTED if overdue else NOT_STARTED, overdue=overdue)
    series, better = series_of(str(row["metric"]), _text(row.get("scope"))) or (None, "")
    if series is None or series.empty or pd.isna(row.get("start")):
        verdict = CLOSED_WITHOUT_EVIDENCE if closed and not _decided(row) else CANNOT_TELL
        return _of(row, verdict, overdue=overdue)
    comparison = None
    if _text(row.get("comparison")):
        other = series_of(str(row["metric"]), _text(row["comparison"]))
        comparison = None if other is None or other[0].empty else other[0][other[0]["month"] <= month]
    known = series[series["month"] <= month]
    effect = measure_effect(known, row["start"], better=better, needed=needed, comparison=comparison)
    verdict = effect.verdict
    if closed and verdict in (TOO_EARLY, CANNOT_TELL) and not _decided(row):
        verdict = CLOSED_WITHOUT_EVIDENCE
    first = ""
    if verdict == TOO_EARLY:
        first = add_months(f"{row['start']:%Y-%m}", needed - (1 if row["start"].day == 1 else 0))
    return _of(row, verdict, overdue=overdue, effect=effect, series=known, first_verdict=first)


def _of(row: dict, verdict: str, *, overdue: bool, **more: object) -> Judged:
    step, phase = NEXT[verdict]
    return Judged(row, verdict, step, phase, overdue, **more)


def _decided(row: dict) -> bool:
    """Return whether a person logged a decision, which may close a measure without a shown effect."""
    return bool(_text(row.get("decision")))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
