"""Contacts with customers: kinds, minutes and what was agreed."""

import pandas as pd

from tests.data.tables.rows import intake_of, rejects_of, warned_of
from wcm_helpers.data.facts.history import read_history

TABLE = "interactions"
HEAD = "客户编号,沟通时间,沟通方式,客户经理,时长,下一步"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "007,2026-05-04 10:30,拜访,M01,90,报价",
        "007,2026-05-04,微信,M01,5,",
        "007,2026-05-04,微信,M01,5,",  # without a number, both count
        "8,2026-05-06,QBR,,120,",
        "8,2026-05-07,电话,,,",
        "8,2026-05-08,会议,,,",
    )  # fmt: skip
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert rows["kind"].value_counts().to_dict() == {
        "message": 2, "visit": 1, "review": 1, "call": 1, "meeting": 1,
    }  # fmt: skip
    assert rows["happened_at"].max() == pd.Timestamp("2026-05-08")
    assert intake.reconciliation[["month", "reason", "rows"]].values.tolist() == [["2026-05", "", 6]]


def test_a_number_of_the_record_names_it(warehouse):
    intake = intake_of(
        warehouse, TABLE, "记录编号,客户编号,日期", "1,a,2026-05-04", "1,a,2026-05-04", "2,a,2026-05-04"
    )
    assert rejects_of(intake) == [(3, "duplicate")]


def test_no_phone_number_of_a_text_is_published(warehouse):
    intake_of(warehouse, TABLE, HEAD, "a,2026-05-04,电话,M01,5,致电 13800000000 报价")
    history = read_history(warehouse.settings({TABLE: 'path = "x.csv"'}))
    assert history.table(TABLE)["next_step"].tolist() == ["[…] 报价"]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "a,2026-05-04,拜访,M01,-5,", "a,2026-05-04,拜访,M01,1441,", "a,2026-05-05,拜访,M01,1440,",
    )  # fmt: skip
    assert warned_of(intake) == {"negative_minutes": (1, 2), "longer_than_a_day": (1, 3)}


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        ",2026-05-04,拜访,,,", "a,soon,拜访,,,", ",,,,,", "a,2026-05-04,托梦,,,", "a,2026-05-04,拜访,,,",
    )  # fmt: skip
    assert rejects_of(intake) == [(2, "blank"), (3, "not_time"), (4, "empty"), (5, "not_choice")]
    assert len(intake.used_rows(TABLE)) == 2  # an unknown kind costs the cell only
