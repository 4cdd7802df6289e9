"""The care events of the month that is planned, and the gifts of a year, from contacts and contracts.

What is computed here holds no name, phone or mail, but the days of contacts by their numbers; pages show
counts of the whole site alone, see :func:`birthdays_shown`.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from wcm_helpers.care.events import without_events
from wcm_helpers.care.gifts import OUTCOMES, care_plan
from wcm_helpers.core.china_days import ChinaDays
from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.methods.disclosure import SMALLEST
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: Gifts are planned for so many months ahead.
GIFT_MONTHS = 12
#: What a contact's birthday in a leap month of the lunar calendar begins with, as the care calendar reads it.
_LEAP_MONTH = "闰"
_ENDS = ("contract_end", "notice_deadline")


@dataclass(frozen=True, eq=False)
class CareMonth:
    """The care plan of a month: whom to congratulate is in it by number alone.

    Attributes
    ----------
    month : str
        The month that is planned.
    events : pd.DataFrame
        See :func:`wcm_helpers.care.gifts.care_plan`; of the month.
    year : pd.DataFrame
        The same of :data:`GIFT_MONTHS` months from the month on.
    contacts : int or None
        Contacts of active customers; None without the table.
    birthdays : int
        Those of them that agreed, with a birthday that can be read.
    reasons : dict of str to int
        Contacts without events by reason, see :func:`wcm_helpers.care.events.without_events`.
    contracts, gift_rules, sectors : bool
        Whether there are contracts, gift rules, and customers with a known sector.
    """

    month: str
    events: pd.DataFrame
    year: pd.DataFrame
    contacts: int | None
    birthdays: int
    reasons: dict[str, int]
    contracts: bool
    gift_rules: bool
    sectors: bool


def care_of(review: ServicePlanReview) -> CareMonth | None:
    """Return the care plan of the next month; None without contacts and contracts."""
    history = review.history
    contacts, contracts = history.protected_table("contacts"), history.table("contracts")
    if contacts is None and contracts is None:
        return None
    month = sources.next_month(review)
    first, last = date.fromisoformat(f"{month}-01"), last_day(month)
    until = last_day(add_months(month, GIFT_MONTHS - 1))
    active = review.result.active.index
    people = known_contacts(contacts, active, review.known_until)
    agreements = known_contracts(contracts, active, review.known_until)
    customers, rules = _customers(review), history.table("gift_rules")
    year = care_plan(
        people, agreements, customers, _gift_rules(rules), first, until,
        ChinaDays.of(history.table("calendar")), review.rule.care_rules,
    )  # fmt: skip
    year = without_renewed(year, agreements)
    reasons = without_events(people, first, last)["reason"].value_counts()
    silent = without_events(people, first, last)["contact_id"]
    readable = people[~people["contact_id"].isin(silent) & people["birthday_md"].notna()]
    return CareMonth(
        month,
        year[year["due_day"] <= pd.Timestamp(last)].reset_index(drop=True),
        year,
        None if contacts is None else len(people),
        len(readable),
        {str(reason): int(n) for reason, n in reasons.sort_index().items()},
        contracts is not None,
        rules is not None and len(rules) > 0,
        bool(customers["public_sector"].notna().any()),
    )


def known_contacts(contacts: pd.DataFrame | None, active: pd.Index, until: date) -> pd.DataFrame:
    """Return the contacts of active customers as the care calendar reads them.

    A consent given after the last known day counts as none; a birthday in a leap month is written as one.

    Examples
    --------
    >>> rows = pd.DataFrame({"contact_id": ["K1"], "customer_id": ["c1"], "birthday_md": ["06-30"],
    ...     "birthday_lunar": [True], "birthday_leap": [True], "consent": [True],
    ...     "consent_date": [pd.Timestamp("2026-11-03")]})
    >>> known_contacts(rows, pd.Index(["c1"]), date(2026, 10, 31))[["birthday_md", "consent"]].values.tolist()
    [['闰06-30', False]]
    """
    columns = [
        "contact_id", "customer_id", "birthday_md", "birthday_lunar", "birthday_leap", "consent",
        "consent_date", "left_date",
    ]  # fmt: skip
    rows = pd.DataFrame(columns=columns) if contacts is None else contacts.reindex(columns=columns)
    rows = rows[rows["customer_id"].isin(active)].astype(object).reset_index(drop=True)
    leap = rows["birthday_leap"].eq(True) & rows["birthday_lunar"].eq(True) & rows["birthday_md"].notna()
    rows.loc[leap, "birthday_md"] = _LEAP_MONTH + rows.loc[leap, "birthday_md"]
    later = pd.to_datetime(rows["consent_date"]) > pd.Timestamp(until)
    rows["consent"] = rows["consent"].eq(True) & ~later
    return rows


def known_contracts(contracts: pd.DataFrame | None, active: pd.Index, until: date) -> pd.DataFrame:
    """Return the contracts of active customers that were signed, or else had begun, by the last known day."""
    columns = ["contract_no", "customer_id", "sign_date", "start_date", "end_date", "notice_days", "renews"]
    rows = pd.DataFrame(columns=columns) if contracts is None else contracts.reindex(columns=columns)
    signed = pd.to_datetime(rows["sign_date"]).fillna(pd.to_datetime(rows["start_date"]))
    known = rows["customer_id"].isin(active) & ~(signed > pd.Timestamp(until))
    return rows[known].reset_index(drop=True)


def without_renewed(events: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Return events without the ends, and last days of notice, of contracts that are renewed already."""
    renewed = contracts[contracts["contract_no"].isin(contracts["renews"].dropna())]
    ends = pd.to_datetime(renewed["end_date"])
    notice = ends - pd.to_timedelta(renewed["notice_days"].astype(float), unit="D")
    over = set()
    for kind, days in zip(_ENDS, (ends, notice), strict=True):
        over |= {(kind, *pair) for pair in zip(renewed["customer_id"], days, strict=True)}
    keys = zip(events["kind"], events["customer_id"], events["date"], strict=True)
    return events[pd.Series([key not in over for key in keys], index=events.index, dtype=bool)].reset_index(
        drop=True
    )


def _customers(review: ServicePlanReview) -> pd.DataFrame:
    """Return class and sector of every customer; NA where no one has recorded the sector."""
    frame = review.result.customers[["customer_id", "class"]].reset_index(drop=True)
    listed = review.history.customers
    sector = {}
    if listed is not None and "public_sector" in listed:
        sector = listed.set_index(listed["customer_id"].astype(str))["public_sector"].to_dict()
    return frame.assign(public_sector=frame["customer_id"].map(sector).astype(object))


def _gift_rules(rules: pd.DataFrame | None) -> pd.DataFrame:
    if rules is None:
        return pd.DataFrame()
    return rules.rename(columns={"times": "per_year"})


def birthdays_shown(care: CareMonth) -> int | None:
    """Return how many birthdays a page may count in the month; None where the count tells too much.

    The whole site alone is counted, never a manager, a customer or a day, and neither a handful (none
    included) nor all but a handful of those with a birthday: else the month of a person's birthday could be
    told by who knows the others.
    """
    n = int((care.events["kind"] == "birthday").sum())
    return n if n >= SMALLEST and care.birthdays - n >= SMALLEST else None


def greetings_of(events: pd.DataFrame) -> pd.DataFrame:
    """Return the greetings by festival: ``kind``, ``date``, ``due_day``, ``n``, ``unverified``, by due day.

    The days are those of the calendar, the same for everybody; they tell nothing of a contact.
    """
    rows = events[(events["contact_id"] != "") & (events["kind"] != "birthday")]
    grouped = rows.groupby(["due_day", "date", "kind"], sort=True, as_index=False)
    return grouped.agg(n=("contact_id", "size"), unverified=("unverified", "any"))


def contract_events(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of contracts, by due day: contracts are no personal data."""
    rows = events[events["contact_id"] == ""]
    columns = ["due_day", "date", "kind", "customer_id", "years", "unverified"]
    return rows[columns].sort_values(["due_day", "kind", "customer_id"], ignore_index=True)


def gift_counts(events: pd.DataFrame) -> pd.DataFrame:
    """Return by occasion how many contacts may be given a gift, and why the others may not.

    Returns
    -------
    pd.DataFrame
        ``kind``, ``date``, ``due_day``, ``unverified`` and a count for each of
        :data:`wcm_helpers.care.gifts.OUTCOMES` but the empty one, by due day.
    """
    outcomes = list(OUTCOMES[1:])
    rows = events[events["gift"].isin(outcomes)]
    counts = rows.assign(**{name: (rows["gift"] == name).astype(int) for name in outcomes})
    grouped = counts.groupby(["due_day", "date", "kind"], sort=True)
    return grouped.agg({**dict.fromkeys(outcomes, "sum"), "unverified": "any"}).reset_index()


def unverified_years(events: pd.DataFrame) -> list[int]:
    """Return the years whose notice on days off is not out, and on which the day of an event depends."""
    rows = events[events["unverified"].astype(bool)]
    return sorted({int(day.year) for name in ("due_day", "date") for day in rows[name] if _open_year(day)})


def _open_year(day: pd.Timestamp) -> bool:
    from wcm_helpers.core.china_days import notices

    return day.year not in notices()
