"""Tickets, judged: answered and resolved when promised, on the clock of the contract.

The severity at creation decides the term. Waiting for the customer, and a resolution that did not hold, stop
the clock of the resolution and move its due time. A ticket that is open after its due time has failed in the
month it was due; merged ones are out. Nothing after the end of the month under review is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.terms import terms_of
from wcm_helpers.data.service.ticket_log import TicketLog, elapsed_hours, read_log
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
        ones so far; NaN not usable), ``responded_at`` and ``resolved_at`` (NaT: open), due times (NaT: no
        term,
        or waiting now), ``response_kept`` and ``resolution_kept`` (True, False, None: not due yet, or not
        measured), ``claim`` in ten-thousandths.
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
    history: History, rules: ServiceRules, month: str, classes: pd.Series | None = None
) -> Tickets | None:
    """Return the tickets that had come in by the end of a month; None without a table of them.

    Parameters
    ----------
    history : History
    rules : ServiceRules
    month : str
    classes : pd.Series, optional
        The class of each customer, by ``customer_id``, for terms of a class.
    """
    tables = {
        name: None if history.intake.faults_of((name,)) else history.table(name)
        for name in ("tickets", "ticket_events", "sla_terms", "calendar")
    }
    as_of = datetime.fromisoformat(f"{add_months(month, 1)}-01")
    calendar = WorkingCalendar.of(tables["calendar"], rules.day_start, rules.day_end)
    known = pd.Series(dtype=object) if classes is None else classes.dropna()
    return judge_tickets(
        tables["tickets"], tables["ticket_events"], tables["sla_terms"], calendar, as_of, known
    )


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
    rows, reasons = [], []
    for ticket in tickets[tickets["created_at"] < as_of].to_dict("records"):
        events_of = logs.get((_text(ticket.get("desk")), ticket["ticket_id"])) or logs.get(
            ("", ticket["ticket_id"])
        )
        log = read_log(events_of, _moment(ticket["created_at"]), as_of) if events_of else None
        if _merged(ticket, log):
            reasons.append(("merged", ticket["ticket_id"]))
            continue
        row, own = _judge(ticket, log, only_log, calendar, as_of, (response_terms, resolution_terms))
        rows.append(row)
        reasons += own
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(
        ["created_at", "desk", "ticket_id"], kind="stable", ignore_index=True
    )
    return Tickets(frame, _listed(reasons), as_of, bool(logs), only_log)


def _judge(
    ticket: dict,
    log: TicketLog | None,
    only_log: bool,
    calendar: WorkingCalendar,
    as_of: datetime,
    terms: tuple,
) -> tuple[dict, list[tuple[str, str]]]:
    created, name = _moment(ticket["created_at"]), ticket["ticket_id"]
    reasons = []
    severity = (log.severity if log else "") or _text(ticket.get("severity")) or "normal"
    responded, resolved = _times(ticket, log, only_log, as_of)
    response_hours = (min(responded or as_of, as_of) - created).total_seconds() / 3600
    unusable = responded is not None and responded < created
    if unusable:
        reasons.append(("response_before_creation", name))
    if resolved is not None and resolved < created:
        reasons.append(("resolved_before_creation", name))
        resolved = None
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
        "response_hours": float("nan") if unusable or only_log else response_hours,
        "due_response": due_response,
        "response_kept": None if unusable or only_log else _kept(responded, due_response, as_of),
        "resolved_at": resolved,
        "resolution_hours": elapsed_hours(created, resolved or as_of, pauses),
        "due_resolution": due_resolution,
        "resolution_kept": _kept(resolved, due_resolution, as_of),
        "waiting": bool(log and log.waiting),
        "reopened": int(log.reopened if log else _number(ticket.get("reopened"))),
        "claim": ticket.get("claim_amount"),
        "pauses": tuple(pauses),
    }
    return row, reasons


def _times(
    ticket: dict, log: TicketLog | None, only_log: bool, as_of: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return when a person first answered and when it was resolved, as known at ``as_of``."""
    resolved = _known(ticket.get("resolved_at"), as_of) or _known(ticket.get("closed_at"), as_of)
    if only_log:
        return None, resolved
    if log is not None:
        return log.responded_at, log.resolved_at
    responded = _known(ticket.get("first_response_at"), as_of)
    automatic = ticket.get("automatic_response")
    nobody = ticket.get("agent_replies")
    if (pd.notna(automatic) and bool(automatic)) or (pd.notna(nobody) and float(nobody) == 0):
        responded = None
    return responded or resolved, resolved


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


def _merged(ticket: dict, log: TicketLog | None) -> bool:
    tags = _text(ticket.get("tags")).lower()
    return (
        ticket.get("status") == "merged"
        or bool(_text(ticket.get("merged_into")))
        or bool(log and log.merged)
        or any(word in tags for word in TICKET_STATES["merged"])
    )


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
