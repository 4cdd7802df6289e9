"""Footprints: a month's average, or a count a day."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of

TABLE = "footprints"
HEAD = "客户编号,月份,仓库,托位"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "007,2026-05,S1,12.5", "007,2026-05,S2,0", "8,2026年5月,S1,3")
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert rows[["customer_id", "month", "positions"]].values.tolist() == [
        ["007", "2026-05", 12.5], ["007", "2026-05", 0.0], ["8", "2026-05", 3.0],
    ]  # fmt: skip


def test_a_count_a_day_belongs_to_its_month(warehouse):
    intake = intake_of(
        warehouse, TABLE, "客户编号,日期,面积", "a,2026-05-30,10", "a,2026-05-31,20", "a,2026-06-01,30"
    )
    assert (intake.faults_of(), intake.rejects.empty) == ([], True)
    assert intake.reconciliation[["month", "rows"]].values.tolist() == [["2026-05", 2], ["2026-06", 1]]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "a,2026-05,S1,-1", "b,2026-05,S1,1")
    assert warned_of(intake) == {"negative_footprint": (1, 2)}


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD, "a,,S1,1", "a,soon,S1,1", ",,,", ",2026-05,S1,1", "a,2026-05,S1,x"
    )
    assert rejects_of(intake) == [
        (2, "no_footprint_month"), (3, "not_month"), (4, "empty"), (5, "blank"), (6, "not_number"),
    ]  # fmt: skip
