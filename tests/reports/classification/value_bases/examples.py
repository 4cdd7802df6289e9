"""Facts of one month with revenue, costs and orders, and their classification."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month

# Revenue 60 25 10 5 starts at 0 60 85 95: A A B C. Margin 30 -5 8 4, of 42: 0, -, 71, 90: A N A B.
# Orders 1 2 3 34, of 40: d 0, c 85, b 92.5, a 97.5: a C, b B, c B, d A.
ROWS = [("a", 60, 30, 1), ("b", 25, 30, 2), ("c", 10, 2, 3), ("d", 5, 1, 34)]


def classification_of(rows, rule=None, cost=True):
    """Review May on rows of (customer, revenue, cost, orders), amounts in currency units."""
    facts = pd.DataFrame(
        [
            (name, "2026-05", revenue * SCALE, revenue * SCALE, spent * SCALE, orders)
            for name, revenue, spent, orders in rows
        ],
        columns=["customer_id", "month", "value", "revenue", "cost", "orders"],
    )
    rule = rule or Rule(window_months=1)
    if rule.value == "margin":
        facts["value"] = facts["revenue"] - facts["cost"]
    facts = facts if cost else facts.drop(columns="cost")
    return classify_month(facts, None, "2026-05", rule, currency="CNY", source="invoices")
