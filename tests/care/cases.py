"""Contacts, contracts and plans of the care calendar, written by hand."""

from datetime import date

import pandas as pd

from wcm_helpers.care.gifts import care_plan
from wcm_helpers.care.rules import CareRules
from wcm_helpers.core.china_days import ChinaDays
from wcm_helpers.core.formats import SCALE

NO_CONTRACTS = pd.DataFrame()
GIFT_RULES = pd.DataFrame({"class": ["A", None], "cap": [300 * SCALE, 100 * SCALE], "per_year": [2, 1]})
CUSTOMERS = pd.DataFrame({"customer_id": ["C1", "C2"], "class": ["A", "B"], "public_sector": [False, True]})


def contact(contact_id="K1", customer_id="C1", **values):
    return {"contact_id": contact_id, "customer_id": customer_id, "consent": True, **values}


def contacts(*rows):
    return pd.DataFrame([*rows])


def plan(
    people, first="2026-01-01", last="2026-12-31", contracts=NO_CONTRACTS, rules=None, days=None, **frames
):
    return care_plan(
        people,
        contracts,
        frames.get("customers", CUSTOMERS),
        frames.get("gift_rules", GIFT_RULES),
        date.fromisoformat(first),
        date.fromisoformat(last),
        days or ChinaDays(),
        rules or CareRules(),
    )


def days_of(events, kind):
    """Return (day itself, due day) of the events of a kind, as texts."""
    rows = events[events["kind"] == kind]
    return [(str(row.date.date()), str(row.due_day.date())) for row in rows.itertuples()]
