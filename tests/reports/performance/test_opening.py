"""Opening a month: customers of the list and of the orders, each with class and name where known."""

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.performance.catalogue.parts import parts_of
from wcm_helpers.reports.performance.loyalty.contracts import contracts_of
from wcm_helpers.reports.performance.measures.analysis import measures_of
from wcm_helpers.reports.performance.opening import open_review
from wcm_helpers.reports.performance.parameters import PerformanceParameters
from wcm_helpers.reports.performance.parts.tickets import tickets_of
from wcm_helpers.reports.performance.report import PERFORMANCE

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
ROW = "1,c,2026-10-01 09:00,2026-10-02 18:00,2026-10-02 12:00"


def parameters(month, **more):
    return PerformanceParameters(month=month, settings="w.toml", **more)


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


TICKETS = "ticket_id,customer_id,created_at,first_response_at,resolved_at,status"
TERMS = "customer_id,service,sla_hours,clock,valid_from"


def draft_of(folder, *tickets, **more):
    """Return the draft of October 2026, and its one order ends on the 12th."""
    tables = {
        "tickets": csv(folder, "t.csv", TICKETS, *tickets),
        "sla_terms": csv(
            folder, "s.csv", TERMS, "c,response,4,7x24,2026-01-01", "c,resolution,48,7x24,2026-01-01"
        ),
        **more,
    }
    history = history_of(folder, tables, through="2026-09")
    return open_review(PERFORMANCE, history, parameters("2026-10", allow_incomplete=True))


def test_what_is_due_after_the_last_day_of_a_running_month_is_not_overdue(tmp_path):
    review = draft_of(
        tmp_path,
        "1,c,2026-10-09 09:00,2026-10-09 10:00,,open",  # due on the 11th at 09:00, and open: overdue
        "2,c,2026-10-11 16:00,2026-10-11 17:00,,open",  # due on the 13th
        "3,c,2026-10-12 09:00,,,open",  # came in with the last moment known; answer due at 13:00
    )
    tickets = review.computed(tickets_of)
    assert tickets.rows["resolution_kept"].tolist() == [False, None, None]
    assert tickets.rows["response_kept"].tolist() == [True, True, None]
    # open for 3 days, for 17 hours and for none
    assert tickets.rows["resolution_hours"].round(6).tolist() == [72.0, 17.0, 0.0]
    hours = review.computed(parts_of)["ticket_hours"]
    open_ = hours[hours["stage"] == "resolution"]
    assert open_["minutes"].round(3).tolist() == [4320.0, 1020.0, 0.0]
    assert "2026-10-12" in review.head.blocks[0].text


def test_a_measure_or_contract_of_a_running_month_is_not_past_a_day_to_come(tmp_path):
    review = draft_of(
        tmp_path,
        "1,c,2026-10-12 09:00,,,open",
        actions=csv(
            tmp_path,
            "a.csv",
            "id,metric,start,due,status",
            "early,on_time,2026-08-01,2026-10-09,in_progress",
            "late,on_time,2026-08-01,2026-10-20,in_progress",
        ),
        contracts=csv(
            tmp_path,
            "k.csv",
            "contract_no,customer_id,start_date,end_date",
            "1,c,2025-01-01,2026-10-20",
        ),
    )
    overdue = review.computed(measures_of).set_index("id")["overdue"]
    assert overdue.to_dict() == {"early": True, "late": False}
    contract = review.computed(contracts_of).contracts.iloc[0]
    assert (contract["state"], contract["days"]) == ("running", 8)
