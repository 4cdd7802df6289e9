"""The improvement register: dates in order, states and closings."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "编号,指标,对象,负责人,开始日期,到期日,状态,关闭日期\n"
TABLES = {"actions": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(warehouse, *["1,on_time,carrier=A,Li,2026-01-01,2026-03-31,进行中,"])
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("actions")) == 1


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(
        warehouse, *["1,on_time,,,2026-05-01,2026-03-31,已关闭,", "2,on_time,,,2026-05-01,,closed,2026-04-01"]
    )
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {
        "due_before_start": (1, 2),
        "closed_before_start": (1, 3),
        "done_without_date": (1, 2),
    }
    assert len(intake.used_rows("actions")) == 2


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(warehouse, *["1,,,,,,,", "2,on_time,,,,,mañana,"])
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "blank"), (3, "not_choice")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("actions"))) == ([], 0)
