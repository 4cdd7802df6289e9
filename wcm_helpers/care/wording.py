"""What the reader of a care calendar sees: names of festivals, titles and notes of events."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.messages import message
from wcm_helpers.core.words import _, ngettext

_FESTIVALS = {
    "new_year": message("New Year"),
    "spring_festival": message("Spring Festival"),
    "qingming": message("Qingming Festival"),
    "labour_day": message("Labour Day"),
    "dragon_boat": message("Dragon Boat Festival"),
    "mid_autumn": message("Mid-Autumn Festival"),
    "national_day": message("National Day"),
}
_GIFTS = {
    "public_sector": message("No gift: the customer belongs to the public sector."),
    "sector_unknown": message(
        "No gift: it is not recorded whether the customer belongs to the public sector."
    ),
    "no_rule": message("No gift: no gift rule covers the customer."),
    "limit_reached": message("No gift: the gifts of the year are used up."),
}
_RULES = {
    "no_leap_month": message("The lunar year has no such leap month, so the ordinary month counts."),
    "short_month": message("The lunar month has 29 days, so its last day counts."),
}


@dataclass(frozen=True)
class Names:
    """Names of customers and contacts by their numbers."""

    customers: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)


def festival_name(festival: str) -> str:
    """Return the name of a festival.

    Examples
    --------
    >>> festival_name("mid_autumn")
    'Mid-Autumn Festival'
    """
    return str(_FESTIVALS[festival])


def event_title(event, names: Names | None = None) -> str:
    """Return the title of an event.

    Parameters
    ----------
    event : named tuple
        A row of :func:`wcm_helpers.care.events.care_events`.
    names : Names, optional
        Without them, for readers who may not see them, numbers stand in their place.

    Examples
    --------
    >>> row = pd.DataFrame({"kind": ["birthday"], "contact_id": ["K7"], "customer_id": ["C1"]})
    >>> event = next(row.itertuples())
    >>> event_title(event), event_title(event, Names({"C1": "Dongmu"}, {"K7": "Li"}))
    ('Birthday of K7 (C1)', 'Birthday of Li (Dongmu)')
    """
    names = names or Names()
    customer = names.customers.get(event.customer_id, event.customer_id)
    contact = names.contacts.get(event.contact_id, event.contact_id)
    if event.kind == "birthday":
        return _("Birthday of {contact} ({customer})", contact=contact, customer=customer)
    if event.kind == "contract_anniversary":
        years = int(event.years)
        return ngettext(
            "Contract with {customer}: {n} year",
            "Contract with {customer}: {n} years",
            years,
            customer=customer,
        )
    if event.kind == "notice_deadline":
        return _("Last day of notice for the contract with {customer}", customer=customer)
    if event.kind == "contract_end":
        return _("The contract with {customer} ends", customer=customer)
    name = festival_name(event.kind)
    return _(
        "{festival} greeting for {contact} ({customer})", festival=name, contact=contact, customer=customer
    )


def event_notes(event) -> list[str]:
    """Return what is to be known of an event, one sentence each: its own day, lunar date, gift, certainty.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-09-25", "2026-09-24"])
    >>> row = pd.DataFrame(
    ...     {"date": days[:1], "due_day": days[1:], "lunar_month": [None],
    ...      "lunar_rule": [""], "gift": ["allowed"], "gift_cap": [3_000_000], "unverified": [False]}
    ... )
    >>> event_notes(next(row.itertuples()))
    ['The day itself is 2026-09-25.', 'A gift may cost 300 at most.']
    """
    notes = []
    if event.due_day != event.date:
        notes.append(_("The day itself is {day}.", day=event.date.date().isoformat()))
    if not pd.isna(event.lunar_month):
        notes.append(_lunar_note(event))
    notes += [str(_RULES[rule]) for rule in event.lunar_rule.split()]
    if event.gift == "allowed":
        cap = formats.amount(event.gift_cap, 0 if event.gift_cap % formats.SCALE == 0 else 2)
        notes.append(_("A gift may cost {amount} at most.", amount=cap))
    elif event.gift:
        notes.append(str(_GIFTS[event.gift]))
    if event.unverified:
        notes.append(
            _("Not verified: the notice on the working days of the year is not in the workbook yet.")
        )
    return notes


def _lunar_note(event) -> str:
    parts = {"month": int(event.lunar_month), "day": int(event.lunar_day)}
    if event.lunar_leap:
        return _("Lunar calendar: day {day} of leap month {month}.", **parts)
    return _("Lunar calendar: day {day} of month {month}.", **parts)
