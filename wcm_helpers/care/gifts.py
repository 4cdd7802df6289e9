"""Gifts of the care calendar: whether an occasion may come with one, and what it may cost at most."""

from datetime import date
from functools import cache

import pandas as pd

from wcm_helpers.care.events import care_events, in_order
from wcm_helpers.care.rules import CareRules
from wcm_helpers.core.china_days import ChinaDays

#: Why there is a gift or none; empty for an occasion that never comes with one.
OUTCOMES = ("", "allowed", "public_sector", "sector_unknown", "no_rule", "limit_reached")


def gift_rule(
    rules: pd.DataFrame, customer_class: object, public_sector: bool
) -> tuple[int, int | None] | None:
    """Return the cap of a gift and the gifts a year for a customer; none where no rule allows one.

    The rules of the public sector are those that say so; no other applies to it. A rule for the class counts
    before one without a class, and of several the lowest cap and count do.

    Parameters
    ----------
    rules : pd.DataFrame
        ``class`` (empty for every class), ``public_sector``, ``cap`` in ten-thousandths, ``per_year`` (empty
        for no limit of the count).
    customer_class : object
    public_sector : bool

    Examples
    --------
    >>> rules = pd.DataFrame({"class": ["A", None], "cap": [3_000_000, 1_000_000], "per_year": [2, 1]})
    >>> gift_rule(rules, "A", False), gift_rule(rules, "C", False), gift_rule(rules, "A", True)
    ((3000000, 2), (1000000, 1), None)
    """
    table = rules.reindex(columns=["class", "public_sector", "cap", "per_year"]).astype(object)
    public = table["public_sector"].fillna(False).astype(bool)
    chosen = table[public == public_sector]
    own = chosen[chosen["class"] == customer_class]
    chosen = own if len(own) else chosen[chosen["class"].isna()]
    if chosen.empty or chosen["cap"].isna().any():
        return None
    counts = chosen["per_year"].dropna()
    cap, count = int(chosen["cap"].min()), int(counts.min()) if len(counts) else None
    return (cap, count) if cap > 0 and count != 0 else None


def with_gifts(
    events: pd.DataFrame, customers: pd.DataFrame, rules: pd.DataFrame, care: CareRules
) -> pd.DataFrame:
    """Return the events of whole years with ``gift`` (of :data:`OUTCOMES`) and ``gift_cap``.

    The gifts of a contact are counted by the year in which they are due, in the order of the days.

    Parameters
    ----------
    events : pd.DataFrame
        Of :func:`wcm_helpers.care.events.care_events`, for whole years: the count begins with them.
    customers : pd.DataFrame
        ``customer_id``, ``class``, ``public_sector``. Where the last is empty there is no gift.
    rules : pd.DataFrame
        See :func:`gift_rule`.
    care : CareRules

    Returns
    -------
    pd.DataFrame
        ``gift_cap`` is in ten-thousandths, empty without a gift.
    """
    of_customer = _rules_of_customers(customers, rules)
    given: dict[tuple[str, int], int] = {}
    outcomes, caps = [], []
    events = in_order(events)
    for row in events.itertuples():
        outcome, cap = "", None
        if row.contact_id and row.kind in care.gift_kinds:
            outcome, cap, per_year = of_customer.get(row.customer_id, ("sector_unknown", None, None))
            place = (row.contact_id, row.due_day.year)
            if outcome == "allowed" and per_year is not None and given.get(place, 0) >= per_year:
                outcome, cap = "limit_reached", None
            given[place] = given.get(place, 0) + (outcome == "allowed")
        outcomes.append(outcome)
        caps.append(cap)
    return events.assign(gift=pd.array(outcomes, dtype="str"), gift_cap=pd.array(caps, dtype="Int64"))


def _rules_of_customers(customers: pd.DataFrame, rules: pd.DataFrame) -> dict[object, tuple]:
    """Return outcome, cap and count by customer; each class and sector is looked up once."""

    @cache
    def rule_of(customer_class: object, public: bool) -> tuple:
        rule = gift_rule(rules, customer_class, public)
        return ("allowed", *rule) if rule else ("public_sector" if public else "no_rule", None, None)

    known = customers.reindex(columns=["customer_id", "class", "public_sector"]).astype(object)
    return {
        customer: ("sector_unknown", None, None) if pd.isna(public) else rule_of(its_class, bool(public))
        for customer, its_class, public in known.itertuples(index=False)
    }


def care_plan(
    contacts: pd.DataFrame,
    contracts: pd.DataFrame,
    customers: pd.DataFrame,
    gift_rules: pd.DataFrame,
    first: date,
    last: date,
    days: ChinaDays,
    rules: CareRules,
) -> pd.DataFrame:
    """Return the events that are due from ``first`` to ``last``, with their gifts.

    Gifts are counted from the first day of the year, so that the plan of a month is part of its year's.

    See Also
    --------
    wcm_helpers.care.events.care_events, with_gifts : what the frames hold.
    """
    year_start, year_end = date(first.year, 1, 1), date(last.year, 12, 31)
    year = care_events(contacts, contracts, year_start, year_end, days, rules)
    plan = with_gifts(year, customers, gift_rules, rules)
    return plan[plan["due_day"].between(pd.Timestamp(first), pd.Timestamp(last))].reset_index(drop=True)
