"""Opening a month: customers of the list and of the orders, each with class and name where known."""

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.performance.opening import build_customers, open_review
from wcm_helpers.reports.performance.parameters import PerformanceParameters
from wcm_helpers.reports.performance.report import PERFORMANCE

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
ROW = "1,c,2026-10-01 09:00,2026-10-02 18:00,2026-10-02 12:00"


def parameters(month, **more):
    return PerformanceParameters(month=month, settings="w.toml", **more)


def test_customers_that_are_only_in_orders_are_there_without_a_name(tmp_path):
    tables = {
        "orders": csv(tmp_path, "o.csv", HEADER, ROW),
        "customers": csv(tmp_path, "c.csv", "customer_id,customer_name,current_level", "a,Anna,A"),
    }
    customers = build_customers(history_of(tmp_path, tables), None)
    assert customers.index.tolist() == ["a", "c"]
    assert customers["customer_name"].tolist() == ["Anna", None]


def test_one_order_makes_a_review(tmp_path):
    history = history_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER, ROW)})
    review = open_review(PERFORMANCE, history, parameters("2026-10"))
    for name in review.report.sections:
        review.section(name)
    assert review.figures["on_time"] == 1.0
    assert review.figures["otif_order"] is None


def test_a_month_outside_the_data_is_refused(tmp_path):
    history = history_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER, ROW)})
    with pytest.raises(WorkbookError, match="outside the data"):
        open_review(PERFORMANCE, history, parameters("2026-12"))


def test_a_running_month_is_a_draft_without_comparisons(tmp_path):
    history = history_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER, ROW)}, through="2026-09")
    with pytest.raises(WorkbookError, match="not complete"):
        open_review(PERFORMANCE, history, parameters("2026-10"))
    review = open_review(PERFORMANCE, history, parameters("2026-10", allow_incomplete=True))
    assert review.draft
    assert "DRAFT" in review.head.blocks[0].text
