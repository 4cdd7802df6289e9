"""Facts written out in a test, and their classification in May 2026."""

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month

#: In every month a 60, b 25, c 10, d 5: starts 0, 60, 85, 95 of 100: A A B C.
STEADY = {"a": 60, "b": 25, "c": 10, "d": 5}
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["a", "b", "c", "d", "z", "late"],
        "customer_name": ["华东零售", "Berg & Sohn", None, "<b>Delta</b>", "Zeta", "Later Ltd"],
        "industry": ["retail", "pharma", "retail", None, "food", "food"],
        "start_date": ["2020-01-01", "2020-01-01", None, "2026-04-10", None, "2026-06-01"],
    }
)
#: The margin to the limit and the parts of its change.
PARTS = ["before", "own", "others", "rule", "correction", "after"]

#: Before, of 101: a starts at 0, b at .69, c at .99: A A C. Now, of 100: a 0, c .70, b .90: A, A, B. c moves
#: up at once; b lies beyond the limit for one month and waits.
MOVED = {"now": {"a": 70, "b": 10, "c": 20}, "before": {"a": 70, "b": 30, "c": 1}}


def facts_of(rows):
    """Return facts from rows of customer, month, value (ten-thousandths) and orders."""
    return pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])


def monthly(amounts, first="2025-01", last="2026-05", changes=()):
    """Return facts with the same amount every month, save ``changes``: {(id, month): amount or None}."""
    changes = dict(changes)
    rows = [
        (name, month, changes.get((name, month), amount), 1)
        for name, amount in amounts.items()
        for month in month_range(first, last)
    ]
    return facts_of([(name, month, value * SCALE, n) for name, month, value, n in rows if value is not None])


def classify_facts(facts, customers=None, month="2026-05", rule=None, **more):
    """Return the classification of facts in CNY."""
    rule = rule or Rule()
    return classify_month(facts, customers, month, rule, currency="CNY", source="invoices", **more)


def classify_values(now, before=None, names=None, rule=None):
    """Return the classification of May's values (currency units), with April's before it if given."""
    rows = [(name, "2026-05", int(value * SCALE), 1) for name, value in now.items()]
    rows += [(name, "2026-04", int(value * SCALE), 1) for name, value in (before or {}).items()]
    return classify_facts(facts_of(rows), _named(now, names), rule=rule or Rule(window_months=1))


def classify_last_months(rows, names=None, rule=None):
    """Return the classification of the last months' values: customer: values, None without activity."""
    facts = facts_of(
        [
            (customer, add_months("2026-05", place), int(value * SCALE), 1)
            for customer, values in rows.items()
            for place, value in enumerate(values, 1 - len(values))
            if value is not None
        ]
    )
    return classify_facts(facts, _named(rows, names), rule=rule)


def _named(ids, names):
    customer_names = [(names or {}).get(customer, customer) for customer in ids]
    return pd.DataFrame({"customer_id": list(ids), "customer_name": customer_names})


def two_years(amounts, first="2024-06", **more):
    """Return facts with the same amount in each of 24 months, so that every window of a year is full."""
    return monthly(amounts, first, **more)


def override(customer, letter, first, last):
    """Return one row of the table class_overrides."""
    return pd.DataFrame(
        {
            "customer_id": [customer], "class": [letter], "approved_by": ["Li"], "reason": ["strategic"],
            "valid_from": [pd.Timestamp(first)], "expires": [pd.Timestamp(last)],
        }
    )  # fmt: skip


def record(month, official, values):
    """Return rows of the table class_history: letters and values (currency units) by customer."""
    return pd.DataFrame(
        [(name, month, letter, letter, values[name] * SCALE, "revenue") for name, letter in official.items()],
        columns=["customer_id", "month", "class", "official_class", "value", "value_basis"],
    )


def values_of(shape, n):
    """Return a value for each of ``n`` customers: all equal, skewed, or one with 99 %."""
    rng = np.random.default_rng(n)
    values = {
        "equal": np.full(n, 50.0),
        "skewed": np.round(rng.lognormal(5, 1.2, n)) + 1,
        "one": np.concatenate([[99.0 * n], np.ones(n - 1)]),
    }[shape]
    return {f"k{place}": value for place, value in enumerate(values)}
