"""Facts of a backtest written out by hand, and their classifications."""

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month

# Twelve months to May 2025: A 4 × 200 (in its first month), B 6 × 25 and C 10 × 5 (in its last): 1,000.
# The year since: A 300 150 100, and 50 in December and nothing after; B 30 each; C 20, eight of 10, nothing.
# A newcomer brings 120: 880 of those known, 1,000 of all.
THEN = [(f"a{i}", "2024-06", 200, 1) for i in range(4)]
THEN += [(f"b{i}", "2025-05", 25, 1) for i in range(6)]
THEN += [(f"c{i}", "2025-05", 5, 5) for i in range(10)]
SINCE = [(f"a{i}", "2026-05", value, 2) for i, value in enumerate([300, 150, 100])] + [
    ("a3", "2025-12", 50, 2)
]
SINCE += [(f"b{i}", "2026-05", 30, 2) for i in range(6)]
SINCE += [(f"c{i}", "2026-05", value, 2) for i, value in enumerate([20] + [10] * 8)]
SINCE += [("n0", "2026-05", 120, 3)]


def classification_of(rows, month="2026-05", rule=None):
    """Return the classification of rows of (customer, month, value in currency units, orders)."""
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] = (facts["value"] * SCALE).astype("int64")
    customers = pd.DataFrame({"customer_id": sorted(set(facts["customer_id"]))})
    customers["customer_name"] = customers["customer_id"]
    return classify_month(facts, customers, month, rule or Rule(), currency="CNY", source="invoices")


def persisting(months, values, rule=None):
    """Return the classification of customers with the same value in every month."""
    rows = [(f"k{i}", month, value, 1) for i, value in enumerate(values) for month in months]
    return classification_of(rows, months[-1], rule)


def three_years():
    """Return facts of forty customers whose values change at random from year to year."""
    rng = np.random.default_rng(3)
    values = np.round(rng.lognormal(5, 1.3, 40))
    years = [
        month_range("2023-06", "2024-05"),
        month_range("2024-06", "2025-05"),
        month_range("2025-06", "2026-05"),
    ]
    rows = []
    for year in years:
        values = np.round(values * rng.lognormal(0, 0.4, 40))
        rows += [(f"k{i}", year[5], value, 1) for i, value in enumerate(values)]
    return [*rows, ("k0", "2023-06", 1, 1)]
