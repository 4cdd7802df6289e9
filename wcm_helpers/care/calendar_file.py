"""The care calendar as a file for calendar programs (iCalendar, RFC 5545): whole days, nobody invited."""

import hashlib
from datetime import UTC, date, datetime, time

import pandas as pd

from wcm_helpers.care.events import in_order
from wcm_helpers.care.wording import Names, event_notes, event_title
from wcm_helpers.core import visible
from wcm_helpers.core.words import _


def event_uid(site: str, event) -> str:
    """Return the identity of an event in calendar programs.

    It rests on site, kind, customer, contact and the day itself, in whichever run and order, so that an event
    whose due day moves with a new notice replaces the one imported before. It is a hash: it shows no number.

    Examples
    --------
    >>> row = pd.DataFrame({"kind": ["birthday"], "customer_id": ["C1"], "contact_id": ["K7"]})
    >>> row["date"] = pd.Timestamp("2026-05-04")
    >>> event_uid("qidong", next(row.itertuples()))
    '0abb56e4bcb33f7f66c5bd419d6e2953@wcm'
    """
    parts = (site, event.kind, event.customer_id, event.contact_id, event.date.date().isoformat())
    # The length before each part keeps "a", "bc" apart from "ab", "c".
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return f"{hashlib.sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}@wcm"


def to_ics(events: pd.DataFrame, site: str, month: str, names: Names | None = None) -> bytes:
    """Return events as a calendar of whole days, each on its due day.

    Parameters
    ----------
    events : pd.DataFrame
        Of :func:`wcm_helpers.care.gifts.care_plan`.
    site : str
    month : str
        The month of the plan; its first day is the stamp of every event, so that a run tomorrow gives the
        same bytes.
    names : Names, optional
        Leave it out where the calendar is shared.

    Returns
    -------
    bytes
        UTF-8, lines ended by CR LF and folded at 75 octets between characters.
    """
    # Opened here: it takes longer than the commands that need no calendar.
    from icalendar import Calendar, Event

    stamp = datetime.combine(date.fromisoformat(f"{month}-01"), time(), UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//wcm//care calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Care calendar"))
    for row in in_order(events).itertuples():
        entry = Event()
        entry.add("uid", event_uid(site, row))
        entry.add("dtstamp", stamp)
        entry.add("dtstart", row.due_day.date())
        entry.add("summary", visible.on_one_line(event_title(row, names)))
        entry.add("description", "\n".join(map(visible.on_one_line, event_notes(row))))
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical()
