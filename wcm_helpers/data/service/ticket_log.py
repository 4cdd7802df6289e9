"""The log of a ticket as spans of time: when it waited, when it was resolved, and who answered first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from wcm_helpers.data.tables.service_words import SEVERITIES, TICKET_STATES

#: What logs call the fields of state and severity, and the acts that are answers or inner notes.
_STATE_FIELDS = ("status", "state", "状态", "工单状态", "状态变更", "change status")
_SEVERITY_FIELDS = ("priority", "severity", "优先级", "紧急程度", "等级")
_COMMENTS = ("comment", "reply", "note", "评论", "回复", "留言", "public reply", "备注")
_NOTES = ("internal note", "note", "内部备注", "备注", "private note", "internal comment")
_CREATED = ("create", "created", "创建", "提交", "新建")

_STATE_OF = {word: state for state, synonyms in TICKET_STATES.items() for word in synonyms}
_SEVERITY_OF = {word: severity for severity, synonyms in SEVERITIES.items() for word in synonyms}


@dataclass
class TicketLog:
    """What the log of one ticket tells, up to a moment.

    Attributes
    ----------
    pauses : list of (start, end)
        While it waited for the customer, and while it was resolved before it was opened again; the end is
        None while that lasts.
    resolved_at, responded_at : datetime or None
        The last resolution that still holds, and the first public act of a person.
    severity : str
        At creation; empty where the log does not tell.
    waiting : bool
        Whether it waits for the customer now.
    out : str
        ``merged`` where it was ever merged, ``cancelled`` where it is now; else empty.
    reopened : int
    """

    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    resolved_at: datetime | None = None
    responded_at: datetime | None = None
    severity: str = ""
    waiting: bool = False
    out: str = ""
    reopened: int = 0


def read_log(events: Sequence[dict], created_at: datetime, until: datetime) -> TicketLog:
    """Return what a ticket's events tell, up to ``until``.

    Parameters
    ----------
    events : sequence of dict
        Rows of the table ``ticket_events`` in the order of time.
    created_at, until : datetime
        Later events are not known.
    """
    log, state, since = TicketLog(), "open", created_at
    for event in events:
        at = event["happened_at"]
        if at > until:
            break
        changed = state_of(event)
        if changed and changed != state:
            _close(log, state, since, at)
            log.reopened += state == "resolved" and changed in ("open", "waiting")
            state, since = changed, at
            if log.out != "merged":
                log.out = changed if changed in ("merged", "cancelled") else ""
        if log.responded_at is None and at >= created_at and _answers(event, changed):
            log.responded_at = at
        log.severity = log.severity or _severity(event, at, created_at)
    log.waiting = state == "waiting"
    if state == "resolved":
        log.resolved_at = since
    if log.waiting:
        log.pauses.append((since, None))
    return log


def _close(log: TicketLog, state: str, since: datetime, at: datetime) -> None:
    """End a span of waiting, or of a resolution that did not hold."""
    if state in ("waiting", "resolved"):
        log.pauses.append((since, at))


def state_of(event: dict) -> str:
    """Return the state that an event gives a ticket; empty for an event of another kind."""
    if _word(event.get("field")) in _STATE_FIELDS:
        return _STATE_OF.get(_word(event.get("value")), "")
    if not _word(event.get("field")):
        return _STATE_OF.get(_word(event.get("value")), "") or _STATE_OF.get(_word(event.get("kind")), "")
    return ""


def is_comment(event: dict) -> bool:
    """Return whether an event is a comment, public or not."""
    return bool(_kinds(event) & {*_COMMENTS})


def _kinds(event: dict) -> set[str]:
    return {_word(event.get("kind")), _word(event.get("field"))}


def _answers(event: dict, changed: str) -> bool:
    """Return whether a person answered: a public comment, or a resolution without one."""
    if event.get("actor") != "agent":
        return False
    public = event.get("public")
    if is_comment(event):
        kinds = _kinds(event)
        private = public is False or (pd.notna(public) and not bool(public)) or bool(kinds & {*_NOTES})
        return not private
    return changed == "resolved"


def _severity(event: dict, at: datetime, created_at: datetime) -> str:
    if _word(event.get("field")) not in _SEVERITY_FIELDS:
        return ""
    first = at <= created_at or _word(event.get("kind")) in _CREATED
    word = event.get("value") if first else event.get("from_value")
    return _SEVERITY_OF.get(_word(word), "")


def _word(value: object) -> str:
    return value.strip().lower() if isinstance(value, str) else ""


def elapsed_hours(
    start: datetime, end: datetime, pauses: Sequence[tuple[datetime, datetime | None]]
) -> float:
    """Return the hours between two moments, less the pauses between them."""
    total = (end - start).total_seconds()
    for begin, finish in pauses:
        low, high = max(begin, start), min(finish or end, end)
        total -= max(0.0, (high - low).total_seconds())
    return total / 3600
