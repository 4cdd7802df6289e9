"""Bills, orders and costs of made-up customers, without files."""

from types import SimpleNamespace

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.performance.result import PerformanceMonth

NOW, AGO, BEFORE = "2026-05", "2025-05", "2026-04"


def facts(*rows, costs=True):
    """Return facts of rows: customer, month, revenue in whole units, orders, units, cost in whole units."""
    names = ["customer_id", "month", "revenue", "orders", "units", "cost"]
    frame = pd.DataFrame(rows, columns=names)
    frame[["revenue", "units", "cost"]] = frame[["revenue", "units", "cost"]] * SCALE
    frame["lines"] = frame["orders"]
    keys = ["customer_id", "month"]
    return SimpleNamespace(
        billing=frame.loc[frame["revenue"] != 0, [*keys, "revenue"]],
        orders=frame.loc[frame["orders"] > 0, [*keys, "orders", "units", "lines"]],
        costs=frame.loc[frame["cost"] > 0, [*keys, "cost"]].iloc[: None if costs else 0],
    )


def book(**options):
    """Return two Mays: a grew in orders, b was lost, c was won, d pays for storage only."""
    return facts(
        ("a", AGO, 1000, 10, 100, 500), ("b", AGO, 300, 3, 30, 100), ("d", AGO, 50, 0, 0, 10),
        ("a", NOW, 2000, 20, 200, 1200), ("c", NOW, 400, 4, 40, 100), ("d", NOW, 70, 0, 0, 10),
        ("a", BEFORE, 900, 9, 90, 400),
        **options,
    )  # fmt: skip


class Review:
    """What the section on money reads of a review."""

    draft = False

    def __init__(self, made, month=NOW):
        ids = sorted({*made.billing["customer_id"], *made.orders["customer_id"]})
        frame = pd.DataFrame({"customer_id": ids, "customer_name": [each.upper() for each in ids]}, index=ids)
        frame["class"] = [{"a": "A", "b": "C", "c": "C"}.get(each) for each in ids]
        self.month = month
        self.result = PerformanceMonth(month, (month,), frame, None)
        self.history = SimpleNamespace(facts=made)
        self.settings = SimpleNamespace(site=SimpleNamespace(currency="CNY"))

    def computed(self, function):
        return function(self)
