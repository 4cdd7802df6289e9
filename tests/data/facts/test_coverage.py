"""Which months the data cover, from orders, bills and tables with days of their own."""

from datetime import date

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.coverage import Coverage

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
ORDERS = [f"{n},c,2026-{n:02d}-03 09:00,2026-{n:02d}-04 18:00,2026-{n:02d}-04 12:00" for n in (8, 9)]
TALKS = ["c,2026-10-29 10:00,visit,30", "c,2026-11-05 10:00,call,10"]
TIMES = {"interactions": "happened_at"}


def coverage(folder, times=TIMES, **more):
    tables = {
        "orders": csv(folder, "o.csv", HEADER, *ORDERS),
        "interactions": csv(folder, "i.csv", "customer_id,happened_at,kind,minutes", *TALKS),
    }
    return Coverage(history_of(folder, tables, **more), times)


def test_a_table_without_facts_counts_where_its_column_is_named(tmp_path):
    named = coverage(tmp_path, through="")
    assert named.months == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert named.data_up_to == date(2026, 11, 5)
    unnamed = coverage(tmp_path, {}, through="")
    assert unnamed.months == ["2026-08", "2026-09"] and unnamed.data_up_to < date(2026, 10, 1)


def test_a_month_is_complete_when_the_data_reach_its_last_weekday(tmp_path):
    # the talks reach 5 November: October is covered, November is not
    there = coverage(tmp_path, through="")
    assert there.complete("2026-10") and not there.complete("2026-11")
    assert there.latest_month(date(2026, 12, 1)) == "2026-10"
    assert there.complete_months(date(2026, 9, 29)) == ("2026-08",)


def test_a_month_outside_and_a_running_month_are_refused(tmp_path):
    there = coverage(tmp_path, through="")
    with pytest.raises(WorkbookError, match="outside the data"):
        there.is_draft("2026-12", allow_incomplete=True)
    with pytest.raises(WorkbookError, match="2026-11-05"):
        there.is_draft("2026-11", allow_incomplete=False)
    assert there.is_draft("2026-11", allow_incomplete=True)
    assert not there.is_draft("2026-10", allow_incomplete=False)


def test_without_data_nothing_can_be_made(tmp_path):
    tables = {"customers": csv(tmp_path, "c.csv", "customer_id", "a")}
    empty = Coverage(history_of(tmp_path, tables), TIMES)
    assert str(empty.none_complete()) == "There are no data."
    with pytest.raises(WorkbookError, match="no data"):
        empty.latest_month(date(2026, 12, 1))


def test_of_a_running_month_as_much_is_known_as_the_data_reach(tmp_path):
    there = coverage(tmp_path, through="")
    assert there.known_until("2026-11", draft=True) == date(2026, 11, 5)
    assert there.known_until("2026-10", draft=True) == date(2026, 10, 31)  # the data reach further
    assert there.known_until("2026-11", draft=False) == date(2026, 11, 30)
