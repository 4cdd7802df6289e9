"""Acts on tickets: none is lost but one equal in everything."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "工单编号,时间,操作人类型,操作,字段,原值,新值\n"
TABLES = {"ticket_events": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(
        warehouse,
        *[
            "1,2026-05-04 09:00,客服,回复,,,",
            "1,2026-05-04 09:00,客服,改,status,open,pending",
            "1,2026-05-04 09:00,客服,改,status,pending,open",
            "1,2026-05-04 09:00,,改,status,pending,open",
        ],
    )
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("ticket_events")) == 4


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(warehouse, *["1,2026-05-04 09:00,客服,回复,,,"])
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {}
    assert len(intake.used_rows("ticket_events")) == 1


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(
        warehouse, *["1,2026-05-04 09:00,客服,回复,,,", "1,2026-05-04 09:00,客服,回复,,,", "1,,客服,回复,,,"]
    )
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(3, "duplicate"), (4, "blank")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("ticket_events"))) == ([], 0)
