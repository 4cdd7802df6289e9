"""Care events: birthdays, greetings before festivals and the days of contracts, each with its due day."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pandas as pd

from wcm_helpers.care.birthdays import kept_days, parse_birthday
from wcm_helpers.care.rules import KINDS, CareRules
from wcm_helpers.core import lunar_dates
from wcm_helpers.core.china_days import LONGEST_BREAK, ChinaDays
from wcm_helpers.core.festivals import festival_day
from wcm_helpers.core.lunar_dates import solar_returns

#: An event so many days after the period may be due in it.
_MARGIN = timedelta(days=LONGEST_BREAK)
_DTYPES = {
    "date": "datetime64[s]", "kind": "str", "customer_id": "str", "contact_id": "str",
    "due_day": "datetime64[s]", "years": "Int64", "lunar_month": "Int64", "lunar_day": "Int64",
    "lunar_leap": "boolean", "lunar_rule": "str", "unverified": "bool",
}  # fmt: skip
_WHO = ["customer_id", "contact_id"]
#: The due day of a day and its lead, and whether it may change.
Due = Callable[[date, int], tuple[date, bool]]


def care_events(
    contacts: pd.DataFrame,
    contracts: pd.DataFrame,
    first: date,
    last: date,
    days: ChinaDays,
    rules: CareRules,
) -> pd.DataFrame:
    """Return the events that are due from ``first`` to ``last``, by due day, kind, customer and contact.

    An event is due once, so that the events of a year are those of its months. Contacts have events only with
    their consent, from its date on, and until they left.

    Parameters
    ----------
    contacts : pd.DataFrame
        ``contact_id``, ``customer_id``, ``birthday_md``, ``birthday_lunar``, ``consent``, ``consent_date``,
        ``left_date``; a column that is absent is empty.
    contracts : pd.DataFrame
        ``customer_id``, ``start_date``, ``end_date``, ``notice_days``.
    first, last : date
    days : ChinaDays
    rules : CareRules

    Returns
    -------
    pd.DataFrame
        ``date``, ``kind`` (of :data:`wcm_helpers.care.rules.KINDS`), ``customer_id``, ``contact_id`` (empty
        for contracts), ``due_day``, ``years`` (of a contract), ``lunar_month``, ``lunar_day``,
        ``lunar_leap``, ``lunar_rule`` (see :class:`wcm_helpers.core.lunar_dates.Return`), and
        ``unverified``: the due day may change with a notice that is not out.

    Examples
    --------
    The Mid-Autumn of 2026 is a Friday, National Day a Thursday; the days before are worked:

    >>> contacts = pd.DataFrame({"contact_id": ["K1"], "customer_id": ["C1"], "consent": [True]})
    >>> events = care_events(
    ...     contacts, pd.DataFrame(), date(2026, 9, 1), date(2026, 9, 30), ChinaDays(), CareRules()
    ... )
    >>> [(row.kind, str(row.date.date()), str(row.due_day.date())) for row in events.itertuples()]
    [('mid_autumn', '2026-09-25', '2026-09-24'), ('national_day', '2026-10-01', '2026-09-30')]
    """
    due = _due_days(days, rules)
    end = last + _MARGIN + timedelta(days=rules.greeting_lead)
    people = _with_columns(
        contacts, [*_WHO, "birthday_md", "birthday_lunar", "consent", "consent_date", "left_date"]
    )
    people = people[people["consent"].fillna(False).astype(bool)]
    parts = [
        _allowed(_birthdays(people, first, end, due, rules)),
        _allowed(people.merge(_greetings(first, end, due, rules), how="cross")),
        _contract_days(contracts, first, end, due, rules),
    ]
    events = pd.concat(
        [part.reindex(columns=[*_DTYPES]).astype(_DTYPES) for part in parts], ignore_index=True
    )
    events = events[events["due_day"].between(pd.Timestamp(first), pd.Timestamp(last))]
    return in_order(events).drop_duplicates(["date", "kind", *_WHO], ignore_index=True)


def _with_columns(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return frame.reindex(columns=columns).astype(object)


def _due_days(days: ChinaDays, rules: CareRules) -> Due:
    @cache
    def due(day: date, lead: int) -> tuple[date, bool]:
        wanted = day - timedelta(days=lead)
        if not rules.to_workday:
            return wanted, False
        worked = days.workday_until(wanted)
        return worked, not days.is_verified(worked, wanted)

    return due


def _birthdays(people: pd.DataFrame, first: date, end: date, due: Due, rules: CareRules) -> pd.DataFrame:
    """Return the birthdays of contacts; each different birthday is computed once."""
    people = people.assign(lunar=people["birthday_lunar"].fillna(False).astype(bool))
    occasions = []
    for text, lunar in people[["birthday_md", "lunar"]].dropna().drop_duplicates().itertuples(index=False):
        birthday = parse_birthday(text, lunar)
        for kept in kept_days(birthday, first, end, rules.leap_day) if birthday else []:
            due_day, changes = due(kept.day, 0)
            parts = (kept.lunar.month, kept.lunar.day, kept.lunar.leap) if kept.lunar else (None, None, None)
            uncertain = bool(kept.lunar) and not lunar_dates.is_verified(kept.day)
            occasions.append((text, lunar, kept.day, due_day, *parts, kept.rule, changes or uncertain))
    lunar_parts = ["lunar_month", "lunar_day", "lunar_leap", "lunar_rule"]
    columns = ["birthday_md", "lunar", "date", "due_day", *lunar_parts, "unverified"]
    days_kept = pd.DataFrame(occasions, columns=columns, dtype=object)
    return people.merge(days_kept, on=["birthday_md", "lunar"]).assign(kind="birthday")


def _greetings(first: date, end: date, due: Due, rules: CareRules) -> pd.DataFrame:
    rows = []
    for year in range(first.year, end.year + 1):
        for festival in rules.greetings:
            day = festival_day(festival, year)
            if first <= day <= end:
                due_day, changes = due(day, rules.greeting_lead)
                rows.append((festival, day, due_day, "", changes or not lunar_dates.is_verified(day)))
    return pd.DataFrame(rows, columns=["kind", "date", "due_day", "lunar_rule", "unverified"], dtype=object)


def _allowed(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of contacts from their consent on and until they left."""
    day, due_day = pd.to_datetime(events["date"]), pd.to_datetime(events["due_day"])
    since, left = pd.to_datetime(events["consent_date"]), pd.to_datetime(events["left_date"])
    return events[(since.isna() | (since <= due_day)) & (left.isna() | (day <= left))]


def _contract_days(
    contracts: pd.DataFrame, first: date, end: date, due: Due, rules: CareRules
) -> pd.DataFrame:
    columns = ["customer_id", "start_date", "end_date", "notice_days"]
    rows = []
    for customer, start_day, end_day, notice in _with_columns(contracts, columns).itertuples(index=False):
        start, ends = _day(start_day), _day(end_day)
        named = [("contract_end", ends, None)] if ends else []
        if ends and not pd.isna(notice):
            named.append(("notice_deadline", ends - timedelta(days=int(notice)), None))
        if start:
            until = min(end, ends or end)
            returns = solar_returns(start.month, start.day, first, until, rules.leap_day)
            named += [
                ("contract_anniversary", day, day.year - start.year)
                for day in returns
                if day.year > start.year
            ]
        for kind, day, years in named:
            if first <= day <= end:
                rows.append((customer, kind, day, *due(day, 0), years))
    frame = pd.DataFrame(
        rows, columns=["customer_id", "kind", "date", "due_day", "unverified", "years"], dtype=object
    )
    return frame.assign(contact_id="", lunar_rule="")


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Return events by due day, kind, customer and contact."""
    place = events["kind"].map({kind: n for n, kind in enumerate(KINDS)})
    by = ["due_day", "place", *_WHO, "date", "lunar_month", "lunar_day"]
    return events.assign(place=place).sort_values(by, ignore_index=True).drop(columns="place")


def without_events(contacts: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the contacts that have no events in a period, or no birthday, each with the reason.

    Returns
    -------
    pd.DataFrame
        ``contact_id``, ``customer_id``, ``reason``: ``no_consent``, ``consent_later``, ``left``, or
        ``birthday_unreadable`` for one that has greetings alone.

    Examples
    --------
    >>> contacts = pd.DataFrame(
    ...     {"contact_id": ["K1", "K2"], "consent": [None, True], "birthday_md": ["05-04", "13-40"]}
    ... )
    >>> without_events(contacts, date(2026, 9, 1), date(2026, 9, 30))["reason"].tolist()
    ['no_consent', 'birthday_unreadable']
    """
    columns = [*_WHO, "birthday_md", "birthday_lunar", "consent", "consent_date", "left_date"]
    rows = []
    for row in _with_columns(contacts, columns).itertuples(index=False):
        reason = _reason(row, first, last)
        if reason:
            rows.append((row.contact_id, row.customer_id, reason))
    frame = pd.DataFrame(rows, columns=["contact_id", "customer_id", "reason"], dtype="str")
    return frame.sort_values(["customer_id", "contact_id"], ignore_index=True)


def _reason(row, first: date, last: date) -> str:
    since, left = _day(row.consent_date), _day(row.left_date)
    if pd.isna(row.consent) or not row.consent:
        return "no_consent"
    if since and since > last:
        return "consent_later"
    if left and left < first:
        return "left"
    given = not pd.isna(row.birthday_md) and str(row.birthday_md).strip()
    lunar = not pd.isna(row.birthday_lunar) and bool(row.birthday_lunar)
    return "birthday_unreadable" if given and not parse_birthday(row.birthday_md, lunar) else ""
