"""Which months the review can be made of, and what it misses."""

from datetime import date

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.performance.parameters import PerformanceParameters
from wcm_helpers.reports.performance.readiness import coverage_of, latest_month, missing, readiness

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
ROWS = [f"{n},c,2026-{n:02d}-03 09:00,2026-{n:02d}-04 18:00,2026-{n:02d}-04 12:00" for n in (8, 9, 10)]
PARAMETERS = PerformanceParameters(month="2026-10", settings="w.toml")


def history(folder, through="2026-10"):
    return history_of(folder, {"orders": csv(folder, "o.csv", HEADER, *ROWS)}, through=through)


def test_the_newest_month_is_the_last_one_covered(tmp_path):
    assert latest_month(history(tmp_path), PARAMETERS, date(2026, 12, 1)) == "2026-10"
    assert latest_month(history(tmp_path, "2026-09"), PARAMETERS, date(2026, 12, 1)) == "2026-09"
    with pytest.raises(WorkbookError, match="No month is complete"):
        latest_month(history(tmp_path), PARAMETERS, date(2026, 8, 5))


def test_months_of_tickets_count_too(tmp_path):
    tables = {"tickets": csv(tmp_path, "t.csv", "ticket_id,customer_id,created_at", "1,c,2026-07-05 10:00")}
    assert coverage_of(history_of(tmp_path, tables)).months == ["2026-07"]


def test_without_any_table_of_service_the_reason_is_named(tmp_path):
    tables = {"customers": csv(tmp_path, "c.csv", "customer_id", "a")}
    assert "[tables.orders]" in str(missing(history_of(tmp_path, tables).intake, PARAMETERS))
    assert missing(history(tmp_path).intake, PARAMETERS) == ""


def test_the_check_lists_every_month_it_can_be_made_of(tmp_path):
    assert readiness(history(tmp_path), PARAMETERS, date(2026, 12, 1)).months == (
        "2026-08",
        "2026-09",
        "2026-10",
    )


def test_a_review_that_cannot_be_made_says_why_and_what_would_let_it_run(tmp_path):
    # the last of the three orders is of 3 October, and on 15 August no month with one has ended
    state = readiness(history(tmp_path), PARAMETERS, date(2026, 8, 15))
    assert state.months == () and state.not_yet == "No month is complete; the data reach 2026-10-03."
    assert "--allow-incomplete" in state.setting
