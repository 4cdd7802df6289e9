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
