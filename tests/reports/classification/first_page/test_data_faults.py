"""Faults of the data that ask for an action on the first page."""

import pandas as pd

from wcm_helpers.reporting.data_page import PUBLISHED
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.first_page.data_faults import DataFault, find_faults, rejected


def reconciliation(*rows):
    return pd.DataFrame(rows, columns=["table", "month", "reason", "rows", "amount"])


def test_the_sample_has_no_fault_that_asks_for_an_action(sample_review):
    assert find_faults(sample_review) == []


def test_a_short_history_is_a_fault(shop):
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert find_faults(review) == [DataFault("short", months=("2026-04", "2026-05"))]


def test_rejected_rows_count_from_a_thousandth_of_the_money():
    used = ("billing", "2026-05", "", 10_000, 1_000_000)
    bad = ("billing", "2026-05", "not_amount", 1, 0)
    few = reconciliation(used, bad)
    assert rejected(few, ["billing"], ["2026-05"]) == []
    money = reconciliation(used, ("billing", "2026-05", "unknown_customer", 1, 1_002))  # 0.1 % of 1,001,002
    assert rejected(money, ["billing"], ["2026-05"]) == [DataFault("rejected", "billing", 1, 1_002)]
    rows = reconciliation(used, ("billing", "2026-05", "not_amount", 102, 0))  # 1 % of 10,102
    assert rejected(rows, ["billing"], ["2026-05"]) == [DataFault("rejected", "billing", 102, 0)]


def test_totals_repeated_rows_and_other_months_are_no_fault():
    used = ("billing", "2026-05", "", 10, 1_000)
    rows = reconciliation(
        used, ("billing", "2026-05", "total", 1, 1_000), ("billing", "2026-05", "duplicate", 5, 500),
        ("billing", "2024-05", "not_amount", 9, 0), ("orders", "2026-05", "not_amount", 9, 0),
    )  # fmt: skip
    assert rejected(rows, ["billing"], ["2026-05"]) == []
    assert rejected(rows, [], ["2026-05"]) == []


def test_published_tables_are_no_exports_to_correct():
    assert "class_history" in PUBLISHED
