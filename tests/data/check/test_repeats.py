"""Rows that repeat a key: which of them are used."""

import duckdb
import pytest

from tests.data.exports import revenue
from wcm_helpers.data.check.repeats import repeated_rows
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.tables import TABLES


@pytest.fixture
def costs():
    """Give an engine with rows of costs: two equal ones, and three of one key with two contents."""
    engine = duckdb.connect()
    names = ", ".join(
        f"null as {name}" for name in TABLES["costs"].names if name not in ("customer_id", "cost")
    )
    engine.execute(
        f"create view all_costs as select *, {names}, null as _reject_reason from (values "
        "(0, 0, 'a', 1), (0, 1, 'a', 1), (0, 2, 'b', 1), (0, 3, 'b', 2), (1, 0, 'b', 2), (1, 1, 'c', 1)"
        ") t(file, row, customer_id, cost)"
    )
    return engine


@pytest.mark.parametrize(("options", "expected"), [
    ({"keep_last": False},
     {(0, 1): "duplicate", (0, 2): "conflict", (0, 3): "conflict", (1, 0): "duplicate"}),
    ({"keep_last": True}, {(0, 1): "duplicate", (0, 2): "superseded", (0, 3): "superseded"}),
    ({"keep_last": False, "flat": True, "among": "customer_id = 'a'"}, {(0, 1): "repeat"}),
])  # fmt: skip
def test_equal_rows_count_once_and_unequal_ones_conflict_or_are_superseded(costs, options, expected):
    rows = costs.execute(repeated_rows("costs", ("customer_id",), **options)).fetchall()
    assert {(file, row): reason for file, row, reason in rows} == expected


def alike(intake):
    rows = intake.warnings[intake.warnings["reason"] == "alike"]
    return rows[["table", "rows", "file", "line", "column", "value"]].to_numpy().tolist()


def test_bills_alike_that_no_number_tells_apart_count_and_are_warned_of(warehouse):
    head = "customer_id,doc_date,amount,service\n"
    warehouse.write(
        b05__csv=f"{head}a,2026-05-31,5,rent\na,2026-05-31,5,rent\na,2026-05-31,5,work\na,2026-05-31,5,rent\n",
        b06__csv=f"{head}a,2026-05-31,5,rent\nb,2026-06-30,7,rent\nb,2026-06-30,7,rent\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 250_000, "b": 140_000}
    assert alike(intake) == [["billing", 4, "b05.csv", 3, "amount", "5.0000"]]
    assert intake.monthly_warnings[["month", "rows"]].to_numpy().tolist() == [["2026-05", 3], ["2026-06", 1]]


def test_lines_of_an_order_without_their_numbers_are_too(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n2,a,2026-05-02\n",
        l__csv="order_id,sku,qty\n1,x,2\n1,y,2\n1,x,2\n2,x,2\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    assert alike(intake) == [["order_lines", 1, "l.csv", 4, "qty", "2.0000"]]


def test_rows_with_a_key_or_a_difference_are_not(warehouse):
    rows = "I1,1,a,2026-05-31,5\nI1,2,a,2026-05-31,5\n"
    assert alike(warehouse.billing("invoice_no,line_no,customer_id,doc_date,amount\n" + rows)) == []
    rows = "a,2026-05-31,5\na,2026-05-30,5\nb,2026-05-31,5\na,2026-05-31,6\n"
    assert alike(warehouse.billing("customer_id,doc_date,amount\n" + rows)) == []


NUMBERED = "invoice_no,line_no,customer_id,doc_date,amount\n"


def test_one_number_of_two_customers_is_two_bills_and_warned_of(warehouse):
    rows = "7,1,a,2026-05-01,10\n7,1,b,2026-05-02,20\n7,1,b,2026-05-02,20\n8,1,b,2026-05-03,40\n"
    intake = warehouse.billing(NUMBERED + rows)
    assert revenue(warehouse.facts(intake)) == {"a": 100_000, "b": 600_000}  # the equal row once
    warned = intake.warnings[intake.warnings["reason"] == "shared_number"]
    assert warned[["rows", "amount", "line", "value"]].to_numpy().tolist() == [[2, 300_000, 2, "7"]]


def test_one_number_of_one_customer_with_two_amounts_is_a_conflict(warehouse):
    intake = warehouse.billing(NUMBERED + "7,1,a,2026-05-01,10\n7,1,a,2026-05-01,11\n7,1,b,2026-05-02,20\n")
    assert intake.rejected["line"].tolist() == [2, 3]
    assert intake.faults_of()


def test_a_later_row_replaces_one_of_another_customer_where_that_is_asked_for(warehouse):
    rows = "7,1,a,2026-05-01,10\n7,1,b,2026-05-02,20\n"
    intake = warehouse.billing(NUMBERED + rows, 'duplicates = "last"')
    assert revenue(warehouse.facts(intake)) == {"b": 200_000}
    assert "shared_number" not in set(intake.warnings["reason"])
