"""Orders: defaults and steps out of order."""

import duckdb

from wcm_helpers.data.tables.orders import TABLE
from wcm_helpers.data.tables.schema import SiteRules


def test_an_order_without_warehouse_or_direction_goes_out_of_the_site():
    site = SiteRules("hz", "CNY", "excluded", "doc_date")
    assert (TABLE["site_id"].default(site), TABLE["direction"].default(site)) == ("hz", "out")


def test_a_date_without_a_time_is_not_before_its_own_day():
    steps = "null::TIMESTAMP as released_at, null::TIMESTAMP as picked_at, null::TIMESTAMP as packed_at"
    for shipped, expected in (("2026-05-05 00:00", 0), ("2026-05-04 10:00", 1)):
        row = (f"select TIMESTAMP '2026-05-05 10:00' as created_at, {steps}, "
               f"TIMESTAMP '{shipped}' as shipped_at, null::TIMESTAMP as signed_at")  # fmt: skip
        sql = f"select count(case when {TABLE.warnings[0].condition} then 1 end) from ({row})"
        assert duckdb.sql(sql).fetchall() == [(expected,)]
