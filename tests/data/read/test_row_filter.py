"""Rows that the settings leave out: counted as read, no fault, and reconciled."""

import pytest

from tests.data.exports import BILLING, faults, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

ROWS = (
    "I1,1,a,2026-05-01,10,Done\nI2,1,a,2026-05-02,20,open\n"
    "I3,1,b,2026-05-03,40,DONE \nI4,1,b,2026-05-04,80,\n"
)
HEAD = BILLING.strip() + ",Stage\n"


def counts(intake, table="billing"):
    account = intake.reconciliation
    return account[account["table"] == table].groupby("reason")["rows"].sum().to_dict()


@pytest.mark.parametrize(
    ("where", "amounts", "filtered"),
    [
        ('column = "Stage", keep = ["done"]', {"a": 100_000, "b": 400_000}, 2),
        ('column = "stage", keep = ["done", ""]', {"a": 100_000, "b": 1_200_000}, 1),
        ('column = "col:F", drop = ["DONE"]', {"a": 200_000, "b": 800_000}, 2),
        ('column = "customer_id", keep = ["A"]', {"a": 300_000}, 2),
    ],
)
def test_a_row_is_read_by_the_word_of_a_column(warehouse, where, amounts, filtered):
    intake = warehouse.billing(HEAD + ROWS, f"where = {{ {where} }}")
    assert revenue(warehouse.facts(intake)) == amounts
    assert faults(intake) == []
    assert counts(intake) == {"": 4 - filtered, "filtered": filtered}


def test_the_amounts_of_rows_left_out_are_reconciled(warehouse):
    intake = warehouse.billing(HEAD + ROWS, 'where = { column = "Stage", keep = ["done"] }')
    amounts = intake.reconciliation.groupby("reason")["amount"].sum().to_dict()
    assert amounts == {"": 500_000, "filtered": 1_000_000}


def test_a_row_left_out_has_no_faults_and_totals_stay_totals(warehouse):
    rows = "I1,1,a,2026-05-01,10,done\nI2,1,,soon,x,open\n合计,,,,30,\n,,,,,\nI3,1,b,soon,5,done\n"
    intake = warehouse.billing(HEAD + rows, 'where = { column = "Stage", keep = ["done"] }')
    assert revenue(warehouse.facts(intake)) == {"a": 100_000}
    reasons = [(line, reason) for line, _, reason in faults(intake)]
    assert reasons == [(4, "total"), (5, "empty"), (6, "not_date")]
    assert counts(intake) == {"": 1, "empty": 1, "filtered": 1, "total": 1, "unreadable": 1}


def test_most_rows_may_be_left_out_but_not_all(warehouse):
    rows = "".join(f"I{n},1,a,2026-05-01,1,{'done' if n == 0 else 'open'}\n" for n in range(50))
    intake = warehouse.billing(HEAD + rows, 'where = { column = "Stage", keep = ["done"] }')
    assert revenue(warehouse.facts(intake)) == {"a": 10_000}
    intake = warehouse.billing(HEAD + rows, 'where = { column = "Stage", keep = ["fertig"] }')
    assert intake.faults_of()[0].startswith("billing: where leaves out every row.")


def test_the_lines_of_an_order_left_out_are_left_out(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,shop\n1,a,2026-05-01,x\n2,a,2026-05-02,y\n",
        l__csv="order_id,line_no,qty,unit_price\n1,1,2,5\n2,1,3,5\n9,1,1,1\n",
    )
    tables = {
        "orders": 'path = "o.csv"\nwhere = { column = "shop", keep = ["x"] }',
        "order_lines": 'path = "l.csv"',
    }
    intake = take_in(warehouse.settings(tables))
    assert build(intake).orders[["orders", "order_value"]].to_numpy().tolist() == [[1, 100_000]]
    assert faults(intake) == [(4, "9", "orphan")]
    assert counts(intake, "order_lines") == {"": 1, "filtered": 1, "orphan": 1}


@pytest.mark.parametrize("where", ['keep = ["paid"]', 'drop = ["voided"]'])
def test_in_a_file_of_orders_and_lines_the_first_line_decides(warehouse, where):
    warehouse.write(
        f__csv="order_id,customer_id,created_at,pay,qty,price\n1,a,2026-05-01,paid,1,5\n1,a,2026-05-01,,1,5\n"
        "2,a,2026-05-02,voided,1,5\n2,a,2026-05-02,,1,5\n"
    )
    lines = 'path = "f.csv"'
    tables = {"orders": f'{lines}\nwhere = {{ column = "pay", {where} }}', "order_lines": lines}
    intake = take_in(warehouse.settings(tables))
    assert build(intake).orders[["orders", "lines", "order_value"]].to_numpy().tolist() == [[1, 2, 100_000]]
    assert faults(intake) == []
    assert counts(intake, "order_lines") == {"": 2, "filtered": 2}
    assert counts(intake, "orders") == {"": 1, "filtered": 2, "repeat": 1}


def test_a_column_that_is_not_there_is_named(warehouse):
    intake = warehouse.billing(HEAD + ROWS, 'where = { column = "Stagge", keep = ["done"] }')
    assert "Stagge" in intake.faults_of()[0] and "Did you mean Stage?" in intake.faults_of()[0]


@pytest.mark.parametrize("lists", ["", 'keep = ["a"], drop = ["b"]'])
def test_one_of_the_lists_is_given(warehouse, lists):
    with pytest.raises(WorkbookError, match="give either keep or drop"):
        warehouse.settings(
            {"billing": f'path = "b.csv"\nwhere = {{ column = "x"{", " if lists else ""}{lists} }}'}
        )
