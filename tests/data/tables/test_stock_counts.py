"""Stock counts: quantities of the system and counted."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "客户编号,仓库,盘点日期,商品编码,库位,账面数量,实盘数量\n"
TABLES = {"stock_counts": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(warehouse, *["a,W1,2026-05-04,S1,L1,10,9", "a,W1,2026-05-04,S1,L2,10,10"])
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("stock_counts")) == 2


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(warehouse, *["a,W1,2026-05-04,S1,L1,10,-9"])
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {"negative_count": (1, 2)}
    assert len(intake.used_rows("stock_counts")) == 1


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(warehouse, *["a,W1,2026-05-04,,L1,10,9", "a,W1,2026-05-04,S1,L1,10,x"])
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "blank"), (3, "not_number")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("stock_counts"))) == ([], 0)
