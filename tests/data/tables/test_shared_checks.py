"""Overlaps and gaps between rows of one case, by a brute force of days."""

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.tables.rows import intake_of, rejects_of
from wcm_helpers.data.tables.shared_checks import ends_first, followed_late, overlapping

FIRST = date(2026, 1, 1)
ROWS = st.lists(
    st.tuples(st.sampled_from(["a", None]), st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))),
    min_size=1, max_size=6, unique_by=lambda row: row[:2],
)  # fmt: skip


def _days(row):
    """Return the days of a row among 20; one without an end holds to the last."""
    return set(range(row[1], 20 if row[2] is None else row[2] + 1))


def _rows_that(condition, rows):
    connection = duckdb.connect()
    connection.execute("create table used_t (file int, row int, who text, valid_from date, valid_to date)")
    for number, (who, begins, ends) in enumerate(rows):
        last = None if ends is None else FIRST + timedelta(days=ends)
        values = [0, number, who, FIRST + timedelta(days=begins), last]
        connection.execute("insert into used_t values (?, ?, ?, ?, ?)", values)
    found = connection.execute(f"select row from used_t where {condition}").fetchall()
    return {row for (row,) in found}


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_row_overlaps_if_an_earlier_one_holds_on_its_first_day(rows):
    expected = {
        number
        for number, row in enumerate(rows)
        if any(row[0] == o[0] and o[1] < row[1] and (o[2] is None or o[2] >= row[1]) for o in rows)
    }
    assert _rows_that(overlapping("t", "who"), rows) == expected


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_gap_is_a_day_without_any_row_before_a_later_one(rows):
    expected = set()
    for number, row in enumerate(rows):
        others = [o for o in rows if o[0] == row[0]]
        later = [o for o in others if row[2] is not None and o[1] > row[2]]
        covered = set().union(*(_days(o) for o in others))
        if _days(row) and later and row[2] + 1 not in covered:
            expected.add(number)
    assert _rows_that(followed_late("t", "who"), rows) == expected


def test_a_row_that_ends_on_its_first_day_is_no_fault():
    assert _rows_that(ends_first(), [("a", 3, 2), ("a", 4, 4), ("a", 5, None)]) == {0}


@pytest.mark.parametrize(
    ("table", "head", "row"),
    [
        ("assignments", "客户编号,客户经理", "007,M01"),
        ("service_entitlements", "客户等级,权益,标准", "A,response,1"),
        ("sla_terms", "等级,服务,时限小时,计时方式", "A,outbound,24,24x7"),
    ],
)
def test_what_has_no_column_of_first_days_holds_from_the_beginning(warehouse, table, head, row):
    intake = intake_of(warehouse, table, head, row)
    assert (intake.faults_of(), intake.rejects.empty) == ([], True)
    assert str(intake.used_rows(table)["valid_from"][0])[:10] == "1971-01-01"


@pytest.mark.parametrize("table", ["assignments", "service_entitlements"])
def test_a_blank_first_day_in_such_a_column_is_rejected(warehouse, table):
    heads = {"assignments": "客户编号,客户经理", "service_entitlements": "客户编号,权益"}
    cells = {"assignments": "007,M01", "service_entitlements": "007,base_support"}
    lines = [f"{heads[table]},生效日期", f"{cells[table]},2026-01-01", f"{cells[table]},"]
    assert rejects_of(intake_of(warehouse, table, *lines)) == [(3, "blank")]
