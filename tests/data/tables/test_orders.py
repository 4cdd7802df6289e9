"""Orders: defaults and steps out of order."""

import duckdb
import pytest

from tests.data.read.one_export import faults_of, read
from wcm_helpers.data.dialects import DUCKDB
from wcm_helpers.data.tables.orders import TABLE
from wcm_helpers.data.tables.schema import SiteRules
from wcm_helpers.data.tables.service_words import ORDER_STATES


def test_an_order_without_warehouse_or_direction_goes_out_of_the_site():
    site = SiteRules("hz", "CNY", "excluded", "doc_date")
    assert (TABLE["site_id"].default(site), TABLE["direction"].default(site)) == ("hz", "out")


def test_a_date_without_a_time_is_not_before_its_own_day():
    steps = "null::TIMESTAMP as released_at, null::TIMESTAMP as picked_at, null::TIMESTAMP as packed_at"
    for shipped, expected in (("2026-05-05 00:00", 0), ("2026-05-04 10:00", 1)):
        row = (f"select TIMESTAMP '2026-05-05 10:00' as created_at, {steps}, "
               f"TIMESTAMP '{shipped}' as shipped_at, null::TIMESTAMP as signed_at")  # fmt: skip
        sql = f"select count(case when {TABLE.warnings[0].sql(DUCKDB)} then 1 end) from ({row})"
        assert duckdb.sql(sql).fetchall() == [(expected,)]


def test_a_draft_is_no_order_and_settings_name_further_ones(tmp_path):
    rows = "O1,C1,2026-05-01,草稿,5\nO2,C1,2026-05-02,Entwurf,5\nO3,C1,2026-05-02,已发货,5\n"
    (tmp_path / "e.csv").write_text("order_id,customer_id,created_at,status,goods_value\n" + rows)
    export = read(tmp_path, "orders", "e.csv", 'values = { status = { draft = ["Entwurf"] } }')
    assert faults_of(export) == [(2, "status", "草稿", "draft"), (3, "status", "Entwurf", "draft")]


@pytest.mark.parametrize(
    ("status", "shipped", "cancelled", "reasons"),
    [
        ("交易关闭", None, None, []),
        ("已关闭", None, None, ["closed_unsure"]),
        ("已关闭", "2026-05-11", None, []),
        ("Quxiao", None, None, ["unknown_state"]),
        ("paid", None, None, []),
        ("Partially_Refunded", None, None, []),
        ("fulfilled", None, None, []),
        ("unfulfilled", None, None, []),
        ("refunded", None, None, ["refunded_unsure"]),
        ("refunded", "2026-05-11", None, []),
        ("refunded", None, "2026-05-10 12:00", []),
        ("voided", None, None, []),
        (None, None, None, []),
        ("已发货", "2026-05-11", "2000-01-01", ["cancelled_early"]),
        ("已取消", None, "2026-05-10", []),
    ],
)
def test_a_state_that_is_not_sure_is_warned_of(status, shipped, cancelled, reasons):
    cells = dict.fromkeys(TABLE.names, "null") | {
        name: "null::TIMESTAMP" for name in TABLE.names if TABLE[name].kind == "time"
    }
    cells |= {"created_at": "TIMESTAMP '2026-05-10 10:00'", "direction": "'out'", "goods_value": "5"}
    cells |= {"status": f"'{status}'" if status else "null::VARCHAR"}
    cells |= {"shipped_at": f"TIMESTAMP '{shipped}'"} if shipped else {}
    cells |= {"cancelled_at": f"TIMESTAMP '{cancelled}'"} if cancelled else {}
    row = "(select " + ", ".join(f"{sql} as {name}" for name, sql in cells.items()) + ")"
    own = [warning for warning in TABLE.warnings if warning.condition]
    found = [w.reason for w in own if duckdb.sql(f"select 1 from {row} where {w.sql(DUCKDB)}").fetchall()]
    assert found == reasons


def test_the_words_of_a_cancelled_order_count_as_cancelled():
    for word in ("cancel", "交易关闭", "已作废", "voided", "已撤销", "cancelled by customer"):
        assert word in ORDER_STATES["cancelled"]
