"""A blank of a named column takes the value above; totals and empty rows neither take nor give one."""

import pytest

from tests.data.exports import faults, revenue
from wcm_helpers.data.intake import take_in

HEAD = "客户,账单号,日期,金额\n"


def billed(warehouse, rows, options):
    return warehouse.billing(HEAD + rows, options)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # 甲 1 + 2, 乙 4 + 8
        ("甲,1,2026-05-01,1\n,,,2\n乙,2,2026-05-03,4\n,,,8\n", {"甲": 30_000, "乙": 120_000}),
        # the subtotal and the empty row are no rows of 甲, and 小计 is nobody
        (
            "甲,1,2026-05-01,1\n,,,2\n小计,,,3\n,,,\n乙,2,2026-05-03,4\n合计,,,7\n",
            {"甲": 30_000, "乙": 40_000},
        ),
        # blanks before the first value have none to take
        (",,2026-05-01,9\n甲,1,2026-05-01,1\n,,,2\n甲,2,2026-05-02,5\n,,,5\n", {"甲": 130_000}),
    ],
)
def test_a_blank_takes_the_value_above(warehouse, rows, expected):
    named = 'columns = { customer_id = "客户" }\n'
    intake = billed(warehouse, rows, named + 'fill_down = ["客户", "账单号", "日期"]')
    assert revenue(warehouse.facts(intake)) == expected


def test_nothing_is_filled_without_the_setting(warehouse):
    named = 'columns = { customer_id = "客户" }'
    intake = billed(warehouse, "甲,1,2026-05-01,1\n甲,2,2026-05-01,1\n,,2026-05-02,2\n", named)
    assert [(line, reason) for line, _value, reason in faults(intake)] == [(4, "blank")]


def test_the_lines_of_an_export_stay_in_place(warehouse):
    rows = "".join(
        f"{'甲' if n % 3 == 0 else ''},{n},2026-05-01,{'x' if n % 500 == 7 else 1}\n" for n in range(3000)
    )
    intake = billed(warehouse, rows, 'columns = { customer_id = "客户" }\nfill_down = ["客户"]')
    assert [line for line, *_ in faults(intake)] == [9 + 500 * n for n in range(6)]  # the header is line 1
    assert revenue(warehouse.facts(intake)) == {"甲": 29_940_000}


def test_an_order_whose_number_stands_once_has_all_its_lines(warehouse):
    warehouse.write(
        f__csv="出库单号,客户编码,下单日期,数量,单价\nX1,甲,2026-05-01,1,2.5\n,,,2,2.5\nX2,乙,2026-05-02,4,2.5\n"
    )
    options = 'path = "f.csv"\nfill_down = ["出库单号"]\n'
    intake = take_in(warehouse.settings({"orders": options, "order_lines": options}))
    facts = warehouse.facts(intake).orders
    assert facts.groupby("customer_id")["lines"].sum().to_dict() == {"甲": 2, "乙": 1}


def test_a_header_that_is_not_there_is_named(warehouse):
    options = 'columns = { customer_id = "客户" }\nfill_down = ["客"]'
    (fault,) = billed(warehouse, "甲,1,2026-05-01,1\n", options).faults_of()
    assert "客" in fault and "fill_down" in fault
