"""All batches together: what blocks a report."""

import contextlib

import pytest

from tests.data.exports import BILLING, faults, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.check.findings import cell
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


def test_unlike_rows_under_one_key_block_until_the_last_is_said_to_count(warehouse):
    text = BILLING + "I1,1,a,2026-05-03,4\nI1,1,a,2026-05-03,9\nI2,1,b,2026-05-03,1\n"
    intake = warehouse.billing(text)
    assert len(intake.faults_of()) == 1
    assert intake.faults_of()[0].startswith(
        "b.csv:2: invoice_no, line_no is 'I1 1'. Another row has the same key and other contents. "
        "There are 2 such rows in billing. Correct one of them, or set duplicates"
    )
    intake = warehouse.billing(text, 'duplicates = "last"')
    assert revenue(warehouse.facts(intake)) == {"a": 90_000, "b": 10_000}
    assert faults(intake) == [(2, "I1 1", "superseded")]


def test_one_rule_broken_in_two_batches_is_one_warning_with_the_place_of_the_first(warehouse):
    head = "order_id,customer_id,created_at,direction,goods_value\n"
    warehouse.write(
        o1__csv=head + "11,a,2026-05-01,out,1\n12,a,2026-05-02,out,-2\n",
        o2__csv=head + "21,a,2026-06-01,out,-3\n22,a,2026-06-02,out,-4\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert len(intake.checked) == 2
    # one row below zero in o1, two in o2
    assert intake.warnings[["reason", "rows", "file", "line"]].to_numpy().tolist() == [
        ["negative_value", 3, "o1.csv", 3],
    ]


def test_a_cell_is_named_by_its_place_and_an_empty_one_as_empty():
    assert str(cell("b.csv", 3, "amount", "x")) == "b.csv:3: amount is 'x'."
    assert str(cell("bills", 0, "amount", "")) == "bills: amount is empty."


def test_a_table_most_of_whose_rows_are_rejected_blocks(warehouse):
    rows = ["I1,1,a,x,1", "I2,1,a,x,1", "I3,1,a,2026-05-03,1"]
    assert warehouse.billing(BILLING + "\n".join(rows[1:])).faults_of() == []  # 1 of 2 is not above a half
    [message] = warehouse.billing(BILLING + "\n".join(rows)).faults_of()
    assert message.startswith("b.csv:2: doc_date is 'x'.")
    assert "2 of 3 rows of billing cannot be used" in message


def zeros_lost(intake):
    rows = intake.warnings[intake.warnings["reason"] == "zeros_lost"]
    return rows[["table", "rows", "line", "value"]].to_numpy().tolist()


def test_numbers_alike_but_for_zeros_before_them_are_warned_of(warehouse):
    head = "customer_id,doc_date,amount\n"
    rows = "123,2026-05-10,1\n00123,2026-05-11,2\n0,2026-05-11,2\n00,2026-05-11,2\n123,2026-05-12,4\n"
    intake = warehouse.billing(f"{head}{rows}A7,2026-05-11,2\n0A7,2026-05-11,2\n9,2026-05-11,2\n")
    assert zeros_lost(intake) == [["billing", 3, 2, "123"]]


def test_they_are_compared_with_the_other_tables(warehouse):
    warehouse.write(
        b__csv="customer_id,doc_date,amount\n123,2026-05-10,1\n7,2026-05-10,1\n0009,2026-05-10,1\n",
        o__csv="order_id,customer_id,created_at\n1,00123,2026-05-10\n2,9,2026-05-10\n",
        c__csv="customer_id,customer_name\n0007,G\n0009,I\n00123,A\n",
    )
    tables = {"billing": 'path = "b.csv"', "orders": 'path = "o.csv"', "customers": 'path = "c.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert zeros_lost(intake) == [["orders", 1, 3, "9"], ["billing", 2, 2, "123"]]
