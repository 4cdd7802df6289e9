"""Tickets, judged: answered and resolved when promised, on the clock of the contract.

The severity at creation decides the term. Waiting for the customer, and a resolution that did not hold, stop
the clock of the resolution and move its due time. A ticket that is open after its due time has failed in the
month it was due; merged and cancelled ones are out. Nothing after the end of the month under review is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.terms import terms_of
from wcm_helpers.data.service.ticket_log import TicketLog, elapsed_hours, is_comment, read_log, state_of
from wcm_helpers.data.tables.service_words import TICKET_STATES

COLUMNS = (
    "ticket_id", "desk", "customer_id", "category", "severity", "created_at", "month",
    "responded_at", "response_hours", "due_response", "response_kept",
    "resolved_at", "resolution_hours", "due_resolution", "resolution_kept",
    "waiting", "reopened", "claim", "pauses",
)  # fmt: skip
_FAR = datetime(2199, 1, 1)


@dataclass(frozen=True, eq=False)
class Tickets:
    """The judged tickets of a site as a month sees them.

    Attributes
    ----------
    rows : pd.DataFrame
        :data:`COLUMNS`, by creation: ``response_hours`` and ``resolution_hours`` elapsed less pauses (of open
        ones so far; NaN not measured), ``responded_at`` and ``resolved_at`` (NaT: open, where there are
        hours), due times (NaT: no term, or waiting now), ``response_kept`` and ``resolution_kept`` (True,
        False, None: not due yet, or not measured), ``reopened`` (times; NaN not
        recorded), ``claim`` in ten-thousandths.
    listed : pd.DataFrame
        What is not measured: ``reason``, ``n`` and ``example`` (a ticket).
    as_of : datetime
    with_log : bool
        Whether any ticket has a log; without one waiting counts as ours.
    only_log : bool
        Whether the tickets come from a log alone: first event in, last event done.
    """

    rows: pd.DataFrame
    listed: pd.DataFrame
    as_of: datetime
    with_log: bool
    only_log: bool


def read_tickets(
    history: History,
    rules: ServiceRules,
    month: str,
    classes: pd.Series | None = None,
    until: date | None = None,
) -> Tickets | None:
    """Return the tickets that had come in by the end of a month; None without a table of them.

    Parameters
    ----------
    history : History rules : ServiceRules month : str classes : pd.Series, optional
        The class of each customer, by ``customer_id``, for terms of a class.
    until : date, optional
        The last day of the data, where they end within the month: what is due later is not due yet.
    """
    tables = {
        name: None if history.intake.faults_of((name,)) else history.table(name)
        for name in ("tickets", "ticket_events", "sla_terms", "calendar")
    }
    as_of = datetime.fromisoformat(f"{add_months(month, 1)}-01")
    if until is not None:
        as_of = min(as_of, _reached(tables, until))
    calendar = WorkingCalendar.of(tables["calendar"], rules.day_start, rules.day_end)
    known = pd.Series(dtype=object) if classes is None else classes.dropna()
    return judge_tickets(
        tables["tickets"], tables["ticket_events"], tables["sla_terms"], calendar, as_of, known
    )


def _reached(tables: dict[str, pd.DataFrame | None], until: date) -> datetime:
    """Return the moment behind the last act on a ticket, or the begin of the last day where that is later."""
    columns = ("created_at", "first_response_at", "resolved_at", "closed_at", "happened_at")
    logs = [
        table for name, table in tables.items() if name in ("tickets", "ticket_events") and table is not None
    ]
    moments = [table[name].max() for table in logs for name in columns if name in table]
    known = [_moment(moment) for moment in moments if pd.notna(moment)]
    return max([pd.Timestamp(until).to_pydatetime(), *known]) + timedelta(microseconds=1)


def judge_tickets(
    tickets: pd.DataFrame | None,
    events: pd.DataFrame | None,
    terms: pd.DataFrame | None,
    calendar: WorkingCalendar,
    as_of: datetime,
    classes: pd.Series,
) -> Tickets | None:
    """Return tickets judged; see :func:`read_tickets`. Without ``tickets`` they come from the log alone."""
    if tickets is None and events is None:
        return None
    only_log = tickets is None
    logs = _logs(events)
    if only_log:
        tickets = _tickets_of_log(logs, as_of)
    both = (_terms_by_customer(terms_of(terms, name, classes)) for name in ("response", "resolution"))
    response_terms, resolution_terms = both
    desk = _recorded(tickets, logs, only_log=only_log)
    rows, reasons = [], []
    for ticket in tickets[tickets["created_at"] < as_of].to_dict("records"):
        events_of = logs.get((_text(ticket.get("desk")), ticket["ticket_id"])) or logs.get(
            ("", ticket["ticket_id"])
        )
        log = read_log(events_of, _moment(ticket["created_at"]), as_of) if events_of else None
        if out := _out(ticket, log, desk):
            reasons.append((out, ticket["ticket_id"]))
            continue
        row, own = _judge(ticket, log, desk, calendar, as_of, (response_terms, resolution_terms))
        rows.append(row)
        reasons += own
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(
        ["created_at", "desk", "ticket_id"], kind="stable", ignore_index=True
    )
    return Tickets(frame, _listed(reasons), as_of, bool(logs), only_log)


@dataclass(frozen=True)
class _Recorded:
    """What a desk keeps, and where: a log of states alone says nothing of answers, nor the reverse."""

    only_log: bool
    answers: bool
    log_answers: bool
    log_states: bool
    reopened: bool


def _recorded(tickets: pd.DataFrame, logs: dict[tuple[str, str], list[dict]], *, only_log: bool) -> _Recorded:
    events = [event for events in logs.values() for event in events]
    log_answers = any(is_comment(event) for event in events)
    listed = "first_response_at" in tickets and bool(tickets["first_response_at"].notna().any())
    answers = (log_answers or listed) and not only_log
    log_states = any(state_of(event) for event in events)
    reopened = log_states or ("reopened" in tickets and bool(tickets["reopened"].notna().any()))
    return _Recorded(only_log, answers, log_answers, log_states, reopened)


def _judge(
    ticket: dict,
    log: TicketLog | None,
    desk: _Recorded,
    calendar: WorkingCalendar,
    as_of: datetime,
    terms: tuple,
) -> tuple[dict, list[tuple[str, str]]]:
    created, name = _moment(ticket["created_at"]), ticket["ticket_id"]
    reasons = []
    severity = (log.severity if log else "") or _text(ticket.get("severity")) or "normal"
    responded, resolved = _times(ticket, log, desk, as_of)
    response_hours = (min(responded or as_of, as_of) - created).total_seconds() / 3600
    unknown = resolved is None and _done_some_time(ticket) and not (log and desk.log_states)
    if unknown or (resolved is not None and _on_the_day(resolved, created)):
        reasons.append(("resolved_without_time", name))
    elif resolved is not None and resolved < created:
        reasons.append(("resolved_before_creation", name))
    if resolved is not None and resolved < created:
        resolved, unknown = None, True
    unusable = responded is not None and responded < created
    if unusable and desk.answers:
        some_time = _on_the_day(responded, created)
        reasons.append(("response_without_time" if some_time else "response_before_creation", name))
    done_once = unknown or _done_some_time(ticket)
    answered = desk.answers and not unusable and not (responded is None and done_once)
    pauses = list(log.pauses) if log else []
    customer = ticket.get("customer_id")
    if not _text(customer):
        reasons.append(("without_customer", name))
    due_response = _due(created, _term(terms[0], customer, severity, created), [], calendar)
    due_resolution = _due(created, _term(terms[1], customer, severity, created), pauses, calendar)
    if due_response is None and _text(customer) and not (log and log.waiting):
        reasons.append(("no_term", name))
    row = {
        "ticket_id": name,
        "desk": _text(ticket.get("desk")),
        "customer_id": customer if _text(customer) else None,
        "category": _text(ticket.get("category")),
        "severity": severity,
        "created_at": created,
        "month": f"{created:%Y-%m}",
        "responded_at": None if unusable else responded,
        "response_hours": response_hours if answered else float("nan"),
        "due_response": due_response,
        "response_kept": _kept(responded, due_response, as_of) if answered else None,
        "resolved_at": resolved,
        "resolution_hours": float("nan") if unknown else elapsed_hours(created, resolved or as_of, pauses),
        "due_resolution": due_resolution,
        "resolution_kept": None if unknown else _kept(resolved, due_resolution, as_of),
        "waiting": bool(log and log.waiting),
        "reopened": _reopened(ticket, log, desk),
        "claim": ticket.get("claim_amount"),
        "pauses": tuple(pauses),
    }
    return row, reasons


def _times(
    ticket: dict, log: TicketLog | None, desk: _Recorded, as_of: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return when a person first answered and when it was resolved, as known at ``as_of``."""
    resolved = _known(ticket.get("resolved_at"), as_of) or _known(ticket.get("closed_at"), as_of)
    if desk.only_log:
        return None, resolved
    if log is not None and desk.log_states:
        resolved = log.resolved_at
    if log is not None and desk.log_answers:
        return log.responded_at, resolved
    responded = _known(ticket.get("first_response_at"), as_of)
    automatic = ticket.get("automatic_response")
    nobody = ticket.get("agent_replies")
    if (pd.notna(automatic) and bool(automatic)) or (pd.notna(nobody) and float(nobody) == 0):
        responded = None
    done = resolved if resolved is not None and resolved >= _moment(ticket["created_at"]) else None
    return responded or done, resolved


def _reopened(ticket: dict, log: TicketLog | None, desk: _Recorded) -> float:
    """Return how often it was opened again; NaN where the desk does not record it."""
    if not desk.reopened:
        return float("nan")
    return float(log.reopened if log and desk.log_states else _number(ticket.get("reopened")))


def _on_the_day(done: datetime, created: datetime) -> bool:
    """Return whether a date without a time is the day on which the ticket came in: done later that day."""
    return done < created and done.time() == time() and done.date() == created.date()


def _done_some_time(ticket: dict) -> bool:
    """Return whether its state says that it is done, and no time tells when; the state is that of today."""
    timed = pd.notna(ticket.get("resolved_at")) or pd.notna(ticket.get("closed_at"))
    return ticket.get("status") in ("resolved", "closed") and not timed


def _kept(done: datetime | None, due: datetime | None, as_of: datetime) -> bool | None:
    """Return whether it was done by its due time; None where it is due later, or has no due time."""
    if due is None or due > as_of:
        return None
    return done is not None and done <= due


def _due(
    created: datetime,
    term: dict | None,
    pauses: Sequence[tuple[datetime, datetime | None]],
    calendar: WorkingCalendar,
) -> datetime | None:
    """Return the moment at which the hours of a term have passed outside the pauses; None while it waits."""
    if term is None:
        return None
    left, start = float(term["sla_hours"]), created
    working = term["clock"] == "working_hours"
    for begin, end in sorted(pauses, key=lambda pause: pause[0]):
        if begin > start:
            used = calendar.hours_between(start, begin) if working else (begin - start).total_seconds() / 3600
            if used >= left:
                break
            left -= used
        if end is None:
            return None
        start = max(start, end)
    return calendar.add_hours(start, left) if working else start + timedelta(hours=left)


def _terms_by_customer(terms: pd.DataFrame) -> dict[str, list[dict]]:
    """Return the terms of each customer, its own first, then those of one severity, the newest first."""
    by_customer: dict[str, list[dict]] = {}
    ordered = terms.assign(_any=terms["severity"].isna()).sort_values(
        ["own", "_any", "valid_from"], ascending=[False, True, False], kind="stable"
    )
    for row in ordered.to_dict("records"):
        by_customer.setdefault(row["customer_id"], []).append(row)
    return by_customer


def _term(terms: dict[str, list[dict]], customer: object, severity: str, created: datetime) -> dict | None:
    for row in terms.get(customer, ()):
        of_severity = not isinstance(row["severity"], str) or row["severity"] == severity
        until = row["valid_to"]
        if (
            of_severity
            and row["valid_from"] <= created
            and (pd.isna(until) or created < until + timedelta(days=1))
        ):
            return row
    return None


def _logs(events: pd.DataFrame | None) -> dict[tuple[str, str], list[dict]]:
    if events is None:
        return {}
    ordered = events.sort_values(["ticket_id", "happened_at"], kind="stable")
    logs: dict[tuple[str, str], list[dict]] = {}
    for row in ordered.to_dict("records"):
        row["happened_at"] = _moment(row["happened_at"])
        logs.setdefault((_text(row.get("desk")), row["ticket_id"]), []).append(row)
    return logs


def _tickets_of_log(logs: dict[tuple[str, str], list[dict]], as_of: datetime) -> pd.DataFrame:
    """Return a ticket for every case of a log: its first event is its creation, its last its end."""
    rows = [
        {
            "ticket_id": name,
            "desk": desk,
            "created_at": events[0]["happened_at"],
            "resolved_at": events[-1]["happened_at"] if len(events) > 1 else None,
        }
        for (desk, name), events in logs.items()
    ]
    return pd.DataFrame(rows, columns=["ticket_id", "desk", "created_at", "resolved_at"])


def _out(ticket: dict, log: TicketLog | None, desk: _Recorded) -> str:
    """Return why a ticket counts nowhere, ``merged`` or ``cancelled``; empty where it counts."""
    tags = _text(ticket.get("tags")).lower()
    marked = bool(_text(ticket.get("merged_into"))) or any(word in tags for word in TICKET_STATES["merged"])
    if marked or ticket.get("status") == "merged" or (log and log.out == "merged"):
        return "merged"
    state = log.out if log and desk.log_states else ticket.get("status")
    return "cancelled" if state == "cancelled" else ""


def _listed(reasons: list[tuple[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(reasons, columns=["reason", "example"])
    grouped = frame.groupby("reason", sort=True)["example"]
    return pd.DataFrame({"n": grouped.size(), "example": grouped.min()}).reset_index()


def _known(moment: object, as_of: datetime) -> datetime | None:
    when = None if pd.isna(moment) else _moment(moment)
    return when if when is not None and when <= as_of else None


def _moment(value: object) -> datetime:
    return pd.Timestamp(value).to_pydatetime()


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: object) -> float:
    return 0.0 if value is None or pd.isna(value) else float(value)
