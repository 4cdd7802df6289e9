"""Months of activity written out by hand, their classification and the states of the customers."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle

STEADY = month_range("2024-06", "2026-05")


def classification_of(active, customers=None, month="2026-05", whole=True):
    """Return the classification of {customer: (months, amount)}, without days of activity."""
    rows = [(name, label, value * SCALE, 1) for name, (months, value) in active.items() for label in months]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    return classify_month(
        facts, customers, month, Rule(), currency="CNY", source="invoices", whole_month=whole
    )


def states(classification):
    return describe_lifecycle(classification).customers.set_index("customer_id")["state"].to_dict()


def customers(**columns):
    return pd.DataFrame({"customer_id": ["a", "b"], "customer_name": ["a", "b"], **columns})
