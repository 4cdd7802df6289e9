"""Headers of exports, recognised in the exports of a warehouse."""

import pytest

from tests.data.exports import BILLS, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.headers import recognise, require_columns
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import TABLES


def test_headers_are_known_in_chinese_with_full_width_brackets_and_unit(warehouse):
    intake = warehouse.billing("发票号,货主编码,开票日期,　金额（万元） \nI1,甲,2026-05-01,1.23456\n")
    assert revenue(warehouse.facts(intake)) == {"甲": 123_456_000}  # 12,345.60
    assert intake.staged["billing"][0].read_remarks() == [
        "金额（万元）: the numbers are in 万元 and are multiplied by 10,000."
    ]


def test_of_two_headers_for_one_column_the_first_counts_and_it_is_said(warehouse):
    intake = warehouse.billing("customer_id,doc_date,金额,不含税金额\na,2026-05-01,106,100\n")
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000}
    assert intake.staged["billing"][0].read_remarks() == [
        'amount_ex_vat is read from "不含税金额", not from 金额. To read another one, '
        "name it in columns under [tables.billing]."
    ]


BOTH = "customer_id,doc_date,金额（含税）,金额（不含税）,税率(%)\n"
BOTH += "a,2026-05-01,106,100,6\nb,2026-05-02,101,100,1\n"


@pytest.mark.parametrize(
    ("content", "site", "options", "expected"),
    [
        (BOTH, "", "", {"a": 1_000_000, "b": 1_000_000}),
        (BOTH, 'vat = "included"', "", {"a": 1_000_000, "b": 1_000_000}),
        (
            BOTH.replace("(%)", "").replace(",6\n", ",6%\n").replace(",1\n", ",1%\n"), 'vat = "included"', "",
            {"a": 1_000_000, "b": 1_000_000},
        ),
        ("customer_id,doc_date,金额(元),金额(USD)\na,2026-05-01,710,100\n", "", "", {"a": 7_100_000}),
        ("customer_id,doc_date,金额(USD),金额(元)\na,2026-05-01,100,710\n", "", "", {"a": 7_100_000}),
        (
            "customer_id,doc_date,金额(USD)\na,2026-05-01,100\n", "",
            'constants = { currency = "USD", fx_rate = "7.1" }', {"a": 7_100_000},
        ),
        ("customer_id,doc_date,金额(USD)\na,2026-05-01,100\n", 'currency = "USD"', "", {"a": 1_000_000}),
        (
            "customer_id,doc_date,金额,金额\na,2026-05-01,1,2\n", "",
            'columns = { amount_ex_vat = "金额 (#2)" }', {"a": 20_000},
        ),
        (
            "customer_id,doc_date,金额,金额\na,2026-05-01,1,2\n", "",
            'columns = { amount_ex_vat = "col:C" }', {"a": 10_000},
        ),
        ("customer_id,doc_date,金额,金额\na,2026-05-01,1,2\n", "", 'ignore = ["金额 (#1)"]', {"a": 20_000}),
        (
            "customer_id,doc_date,金额(预估)\na,2026-05-01,1\n", "",
            'columns = { amount_ex_vat = "金额(预估)" }', {"a": 10_000},
        ),
        (
            "customer,date,Amount,Debit,Credit\na,2026-05-01,5.00,5.00,0.00\na,2026-05-02,-1.00,0.00,1.00\n",
            "", "", {"a": 40_000},
        ),
        ("customer,date,Amount,Credit\na,2026-05-01,5,yes\n", "", "", {"a": -50_000}),
        ("customer,date,Amount,Credit\na,2026-05-01,5,0.00\n", "", 'ignore = ["Credit"]', {"a": 50_000}),
    ],
)  # fmt: skip
def test_the_column_that_is_meant_is_read(warehouse, content, site, options, expected):
    assert revenue(warehouse.facts(warehouse.billing(content, options, site=site))) == expected


@pytest.mark.parametrize(
    ("headers", "site", "options", "fault"),
    [
        (
            "金额,金额", "", "",
            'b.csv: 2 columns are called "金额" and could be amount_ex_vat. Name the right one under '
            '[tables.billing], for example columns = { amount_ex_vat = "金额 (#1)" }.',
        ),
        (
            "金额（含税）,税率", "", "",
            'b.csv: "金额（含税）" is with VAT, but the settings read amounts by vat = "excluded". Set '
            'vat = "included" under [site], or name another column in columns.',
        ),
        (
            "不含税金额,税率", 'vat = "included"', "",
            'b.csv: "不含税金额" is without VAT, but the settings read amounts by vat = "included". Set '
            'vat = "excluded" under [site], or name another column in columns.',
        ),
        (
            "金额(千美元),备注", "", "",
            'b.csv: "金额(千美元)" is in USD, and the currency of the site is CNY. Give the rate, CNY for '
            'one USD, under [tables.billing], for example constants = { currency = "USD", fx_rate = "7.00" '
            "}; or name another column for amount_ex_vat in columns.",
        ),
        (
            "金额(预估),备注", "", "",
            'b.csv: "预估" behind "金额(预估)" is not understood, so amount_ex_vat cannot be read for sure. '
            'If the numbers are right as they are, set columns = { amount_ex_vat = "金额(预估)" } under '
            '[tables.billing]. If the column is not to be read, set ignore = ["金额(预估)"] there.',
        ),
        (
            "金额,备注", "", 'ignore = ["备 注 2"]',
            'b.csv: there is no column "备 注 2", which ignore under [tables.billing] leaves out. There '
            "are: customer_id, doc_date, 备注 and 金额.",
        ),
    ],
    ids=["two_alike", "with_vat", "without_vat", "currency", "unknown", "ignored"],
)  # fmt: skip
def test_a_header_that_is_not_sure_stops_with_what_decides(warehouse, headers, site, options, fault):
    intake = warehouse.billing(f"customer_id,doc_date,{headers}\na,2026-05-01,1,2\n", options, site=site)
    assert intake.faults_of() == [fault]


def test_a_currency_in_a_table_without_rates_has_a_way_out(warehouse):
    warehouse.write(
        b__csv="customer_id,doc_date,金额\na,2026-05-01,1\n",
        o__csv="order_id,customer_id,created_at,货值(USD)\n1,a,2026-05-01,5\n",
    )
    for options, count in (("", 1), ('\nignore = ["货值(USD)"]', 0)):
        intake = take_in(warehouse.settings(BILLS | {"orders": f'path = "o.csv"{options}'}))
        assert len([fault for fault in intake.faults_of() if "must be in CNY" in fault]) == count


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026年5月", "2026年6月"),
        ("2026-05", "2026-06"),
        ("202605", "202606"),
        ("5月", "12月"),
        ("May 2026", "Jun-26"),
    ],
)
def test_a_column_a_month_is_named_with_what_to_do(warehouse, first, last):
    intake = warehouse.billing(f"客户编号,客户名称,{first},{last},合计\nC001,甲,1000,900,1900\n")
    assert intake.faults_of() == [
        f'b.csv: the file has a column for each month, from "{first}" to "{last}", and billing needs a row '
        "for each month. In Excel, choose Data, From Table/Range, select the columns of the months, choose "
        "Transform, Unpivot Columns, name the columns customer_id, period and amount_ex_vat, and save the "
        "sheet."
    ]


def test_what_that_remedy_gives_is_read(warehouse):
    rows = "C001,甲,1900,2026年5月,1000\nC001,甲,1900,2026年6月,900\n"
    intake = warehouse.billing(f"customer_id,客户名称,合计,period,amount_ex_vat\n{rows}")
    assert revenue(warehouse.facts(intake)) == {"C001": 19_000_000}


@pytest.mark.parametrize("headers", [["customer", "order date"], ["货主", "下单时间", "件数"]])
def test_orders_without_a_number_are_not_counted_by_rows(headers):
    orders, source = TABLES["orders"], TableSource(path="o.csv")
    with pytest.raises(WorkbookError, match=r"number the rows in a column of the export\.$"):
        require_columns(recognise(headers, orders, source, "o.csv"), orders, source, "o.csv")


def test_a_number_and_another_column_that_are_missing_are_named_together():
    orders, source = TABLES["orders"], TableSource(path="o.csv")
    with pytest.raises(WorkbookError, match="no column is recognised as order_id and created_at"):
        require_columns(recognise(["customer"], orders, source, "o.csv"), orders, source, "o.csv")
