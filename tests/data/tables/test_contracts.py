"""Contracts: overlaps, renewals and impossible days."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "合同号,客户编号,开始日期,结束日期,自动续约,提前通知天数,续签自,服务项\n"
TABLES = {"contracts": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(warehouse, *["C1,a,2025-01-01,2025-12-31,否,30,,", "C2,a,2026-01-01,,是,30,C1,"])
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("contracts")) == 2


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(
        warehouse, *["C1,a,2025-01-01,2026-01-31,否,-1,C0,", "C2,a,2026-01-01,2025-01-01,是,30,C1,"]
    )
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {
        "contract_ends_first": (1, 3),
        "contracts_overlap": (1, 2),
        "renews_unknown": (1, 2),
        "negative_notice": (1, 2),
    }
    assert len(intake.used_rows("contracts")) == 2


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(warehouse, *["C1,,2025-01-01,,,,,", "C2,a,x,,,,,"])
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "blank"), (3, "not_date")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("contracts"))) == ([], 0)
