"""The profile of an industry by hand."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.recommendations.profiles import profiles

CUSTOMERS = pd.Series({f"c{n}": "food" for n in range(5)} | {"d": "cars"})
ORDERS = pd.DataFrame({"customer_id": ["c0", "c1", "d"], "orders": [6, 12, 50], "returns": [1, 1, 50]})


def test_sums_shares_and_medians():
    counts = pd.DataFrame({"customer_id": ["c0", "d"], "on_time": [3, 0], "on_time_measured": [4, 9]})
    leads = pd.DataFrame(
        [("food", "received-shipped", 60, False, 3), ("food", "received-shipped", 600, False, 4),
         ("food", "received-shipped", 6000, True, 90), ("food", "picked-packed", 1, False, 90)],
        columns=["group", "stage", "minutes", "open", "n"],
    )  # fmt: skip
    frame = profiles(CUSTOMERS, ORDERS, pd.Series({"c0": 0.1, "c1": 0.2, "c2": 0.9}), counts, leads)
    # the fourth of seven orders took 600 minutes; cars has one customer
    assert frame.to_numpy().tolist() == [["food", 5, 18, 10.0, 0.75, pytest.approx(0.1), 0.2]]


def test_what_no_table_tells_is_unknown():
    frame = profiles(CUSTOMERS, ORDERS.iloc[:0], pd.Series(dtype=float), None, None)
    assert frame[["lead_hours", "on_time", "returns", "storage"]].isna().all(axis=None)
