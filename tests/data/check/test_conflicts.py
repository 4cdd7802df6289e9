"""Unlike rows of one key: the fault names the first column in which they differ, with both values."""

import pytest

from tests.data.exports import BILLING
from wcm_helpers.data.intake import take_in


def fault(intake):
    return intake.faults_of()[0]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("I1,1,a,2026-05-03,4\nI1,1,a,2026-05-03,9.5\n",
         "amount_ex_vat is '4' in b.csv:2 and '9.5' in b.csv:3."),
        ("I1,1,a,2026-05-03,4\nI1,1,a,2026-05-04,9\n",
         "doc_date is '2026-05-03' in b.csv:2 and '2026-05-04' in"),
        # the third is the first again: the second is the one that differs
        ("I1,1,a,2026-05-03,-4\nI2,1,b,2026-05-03,1\nI1,1,a,2026-05-03,-4\nI1,1,a,2026-05-03,100\n",
         "amount_ex_vat is '-4' in b.csv:2 and '100' in b.csv:5."),
        # invoice 7 of a and of b are two bills: only those of b conflict
        ("7,1,a,2026-05-03,4\n7,1,b,2026-05-03,5\n7,1,b,2026-05-03,6\n",
         "amount_ex_vat is '5' in b.csv:3 and '6'"),
    ],
)  # fmt: skip
def test_the_first_column_that_differs_is_named_with_both_values(warehouse, rows, sentence):
    assert sentence in fault(warehouse.billing(BILLING + rows))


def test_a_value_of_one_file_is_missing_in_another(warehouse):
    warehouse.write(
        o1__csv="order_id,customer_id,created_at,goods_value\nS1,a,2026-05-01,7\n",
        o2__csv="order_id,customer_id,下单时间,goods_value\nS2,a,2026-05-01,\nS1,a,2026-05-01,\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert "goods_value is '7' in o1.csv:2 and empty in o2.csv:3." in fault(intake)
    warehouse.write(o2__csv="order_id,customer_id,下单时间\nS2,a,2026-05-01\nS1,a,2026-05-01 09:30\n")
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert "created_at is '2026-05-01' in o1.csv:2 and '2026-05-01 09:30:00' in o2.csv:3." in fault(intake)


def test_rows_of_a_small_table_and_of_lines(warehouse):
    warehouse.write(
        k__csv="customer_id,name,industry\na,A,food\na,A,toys\n",
        b__csv=BILLING + "I1,1,a,2026-05-03,4\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b.csv"', "customers": 'path = "k.csv"'}))
    assert "industry is 'food' in k.csv:2 and 'toys' in k.csv:3." in fault(intake)
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n",
        l__csv="order_id,line_no,sku,qty\n1,1,x,2\n1,1,y,2\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    assert "sku is 'x' in l.csv:2 and 'y' in l.csv:3." in fault(intake)
