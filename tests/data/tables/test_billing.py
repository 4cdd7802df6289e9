"""The amount and the month of a billing line."""

import duckdb

from wcm_helpers.data.dialects import DUCKDB
from wcm_helpers.data.tables.billing import TABLE
from wcm_helpers.data.tables.schema import SiteRules


def line(**cells):
    empty = dict.fromkeys(TABLE.names, "null") | {"_bad": "0", "amount_ex_vat": "null::DECIMAL(18, 4)"}
    columns = ", ".join(f"{value} as {name}" for name, value in (empty | cells).items())
    return f"(select {columns})"


def test_an_amount_with_vat_in_another_currency_is_net_and_converted():
    row = line(amount_ex_vat="106::DECIMAL(18, 4)", vat_rate="0.06", currency="'USD'", fx_rate="7.1")
    amount = TABLE.amount(SiteRules("s", "CNY", "included", "doc_date"))
    assert float(duckdb.sql(f"select {amount} from {row}").fetchall()[0][0]) == 710  # 106 / 1.06 × 7.1


def test_the_period_decides_the_month_where_the_site_says_so():
    row = line(doc_date="DATE '2026-05-03'", period="'2026-04'")
    for column, month in (("doc_date", "2026-05"), ("period", "2026-04")):
        sql = TABLE.month(SiteRules("s", "CNY", "excluded", column), DUCKDB)
        assert duckdb.sql(f"select {sql} from {row}").fetchall() == [(month,)]
