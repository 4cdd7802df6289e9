"""What each measure of the improvement register has come to, and what is to be done next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.methods.interrupted_series import (
    CANNOT_TELL,
    LEAST_BEFORE,
    TOO_EARLY,
    Effect,
    measure_effect,
)
from wcm_helpers.methods.register_verdicts import (
    BY_DATES,
    BY_INTERVAL,
    BY_MONTHS,
    CLOSED_WITHOUT_EVIDENCE,
    FEW_BEFORE,
    NO_DIRECTION,
    NO_FIGURES,
    NO_START,
    NOT_STARTED,
    OVERDUE_NOT_STARTED,
    next_step,
)

#: The series of an indicator and a scope with its better direction; the reason where there is none.
SeriesOf = Callable[[str, str], tuple[pd.DataFrame, str] | str]


@dataclass(frozen=True, eq=False)
class Judged:
    """A measure with its verdict.

    Attributes
    ----------
    row : dict
        Its line of the register.
    verdict, next, phase : str
        The phase is plan, do, check or act.
    why : str
        What the verdict rests on, or why nothing can be told: a key of
        :mod:`wcm_helpers.methods.register_verdicts`.
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
    why: str
    overdue: bool
    effect: Effect | None = None
    series: pd.DataFrame | None = None
    first_verdict: str = ""


def judge_register(
    register: pd.DataFrame, series_of: SeriesOf, month: str, needed: int, until: date | None = None
) -> list[Judged]:
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
    until : date, optional
        The day until which a running month is known; its end by default.
    """
    end = pd.Timestamp(until or last_day(month))
    return [_judge(row, series_of, month, needed, end) for row in register.to_dict("records")]


def _judge(row: dict, series_of: SeriesOf, month: str, needed: int, end: pd.Timestamp) -> Judged:
    started = known_by(row.get("start"), end) and row.get("status") != "not_started"
    closed, finished = is_closed(row, end), row.get("status") == "done" or is_closed(row, end)
    overdue = known_by(row.get("due"), end) and not finished
    begins_later = not pd.isna(row.get("start")) and row["start"] > end
    if begins_later or (not started and not finished):
        return _of(row, OVERDUE_NOT_STARTED if overdue else NOT_STARTED, BY_DATES, overdue)
    decided = closed and bool(text_of(row.get("decision")))
    series, better, why = _series(series_of, row, month)
    if why:
        verdict = CLOSED_WITHOUT_EVIDENCE if closed and not decided else CANNOT_TELL
        return _of(row, verdict, why, overdue, decided=decided)
    effect = measure_effect(
        series, row["start"], better=better, needed=needed, comparison=_peer(series_of, row, month)
    )
    verdict, first, why = effect.verdict, "", _reason(effect)
    if closed and verdict in (TOO_EARLY, CANNOT_TELL) and not decided:
        verdict = CLOSED_WITHOUT_EVIDENCE
    if verdict == TOO_EARLY:
        first = add_months(f"{row['start']:%Y-%m}", needed - (1 if row["start"].day == 1 else 0))
    more = {"effect": effect, "series": series, "first_verdict": first}
    return _of(row, verdict, why, overdue, decided=decided, **more)


def known_by(day: object, end: pd.Timestamp) -> bool:
    """Return whether there is a day, and it has passed by the end of the month."""
    return not pd.isna(day) and day <= end


def is_closed(row: dict, end: pd.Timestamp) -> bool:
    """Return whether a measure was closed by a day; without a day its status counts."""
    day = row.get("closed_at")
    return row.get("status") == "closed" and (pd.isna(day) or day <= end)


def _series(series_of: SeriesOf, row: dict, month: str) -> tuple[pd.DataFrame | None, str, str]:
    """Return the series up to the month and its better direction, or why there is none."""
    answer = series_of(text_of(row.get("metric")), text_of(row.get("scope")))
    if not isinstance(answer, tuple):
        return None, "", answer or NO_FIGURES
    series, better = answer
    series = series[series["month"] <= month]
    if series["value"].notna().sum() == 0:
        return None, "", NO_FIGURES
    return series, better, NO_START if pd.isna(row.get("start")) else ""


def _peer(series_of: SeriesOf, row: dict, month: str) -> pd.DataFrame | None:
    """Return the series of the comparable group; None where none is named or it has no figures."""
    if not text_of(row.get("comparison")):
        return None
    series, _better, _why = _series(series_of, {**row, "scope": row["comparison"]}, month)
    return series


def _reason(effect: Effect) -> str:
    if effect.verdict == TOO_EARLY:
        return BY_MONTHS
    if effect.verdict != CANNOT_TELL:
        return BY_INTERVAL
    return FEW_BEFORE if effect.before < LEAST_BEFORE else NO_DIRECTION


def _of(row: dict, verdict: str, why: str, overdue: bool, *, decided: bool = False, **more: object) -> Judged:
    step, phase = next_step(verdict, decided=decided)
    return Judged(row, verdict, step, phase, why, overdue, **more)


def text_of(value: object) -> str:
    """Return a text of the register without blanks round it, empty where there is none."""
    return value.strip() if isinstance(value, str) else ""
