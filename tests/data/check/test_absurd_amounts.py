"""Amounts too large to be added up."""

import contextlib

import pytest

from tests.data.exports import BILLING
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

#: The largest amount that can be read; ten of them, in ten-thousandths, do not fit into 64 bits.
TOO_MUCH = 99_999_999_999_999
_TOO_LARGE = (
    f"{{}} is {TOO_MUCH}, so large that the amounts of {{}} cannot be added up exactly. "
    "Correct it in the export."
)


@pytest.mark.parametrize("files", [1, 4, 20])
def test_absurd_amounts_of_bills_block_and_nothing_wraps_around(warehouse, files):
    each = 20 // files
    for file in range(files):
        rows = "".join(f"I{file + 10}{n:02},1,c{n % 3},2026-05-03,{TOO_MUCH}\n" for n in range(each))
        (warehouse.folder / f"b{file:02}.csv").write_text(BILLING + rows)
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert f"b00.csv:2: {_TOO_LARGE.format('amount_ex_vat', 'billing')}" in intake.faults_of()
    assert len({fault.partition(":")[2] for fault in intake.faults_of()}) == 1
    assert intake.reconciliation[["rows", "amount"]].to_numpy().tolist() == [[20, 0]]
    with contextlib.suppress(WorkbookError):  # one clear line, or facts of customers that can be counted
        assert set(build(intake).billing["revenue"]) <= {TOO_MUCH * 10_000 * n for n in range(10)}


def test_absurd_amounts_of_orders_and_lines_block(warehouse):
    lines = "".join(f"1001,{n},1,{TOO_MUCH}\n" for n in range(20))
    warehouse.write(
        o1__csv="order_id,customer_id,created_at\n1001,a,2026-05-01\n",
        l1__csv="order_id,line_no,qty,amount\n" + lines,
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"', "order_lines": 'path = "l*.csv"'}))
    assert intake.faults_of() == [f"l1.csv:2: {_TOO_LARGE.format('amount', 'order_lines')}"]
    assert intake.reconciliation.query("table == 'order_lines'")["rows"].tolist() == [20]


def test_the_largest_amount_is_named_with_its_sign(warehouse):
    rows = "".join(f"I{n:02},1,a,2026-05-03,{TOO_MUCH - 90 - n}.5\n" for n in range(12))
    intake = warehouse.billing(BILLING + rows + f"J1,1,a,2026-05-03,-{TOO_MUCH}\nJ2,1,a,2026-05-03,7\n")
    assert intake.faults_of() == [
        f"b.csv:14: {_TOO_LARGE.format('amount_ex_vat', 'billing')}".replace("is ", "is -")
    ]


def many(*amounts):
    rows = "".join(
        f"I{number},1,a,2026-05-{number + 1:02},{amount}\n" for number, amount in enumerate(amounts)
    )
    return "invoice_no,line_no,customer_id,doc_date,amount\n" + rows


@pytest.mark.parametrize(
    ("amounts", "absurd"),
    [
        ([10] * 9 + [99_999_999_999_999], True),
        ([10] * 9 + [90_001], True),  # 9 × 10 × 1,000 = 90,000
        ([10] * 9 + [90_000], False),
        ([10] * 8 + [90_001], False),  # so few rows show nothing
        ([-90_001] + [10] * 9, True),
        ([0] * 20, False),
    ],
)
def test_an_amount_beyond_all_others_is_pointed_out_and_counts(warehouse, amounts, absurd):
    intake = warehouse.billing(many(*amounts))
    warned = intake.warnings[intake.warnings["reason"] == "absurd_amount"]
    largest = max(amounts, key=abs)
    expected = [[1, largest * 10_000, amounts.index(largest) + 2, "amount"]] if absurd else []
    assert warned[["rows", "amount", "line", "column"]].to_numpy().tolist() == expected


@pytest.mark.parametrize(
    ("currency", "amounts", "lines"),
    [
        ("CNY", ["99999999999999", "10", "20"], [2]),
        ("CNY", ["10", "999999999", "999999999.99"], [3, 4]),
        ("CNY", ["-9999999999", "12"], [2]),
        ("EUR", ["10000000000", "9999999998"], [2]),
        ("CNY", ["99999999", "999999998", "989999999", "9.99", "9999999999.5"], []),
        ("CNY", ["20000000000", "10000000000.01"], [2, 3]),
        # rents and goods of a large shipper: 2.5 trillion dong are 100 million dollars
        ("VND", ["2500000000000", "9999999999998", "850000000", "12000000000"], []),
        ("VND", ["10000000000000", "850000000"], [2]),
        ("VND", ["9999999999", "850000000"], [2]),
        ("IDR", ["1600000000000", "45000000000"], []),
        ("JPY", ["65000000000", "1200000"], []),
    ],
)
def test_an_amount_that_no_document_has_is_pointed_out_among_few_rows(warehouse, currency, amounts, lines):
    rows = "".join(f"I{n},1,c{n},2026-05-03,{amount}\n" for n, amount in enumerate(amounts))
    intake = warehouse.billing(BILLING + rows, site=f'currency = "{currency}"')
    assert intake.faults_of() == []
    warned = intake.warnings[intake.warnings["reason"] == "no_real_amount"]
    assert int(warned["rows"].sum()) == len(lines)
    assert warned["line"].tolist() == lines[:1]
    assert set(intake.warnings["reason"]) <= {"no_real_amount"}


def test_goods_costs_and_order_lines_of_no_real_amount_are_pointed_out(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,goods_value\n1,a,2026-05-01,9999999999\n2,a,2026-05-02,70\n",
        l__csv="order_id,line_no,qty,amount\n1,1,1,5\n1,2,1,11000000000\n",
        k__csv="customer_id,month,activity,cost\na,2026-05,rent,-999999999.99\na,2026-06,rent,999999999.98\n",
    )
    tables = {"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"', "costs": 'path = "k.csv"'}
    intake = take_in(warehouse.settings(tables))
    warned = intake.warnings[intake.warnings["reason"] == "no_real_amount"]
    assert warned[["table", "line", "column"]].to_numpy().tolist() == [
        ["orders", 2, "goods_value"], ["order_lines", 3, "amount"], ["costs", 2, "cost"],
    ]  # fmt: skip


def test_an_amount_beyond_all_others_is_pointed_out_once(warehouse):
    intake = warehouse.billing(many(*[10] * 9, 99_999_999_999_999))
    assert intake.warnings["reason"].tolist() == ["absurd_amount"]
    intake = warehouse.billing(many(*[10] * 9, 99_999_999_999_999, 99_999_999_999))
    # the second is beyond ten billion too, and the first a thousand times and less than it: 1000 < 1000.0001
    assert intake.warnings[["reason", "rows"]].to_numpy().tolist() == [["no_real_amount", 2]]
    intake = warehouse.billing(many(*[10] * 9, 99_999_999_999_999, 9_999_999_999))
    assert intake.warnings[["reason", "rows", "line"]].to_numpy().tolist() == [
        ["absurd_amount", 1, 11], ["no_real_amount", 1, 12],
    ]  # fmt: skip


@pytest.mark.parametrize("amount", [TOO_MUCH - 9, 9 - TOO_MUCH, 18_446_744_073_709])
@pytest.mark.parametrize("priced", ["2,3", ","])
def test_the_largest_amounts_are_compared_with_quantity_and_price(warehouse, amount, priced):
    warehouse.write(
        b__csv=f"{BILLING.strip()},qty,unit_price\nI1,1,a,2026-05-03,{amount},{priced}\nI2,1,a,2026-05-03,6,2,3\n",
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n",
        l__csv=f"order_id,line_no,qty,unit_price,amount\n1,1,{priced},{amount}\n1,2,2,3,6\n",
    )
    tables = {"billing": 'path = "b.csv"', "orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert intake.faults_of() == []
    warned = intake.warnings[["table", "reason", "line"]].to_numpy().tolist()
    mismatch = [["order_lines", "line_amount_mismatch", 2], ["billing", "amount_mismatch", 2]]
    assert [row for row in warned if "mismatch" in row[1]] == (mismatch if priced == "2,3" else [])
    assert ["billing", "no_real_amount", 2] in warned
