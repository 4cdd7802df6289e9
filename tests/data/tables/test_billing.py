"""The amount and the month of a billing line."""

import duckdb
import pytest

from tests.data.read.one_export import faults_of, read
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


@pytest.mark.parametrize(
    ("word", "reason"),
    [("作废", "void"), ("Voided", "void"), ("草稿", "draft"), ("正常", None), ("已红冲", None), ("怪", None)],
)
def test_a_void_invoice_and_a_draft_are_no_revenue(tmp_path, word, reason):
    bill = f"I1,1,C1,2026-05-03,5000,{word}\nI2,1,C1,2026-05-04,300,正常\n"
    (tmp_path / "e.csv").write_text("invoice_no,line_no,customer_id,doc_date,amount,发票状态\n" + bill)
    faults = {(line, said) for line, _, _, said in faults_of(read(tmp_path, "billing", "e.csv"))}
    unknown = {(2, "not_choice")} if word == "怪" else set()  # the cell is left empty, and the line counts
    assert faults == ({(2, reason)} if reason else unknown)


def test_settings_name_further_states_of_an_invoice(tmp_path):
    (tmp_path / "e.csv").write_text("invoice_no,customer_id,doc_date,amount,status\nI1,C1,2026-05-03,5,X\n")
    export = read(tmp_path, "billing", "e.csv", 'values = { status = { void = ["x"] } }')
    assert faults_of(export) == [(2, "status", "X", "void")]


@pytest.mark.parametrize(("word", "amount"), [("红字", -20), ("蓝字", 20)])
def test_red_and_blue_say_whether_an_invoice_is_a_credit_note(tmp_path, word, amount):
    (tmp_path / "e.csv").write_text(
        f"invoice_no,customer_id,doc_date,amount,红字\nI1,C1,2026-05-03,20,{word}\n"
    )
    export = read(tmp_path, "billing", "e.csv")
    assert duckdb.sql(f"select _amount from '{export.parquet}'").fetchall() == [(amount,)]


def test_the_period_decides_the_month_where_the_site_says_so():
    row = line(doc_date="DATE '2026-05-03'", period="'2026-04'")
    for column, month in (("doc_date", "2026-05"), ("period", "2026-04")):
        sql = TABLE.month(SiteRules("s", "CNY", "excluded", column), DUCKDB)
        assert duckdb.sql(f"select {sql} from {row}").fetchall() == [(month,)]
