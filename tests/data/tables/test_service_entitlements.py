"""Entitlements: a class or a customer, levels, periods and days that overlap."""

from tests.data.tables.rows import intake_of, rejects_of, warned_of

TABLE = "service_entitlements"
HEAD = "客户编号,等级,权益项目,标准,周期,客户经理工时,生效日期,失效日期"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        ",A类,专属客户经理,,,6,2026-01-01,",
        ",A,首次响应,1,,,2026-01-01,",
        ",A,定期沟通,1,每月,,2026-01-01,2026-06-30",
        ",A,月度沟通,2,month,,2026-07-01,",
        "007,,QBR,4,每年,,2026-01-01,",
        ",大客户,Priority Release,,,,2026-01-01,",
    )  # fmt: skip
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert set(rows["class"].dropna()) == {"A"}
    assert rows.loc[rows["item"] == "review", ["customer_id", "level", "period"]].values.tolist() == [
        ["007", 4.0, "year"]
    ]
    assert rows.loc[rows["item"] == "named_manager", "hours"].tolist() == [6.0]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        ",A,定期沟通,1,,,2026-01-01,",  # line 2: how often?
        ",A,定期沟通,2,每月,,2026-02-01,",  # line 3: line 2 still holds
        ",A,响应,,,,2026-03-01,",  # line 4: within how many hours?
        ",A,专属客户经理,,,0,2026-05-01,2026-04-30",  # line 5
        ",,自助服务,,,,2026-01-01,",  # line 6: whose?
        "a,,定期沟通,1,每月,,2026-02-01,",  # another case than line 2
    )  # fmt: skip
    assert warned_of(intake) == {
        "no_period": (1, 2),
        "entitlements_overlap": (1, 3),
        "no_level": (1, 4),
        "no_manager_hours": (1, 5),
        "entitlement_ends_first": (1, 5),
        "entitles_nobody": (1, 6),
    }
    assert len(intake.used_rows(TABLE)) == 6


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        ",A,飞行,,,,2026-01-01,",
        ",D,自助服务,,,,2026-01-01,",
        ",A,自助服务,,,,,",
        ",,,,,,,",
        ",C,自助服务,,每周,,2026-01-01,",
    )  # fmt: skip
    assert rejects_of(intake) == [
        (2, "not_choice"), (3, "not_choice"), (4, "blank"), (5, "empty"), (6, "not_choice"),
    ]  # fmt: skip
    assert intake.used_rows(TABLE)["period"].isna().tolist() == [True]  # the cell only


def test_a_file_without_class_and_customer_is_refused(warehouse):
    intake = intake_of(warehouse, TABLE, "权益项目,生效日期", "自助服务,2026-01-01")
    assert "class (or customer_id)" in intake.faults_of()[0]
