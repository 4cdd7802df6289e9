"""Customers whose groups are planted, and their classification."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month


def classification_of(rows, prefix="c", days=True):
    """Review May on (value, order days, days silent) a customer."""
    rows = list(rows)
    end = pd.Timestamp("2026-05-31")
    facts = pd.DataFrame(
        {
            "customer_id": [f"{prefix}{n:04d}" for n in range(len(rows))],
            "month": "2026-05",
            "value": [round(value * SCALE) for value, _often, _silent in rows],
            "orders": [often for _value, often, _silent in rows],
            "order_days": [often for _value, often, _silent in rows],
        }
    )
    if days:
        facts["last_on"] = [end - pd.Timedelta(days=silent) for _value, _often, silent in rows]
    return classify_month(facts, None, "2026-05", Rule(window_months=1), currency="CNY", source="invoices")


def three_kinds(odd=()):
    """Large and often, middling, small and seldom: three groups nobody would draw otherwise."""
    large = [(10_000 + 10 * n, 20 + n % 4, n % 3) for n in range(12)]
    middle = [(1_500 + 10 * n, 8 + n % 4, 10 + n % 5) for n in range(14)]
    small = [(155 + 6 * n, 2 + n % 3, 24 + n % 6) for n in range(30)]
    return [*large, *middle, *small, *odd]
