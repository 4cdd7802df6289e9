"""Tickets: impossible orders of time, blank customers, states."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "工单编号,客户编号,提交时间,首次响应时间,解决时间,关闭时间,状态,理赔金额\n"
TABLES = {"tickets": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(
        warehouse,
        *[
            "1,a,2026-05-04 09:00,2026-05-04,2026-05-05 10:00,2026-05-06,已解决,10",
            "2,b,2026-05-04 09:00,,,,处理中,",
        ],
    )
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("tickets")) == 2


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(
        warehouse,
        *[
            "1,a,2026-05-04 09:00,2026-05-03 09:00,2026-05-03,2026-05-01,closed,-1",
            "2,,2026-05-04 09:00,,,,solved,",
        ],
    )
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {
        "response_before_creation": (1, 2),
        "resolved_before_creation": (1, 2),
        "closed_before_creation": (1, 2),
        "resolved_without_time": (1, 3),
        "no_customer": (1, 3),
        "negative_claim": (1, 2),
    }
    assert len(intake.used_rows("tickets")) == 2


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(warehouse, *["1,a,,,,,,", ",a,2026-05-04,,,,,", "3,a,2026-05-04,,,,whatever,"])
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "blank"), (3, "blank"), (4, "not_choice")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("tickets"))) == ([], 0)
