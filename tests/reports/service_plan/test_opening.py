"""Opening a month: its customers, since when they are active, and months that are not covered."""

import pytest

from tests.data.service.warehouses import csv, history_of
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.service_plan.opening import active_since

BILLS = "invoice_no,line_no,customer_id,doc_date,service_code,amount_ex_vat"
ROWS = (
    "1,1,old,2025-10-15,storage,10", "2,1,there,2025-01-15,storage,10", "3,1,there,2026-10-15,storage,10",
    "4,1,just,2025-11-15,storage,10", "5,1,later,2026-11-15,storage,10",
)  # fmt: skip


def test_who_had_no_order_and_no_bill_for_a_year_has_left(tmp_path):
    tables = {
        "billing": csv(tmp_path, "b.csv", BILLS, *ROWS),
        "managers": csv(tmp_path, "m.csv", "manager_id,hours", "M1,1"),
    }
    review = plan_of(tmp_path, tables)
    # the year ends with October 2026 and begins with November 2025: "old" has left, "later" has not come
    assert review.result.active.to_dict() == {"just": "2025-11", "there": "2025-01"}
    assert {"old", "later"} <= {*review.result.customers.index}


def test_whose_business_has_ended_is_not_active_whatever_was_billed(tmp_path):
    tables = {
        "billing": csv(tmp_path, "b.csv", BILLS, *ROWS),
        "customers": csv(tmp_path, "c.csv", "customer_id,end_date", "there,2026-10-31", "just,2026-11-01"),
        "managers": csv(tmp_path, "m.csv", "manager_id,hours", "M1,1"),
    }
    assert [*plan_of(tmp_path, tables).result.active.index] == ["just"]


def test_without_orders_and_bills_every_customer_of_the_list_is_active(tmp_path):
    tables = {
        "customers": csv(tmp_path, "c.csv", "customer_id", "a", "b"),
        "interactions": csv(tmp_path, "i.csv", "customer_id,happened_at,kind", "a,2026-10-30 10:00,visit"),
    }
    history = history_of(tmp_path, tables)
    customers = plan_of(tmp_path, tables).result.customers
    assert active_since(history, customers, "2026-10").to_dict() == {"a": "2026-10", "b": "2026-10"}


def test_a_running_month_is_a_draft_until_its_last_day(tmp_path):
    tables = {
        "interactions": csv(tmp_path, "i.csv", "customer_id,happened_at,kind", "a,2026-10-12 10:00,visit")
    }
    with pytest.raises(WorkbookError, match="not complete"):
        plan_of(tmp_path, tables, through="2026-09")
    review = plan_of(tmp_path, tables, through="2026-09", allow_incomplete=True)
    assert review.draft and str(review.known_until) == "2026-10-12"
    for name in review.report.sections:
        review.section(name)
