"""Books written out in a test: what each customer brought in the last months."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month


def classify_last_months(rows, names=None, rule=None):
    """Review May 2026 on a book of the last months: customer: values, None without activity."""
    facts = pd.DataFrame(
        [
            (one, add_months("2026-05", place), int(value * SCALE), 1)
            for one, values in rows.items()
            for place, value in enumerate(values, 1 - len(values))
            if value is not None
        ],
        columns=["customer_id", "month", "value", "orders"],
    )
    customers = pd.DataFrame(
        {"customer_id": list(rows), "customer_name": [(names or {}).get(i, i) for i in rows]}
    )
    return classify_month(facts, customers, "2026-05", rule or Rule(), currency="CNY", source="invoices")
