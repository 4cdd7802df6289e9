"""The calendar: days that are not as their weekday."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "日期,是否工作日,节假日\n"
TABLES = {"calendar": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(warehouse, *["2026-10-01,否,国庆节", "2026-10-10,是,调休"])
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("calendar")) == 2


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(warehouse, *["2026-10-02,0,国庆节"])
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {}
    assert len(intake.used_rows("calendar")) == 1


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(
        warehouse, *["2026-10-01,否,国庆节", "2026-10-01,否,国庆节", "2026-13-01,否,", "2026-10-03,,"]
    )
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(3, "duplicate"), (4, "not_date"), (5, "blank")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("calendar"))) == ([], 0)
