"""Values and classes by month."""

import pytest

from tests.reports.classification.facts import STEADY, classify_facts, monthly
from wcm_helpers.classes.customer_months import pivot_customer_months
from wcm_helpers.core.months import month_range


def test_open_book_keeps_whole_numbers():
    book = pivot_customer_months(monthly(STEADY), "2026-05")
    assert set(book.amounts.dtypes.astype(str)) == {"int64"}


def test_the_history_holds_full_windows_only():
    # history from January 2025: windows of 12 are full from December 2025
    result = classify_facts(monthly(STEADY))
    full = month_range("2025-12", "2026-05")
    assert result.history["month"].tolist() == full
    assert result.official.covered == full
    assert result.official.computed.columns[0] == "2025-01"
    assert result.history["gini"].tolist() == pytest.approx([0.45] * 6)
