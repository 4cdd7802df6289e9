"""Cost pools: kinds, activities and capacity; amounts add up in the reconciliation."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of

TABLE = "cost_pools"
HEAD = "月份,成本池,类型,作业环节,金额,实际产能"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "2026-05,拣货组,人工,拣货,1000.50,6000", "2026-05,一号库,场地,,2000,800",
        "2026-05,管理,间接费用,,500,",
    )  # fmt: skip
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE).set_index("pool")
    assert rows["kind"].to_dict() == {"拣货组": "labour", "一号库": "space", "管理": "overhead"}
    assert (rows.loc["拣货组", "activity"], rows.loc["拣货组", "cost"]) == ("picking", 10_005_000)
    # 1000.50 + 2000 + 500, in ten-thousandths
    assert intake.reconciliation["amount"].tolist() == [35_005_000]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "2026-05,p,人工,,1,10", "2026-05,q,场地,,1,0", "2026-05,r,管理费用,,-1,", "2026-05,s,人工,拣货,1,",
    )  # fmt: skip
    assert warned_of(intake) == {
        "labour_without_activity": (1, 2), "no_pool_capacity": (2, 3), "negative_pool": (1, 4),
    }  # fmt: skip


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "2026-05,p,魔法,,1,", "2026-05,q,场地,,x,", ",,,,,", "2026-05,,场地,,1,9", "2026-05,r,场地,,1,9",
    )  # fmt: skip
    assert rejects_of(intake) == [(2, "not_choice"), (3, "not_amount"), (4, "empty"), (5, "blank")]
