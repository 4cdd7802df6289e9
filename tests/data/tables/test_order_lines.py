"""Order lines: their amounts, and rows that cannot be read."""

from tests.data.exports import faults
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in


def test_a_line_without_an_amount_is_price_times_quantity_less_the_discount(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n",
        l__csv="order_id,line_no,qty,unit_price,discount\n1,1,4,2.5,0.1\n1,2,x,1,\n1,3,,1,\n1,4,1,1,\n1,5,1,1,\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    # 4 × 2.5 × 0.9 + 1 + 1 = 11; 4 + 1 + 1 = 6 units; both in ten-thousandths
    assert build(intake).orders[["lines", "units", "order_value"]].to_numpy().tolist() == [
        [3, 60_000, 110_000],
    ]
    assert faults(intake) == [(3, "x", "not_number"), (4, "", "blank")]


def test_an_amount_that_is_not_price_times_quantity_is_warned_of(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n",
        l__csv="order_id,line_no,qty,unit_price,discount,amount\n1,1,4,25,0.1,90\n1,2,4,25,,90\n1,3,-4,25,,-100\n"
        "1,4,4,25,,99.2\n1,5,4,25,,101.5\n1,6,4,,,7\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    rows = intake.warnings[intake.warnings["reason"] == "line_amount_mismatch"]
    # 100 and 90, 100 and 101.5; 99.2 is within 1 of 100
    assert rows[["rows", "line", "value"]].to_numpy().tolist() == [[2, 3, "90.0000"]]
