"""Assignments: one manager of a customer at a time."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of
from wcm_helpers.data.intake import take_in

TABLE = "assignments"
HEAD = "客户编号,客户经理,生效日期,失效日期"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD, "007,M01,2025-01-01,2025-12-31", "007,M02,2026-01-01,", "8,M02,2025-06-01,"
    )
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    assert intake.used_rows(TABLE)[["customer_id", "manager_id"]].values.tolist() == [
        ["007", "M01"], ["007", "M02"], ["8", "M02"],
    ]  # fmt: skip


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    warehouse.write(c__csv="customer_id\na\n")
    intake_of(
        warehouse, TABLE, HEAD,
        "a,M01,2026-01-01,",
        "a,M02,2026-02-01,2026-01-15",  # line 3 begins while line 2 holds, and ends before it begins
        "b,M02,2026-02-01,",  # line 4: nobody of this number
    )  # fmt: skip
    settings = warehouse.settings({TABLE: 'path = "x.csv"', "customers": 'path = "c.csv"'})
    assert warned_of(take_in(settings)) == {
        "assignment_ends_first": (1, 3), "assignments_overlap": (1, 3), "unknown_customer": (1, 4),
    }  # fmt: skip


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "a,,2026-01-01,", "a,M01,soon,", ",,,", "a,M01,2026-01-01,")
    assert rejects_of(intake) == [(2, "blank"), (3, "not_date"), (4, "empty")]
