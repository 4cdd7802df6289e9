"""Activities: the usual ones under their own name, others as they are written."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of

TABLE = "activities"
HEAD = "客户编号,月份,仓库,作业环节,作业量,工时"


def test_good_rows_are_used_without_a_warning(warehouse):
    words = ["收货", "Put-Away", "拣货", "复核", "打包", "装车", "盘点", "退货", "异常", "客服", "贴标"]
    intake = intake_of(warehouse, TABLE, HEAD, *[f"007,2026-05-31,S1,{word},10,2.5" for word in words])
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert set(rows["activity"]) == {
        "receiving", "put_away", "picking", "checking", "packing", "loading", "counting", "returns",
        "exceptions", "customer_service", "贴标",
    }  # fmt: skip
    assert (set(rows["month"]), rows["minutes"].sum(), rows["volume"].sum()) == ({"2026-05"}, 27.5, 110)


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, "a,2026-05,S1,拣货,-1,5", "a,2026-05,S1,打包,1,-5")
    assert warned_of(intake) == {"negative_volume": (1, 2), "negative_minutes": (1, 3)}


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "a,May,S1,拣货,1,5", "a,2026-05,S1,,1,5", ",,,,,", "a,2026-05,S1,拣货,1,x",
        "a,2026-05,S1,打包,1,1", "a,2026-05,S1,包装,1,1",  # two words of one activity: one row twice
    )  # fmt: skip
    assert rejects_of(intake) == [
        (2, "not_month"), (3, "blank"), (4, "empty"), (5, "not_number"), (7, "duplicate"),
    ]  # fmt: skip


def test_a_file_without_minutes_and_volume_is_refused(warehouse):
    intake = intake_of(warehouse, TABLE, "客户编号,月份,作业环节", "a,2026-05,拣货")
    assert "minutes (or volume)" in intake.faults_of()[0]
