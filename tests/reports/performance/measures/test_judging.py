"""The improvement register worked by hand: the verdict and the next step of each measure."""

import json

import pandas as pd

from tests.golden import shared
from wcm_helpers.methods.interrupted_series import SHOWN
from wcm_helpers.reports.performance.measures.judging import judge_register

COLUMNS = {
    "编号": "id", "指标": "metric", "对象": "scope", "负责人": "owner", "开始日期": "start", "到期日": "due",
    "状态": "status",
    "预期效果": "expected_effect", "证据": "evidence", "关闭日期": "closed_at", "对照组": "comparison",
}  # fmt: skip
STATES = {"已完成": "done", "进行中": "in_progress", "未开始": "not_started", "已关闭": "closed"}


def register():
    rows = pd.read_csv(shared("service/register/register.csv"), encoding="utf-8-sig").rename(columns=COLUMNS)
    for name in ("start", "due", "closed_at"):
        rows[name] = pd.to_datetime(rows[name])
    return rows.assign(status=rows["status"].map(STATES))


def judged():
    months = pd.read_csv(shared("service/register/indicator_months.csv"))

    def series_of(metric, scope):
        rows = months[(months["indicator"] == metric) & (months["group"] == scope)]
        return None if rows.empty else (rows[["month", "value"]], "down")

    return {each.row["id"]: each for each in judge_register(register(), series_of, "2026-10", 3)}


def test_every_measure_has_the_verdict_worked_by_hand():
    expected = json.loads(shared("service/register/expected.json").read_text(encoding="utf-8"))["measures"]
    results = judged()
    assert set(results) == set(expected)
    for name, row in expected.items():
        got = results[name]
        assert (got.verdict, got.next, got.overdue) == (row["verdict"], row["next"], row["overdue"]), name
        assert row["pdca"].startswith(got.phase), name
    assert results["M6"].first_verdict == "2026-12"
    assert results["M1"].effect.verdict == SHOWN
    assert results["M1"].effect.compared


def test_a_decision_of_a_person_may_close_a_measure():
    rows = (
        register().query("id == 'M4'").assign(decision="stopped: the customer left, agreed with its manager")
    )
    verdict = judge_register(rows, lambda metric, scope: None, "2026-10", 3)[0].verdict
    assert verdict == "cannot tell"


def test_a_measure_begun_after_the_month_has_not_started_yet():
    rows = register().query("id == 'M1'")
    assert judge_register(rows, lambda metric, scope: None, "2026-03", 3)[0].verdict == "not started"
