"""What a single cell is read as: expected values are what a person reads there."""

from decimal import Decimal
from functools import cache

import duckdb
import pytest

from wcm_helpers.data.read import typed
from wcm_helpers.data.read.money_signs import without_sign_of_row
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import Column


def read(text: str, column: Column, factor: int = 1, zone: str = "Asia/Shanghai", **options: str) -> object:
    """Read one cell as the intake does: fast, and where that gives nothing, with care."""
    source = TableSource(path="x.csv", **options)
    sql = (
        f"select coalesce(f, {typed.careful('p', column, source, zone, factor)}) from "
        f"(select {typed.fast('c', column, source, factor)} as f, {typed.plain('c', column)} as p "
        f"from (select $1::VARCHAR as c))"
    )
    return _prepared(sql).execute(f"execute cell({quoted(text)})").fetchone()[0]


@cache
def _prepared(sql: str) -> duckdb.DuckDBPyConnection:
    """Return a connection with a query that was planned once: that takes ten times as long as one cell."""
    connection = _database().cursor()
    connection.execute("set TimeZone = 'UTC'")
    connection.execute(f"prepare cell as {sql}")
    return connection


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1,234", "1234"),
        ("1,234,567.891", "1234567.891"),
        ("¥1,234", "1234"),
        ("￥１，２３４．５", "1234.5"),
        ("CNY 5", "5"),
        ("5元", "5"),
        ("(1,234.00)", "-1234"),
        ("1234-", "-1234"),
        ("-¥5", "-5"),
        ("(¥ 5.00)", "-5"),
        ("5.00 RMB", "5"),
        ("- 5", "-5"),
        ("1 234 567.5", "1234567.5"),
        ('="1,000.00"', "1000"),
        ("'-75.63", "-75.63"),
        (" -   ", "0"),
        (" ¥ -   ", "0"),
        ("5e-05", "0.0001"),  # a program writes all digits: 0.00005, rounded to four places
        ("−5", "-5"),
        ("１２３", "123"),
        (" 5\u3000", "5"),
        (".5", "0.5"),
        ("1e3", "1000"),
    ],
)
def test_an_amount_is_read_as_written(text, amount):
    assert read(text, TABLES["billing"]["amount_ex_vat"]) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["$5", "USD 500.00", "€200", "5 HK$", "12 5", "1 2 3", "900 00", "0,125", "1.23E+05", "1_000", "1¥2",
     "1 234,567", "12,5", "1.234,50", "1,23,456", "1234567,890", "1,2345", "abc", "--5", "5-5", "(5",
     "(5)-", "0x1F", "inf", "12%", "9" * 18],
)  # fmt: skip
def test_an_amount_that_is_not_sure_is_no_amount(text):
    assert read(text, TABLES["billing"]["amount_ex_vat"]) is None


@pytest.mark.parametrize(
    ("text", "site", "cell", "amount"),
    [
        ("$5", "USD", None, "5"),
        ("¥5", "USD", None, None),
        ("US$5", "CNY", "USD", "5"),  # the row says USD, and so does the sign
        ("¥5", "CNY", "USD", None),  # the row says USD, the sign another
        ("¥5", "CNY", "", "5"),
    ],
)
def test_the_sign_of_an_amount_is_that_of_the_site_or_of_its_row(text, site, cell, amount):
    column, source = TABLES["billing"]["amount_ex_vat"], TableSource(path="x.csv")
    without = cell is not None and (lambda sql: without_sign_of_row(sql, site, "d"))
    plain = typed.plain("c", column, site, without or None)
    sql = f"select {typed.careful('p', column, source, 'UTC', 1)} from (select {plain} as p from "
    value = duckdb.execute(f"{sql} (select $1::VARCHAR as c, $2::VARCHAR as d))", [text, cell]).fetchall()[0][
        0
    ]
    assert value == (amount and Decimal(amount))


def test_a_zero_before_a_comma_is_no_thousand_under_a_declared_comma_either():
    assert read("0.125", TABLES["billing"]["amount_ex_vat"], decimal=",") is None
    assert read("0,125", TABLES["billing"]["amount_ex_vat"], decimal=",") == Decimal("0.125")


@pytest.mark.parametrize(("text", "amount"), [("12,5", "12.5"), ("1.234,50", "1234.5"), ("1.234", "1234")])
def test_a_declared_decimal_comma_counts(text, amount):
    assert read(text, TABLES["billing"]["amount_ex_vat"], decimal=",") == Decimal(amount)


def test_a_point_under_a_declared_comma_is_not_guessed_at():
    assert read("12.5", TABLES["billing"]["amount_ex_vat"], decimal=",") is None


def test_a_unit_multiplies_before_anything_is_rounded():
    # 1.23456 in ten thousands is 12,345.6; rounding the 1.23456 to four places first would give 12,346
    assert read("1.23456", TABLES["billing"]["amount_ex_vat"], factor=10_000) == Decimal("12345.6")
    assert read("1,234.5", TABLES["billing"]["amount_ex_vat"], factor=10_000) == 12_345_000


@pytest.mark.parametrize(
    ("text", "share"), [("0.06", "0.06"), ("6%", "0.06"), ("６％", "0.06"), ("100%", "1")]
)
def test_a_share_is_a_fraction_or_a_percentage(text, share):
    assert read(text, TABLES["billing"]["vat_rate"]) == Decimal(share)


@pytest.mark.parametrize(("table", "column"), [("billing", "vat_rate"), ("order_lines", "discount")])
def test_a_share_written_1_may_be_one_per_cent(table, column):
    assert read("1", TABLES[table][column]) is None
    assert read("1.00", TABLES[table][column]) is None
    assert read("1%", TABLES[table][column]) == Decimal("0.01")
    assert read("1", TABLES["sla_terms"]["target"]) == 1  # a target of all cases has no second meaning


@pytest.mark.parametrize("text", ["6", "-0.1", "110%"])
def test_a_share_outside_0_to_1_is_none(text):
    assert read(text, TABLES["billing"]["vat_rate"]) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-01-05 08:03:00", "2024-01-05 08:03:00"),
        ("2024-01-05T08:03", "2024-01-05 08:03:00"),
        ("2024/1/5 8:03", "2024-01-05 08:03:00"),
        ("2024.1.5", "2024-01-05 00:00:00"),
        ("2024年1月5日", "2024-01-05 00:00:00"),
        ("2024年1月5日 8时3分", "2024-01-05 08:03:00"),
        ("2024年1月5日8:03:09", "2024-01-05 08:03:09"),
        ("20240105", "2024-01-05 00:00:00"),
        ("20240105080309", "2024-01-05 08:03:09"),
        ("２０２４－０１－０５", "2024-01-05 00:00:00"),
        ("2024-01-05T20:03:00Z", "2024-01-06 04:03:00"),  # 20:03 in Greenwich is 04:03 in Shanghai
        ("2024-01-05 20:03:00+0900", "2024-01-05 19:03:00"),
    ],
)
def test_a_time_is_read_year_first(text, time):
    assert str(read(text, TABLES["orders"]["created_at"])) == time


@pytest.mark.parametrize(
    "text",
    ["2024-01-05 24:00:00", "2024-01-05 24:00", "2024/1/5 24:00", "20240105240000", "05/01/2024",
     "24-01-05", "2024-13-01", "2024-02-30", "0012-01-05", "1900-01-01", "9999-12-31", "45296", "2024-1",
     "epoch", "now", "infinity", "2024-01-05 13:03 AM", "2024-01-05 0:03 PM", "2024-01-05 08:03:00 CST"],
)  # fmt: skip
def test_a_time_that_is_not_sure_is_none(text):
    assert read(text, TABLES["orders"]["created_at"]) is None


@pytest.mark.parametrize(
    ("text", "form", "time"),
    [
        ("05/01/2024", "%d/%m/%Y", "2024-01-05 00:00:00"),
        ("05/01/2024", "%m/%d/%Y", "2024-05-01 00:00:00"),
        ("05/01/2024 8:03", "%d/%m/%Y", "2024-01-05 08:03:00"),
        ("05/01/2024 8:03 PM", "%m/%d/%Y", "2024-05-01 20:03:00"),
        ("05.01.24 08h03", "%d.%m.%y %Hh%M", "2024-01-05 08:03:00"),
        ("2024-01-05", "%d/%m/%Y", "2024-01-05 00:00:00"),
        ("31/31/2024", "%d/%m/%Y", "None"),
    ],
)
def test_a_declared_date_format_decides(text, form, time):
    assert str(read(text, TABLES["orders"]["created_at"], date_format=form)) == time


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-04", "2026-04"), ("202604", "2026-04"), ("2026/4", "2026-04"), ("2026年4月", "2026-04"),
        ("２０２６－０４", "2026-04"), ("2026-04-01", "2026-04"), ("20260401", "2026-04"),
        ("2026年4月份", "2026-04"), ("2026-04-01 08:00", "2026-04"), ("2026.4", "2026-04"),
        ("2026.10", "2026-10"), ("2026.01", "2026-01"),
        ("2026.1", None),  # January, or a 2026.10 that became a number
        ("2026-04-26 ~ 2026-05-25", None), ("2026-04 至 2026-05", None), ("2026-123", None),
        ("2026-13", None), ("20264", None), ("Apr 2026", None),
    ],
)  # fmt: skip
def test_a_month_is_read_whatever_parts_it(text, month):
    assert read(text, TABLES["billing"]["period"]) == month


@pytest.mark.parametrize(
    ("text", "id"),
    [("0012", "0012"), ("NA", "NA"), ("nan", "nan"), ("None", "None"), ("1234567890123456789",) * 2,
     ('="00123"', "00123"), ('="00123" ', "00123"), ("'00123", "00123"), ("o'neil", "o'neil"),
     ("'a'", "'a'"), ("7E+05", None), ("1.00001E+11", None), ("2.02605e+17", None), ("AE+5", "AE+5"),
     (" 7\u3000", "7"), ("客户甲 ", "客户甲"), ("<b>", "<b>")],
)  # fmt: skip
def test_an_id_stays_the_text_it_is(text, id):
    assert read(text, TABLES["billing"]["customer_id"]) == id


@pytest.mark.parametrize(
    ("text", "said"), [("是", True), ("Y", True), ("0", False), ("×", False), ("?", None)]
)
def test_yes_and_no_are_read_in_both_languages(text, said):
    assert read(text, TABLES["billing"]["credit_note"]) is said


def test_a_direction_is_known_by_its_words():
    assert [read(text, TABLES["orders"]["direction"]) for text in ("出库", "Outbound", "退货", "?")] == [
        "out", "out", "return", None,
    ]  # fmt: skip
