"""The log of control charts: new limits with a month and a reason."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "指标,对象,月份,类型,原因\n"
TABLES = {"interventions": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(warehouse, *["on_time,,2026-03,重置,new WMS", "on_time,carrier=A,2026-03,标记,x"])
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("interventions")) == 2


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(warehouse, *["on_time,,2026-04,measure,x"])
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {}
    assert len(intake.used_rows("interventions")) == 1


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(
        warehouse, *["on_time,,2026-03,重置,", "on_time,,2026-13,重置,x", "on_time,,2026-04,so,x"]
    )
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "blank"), (3, "not_month"), (4, "not_choice")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("interventions"))) == ([], 0)
