"""Terms of service: gaps, overlaps, times of day and targets."""

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "客户编号,等级,服务项,紧急程度,截单时间,时限(小时),时钟,目标,生效日期,失效日期\n"
TABLES = {"sla_terms": 'path = "x.csv"'}


def _intake(warehouse, *rows: str):
    warehouse.write(x__csv=HEAD + "".join(f"{row}\n" for row in rows))
    return take_in(warehouse.settings(TABLES))


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = _intake(
        warehouse,
        *[
            "a,,出库,,16:00,24,工作日,95%,2026-01-01,2026-03-31",
            "a,,出库,,16:00,24,工作日,0.95,2026-04-01,",
            "a,,响应,,,4,全天,,2026-01-01,",
            "a,,响应,紧急,,1,全天,,2026-01-01,",
            ",A,出库,,,24,工作日,,2026-01-01,",
        ],
    )
    assert (intake.faults_of(), intake.rejects.empty, list(intake.warnings["reason"])) == ([], True, [])
    assert len(intake.used_rows("sla_terms")) == 5


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = _intake(
        warehouse,
        *[
            "a,,出库,,4pm,24,工作日,,2026-01-01,2026-03-31",
            "a,,出库,,,24,工作日,,2026-03-01,2026-04-30",
            "a,,出库,,,0,工作日,,2026-06-01,2026-05-01",
        ],
    )
    warnings = intake.warnings.set_index("reason")[["rows", "line"]]
    assert {
        reason: tuple(row) for reason, row in zip(warnings.index, warnings.to_numpy().tolist(), strict=True)
    } == {
        "no_clock_time": (1, 2),
        "no_hours": (1, 4),
        "term_ends_first": (1, 4),
        "terms_overlap": (1, 3),
        "terms_gap": (1, 3),
    }
    assert len(intake.used_rows("sla_terms")) == 3


def test_broken_rows_are_rejected_with_their_reason(warehouse):
    intake = _intake(
        warehouse,
        *[
            "a,,出库,,,24,工作日,150%,2026-01-01,",
            "a,,飞行,,,24,工作日,,2026-01-01,",
            "a,,出库,,,,工作日,,2026-01-01,",
        ],
    )
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(2, "not_share"), (3, "not_choice"), (4, "blank")]


def test_a_file_without_rows_is_no_fault(warehouse):
    _intake(warehouse)
    history = read_history(warehouse.settings(TABLES))
    assert (history.intake.faults_of(), len(history.table("sla_terms"))) == ([], 0)
