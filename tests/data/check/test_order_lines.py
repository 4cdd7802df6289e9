"""Lines against their orders: which lines count, and which belong to no order."""

import pytest

from tests.data.exports import faults
from wcm_helpers.data.check import repeats
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in


def test_order_lines_count_for_their_order_and_orphans_are_rejected(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,direction,status\n1,a,2026-05-01,out,\n2,a,2026-05-01,退货,\n"
        "3,a,2026-05-02,out,已取消\n4,b,2026-06-05 10:00,out,\n5,b,2026-06-05 23:00,out,\n",
        l__csv="order_id,line_no,qty,unit_price,discount,amount\n1,1,2,3,0.5,\n1,2,2,3,,5\n2,1,1,10,,\n"
        "3,1,9,9,,\n4,1,2,0.333333,,\n5,1,1,1,10%,\n9,1,1,1,,\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    # a: 2 × 3 × 0.5 + 5 - 10 = -2 and 2 + 2 - 1 = 3 units; b: round(0.666666, 4) + 0.9 = 1.5667
    columns = ["customer_id", "orders", "returns", "cancelled", "order_days", "lines", "units", "order_value"]
    assert build(intake).orders[columns].to_numpy().tolist() == [
        ["a", 1, 1, 1, 1, 2, 30_000, -20_000],
        ["b", 2, 0, 0, 1, 2, 30_000, 15_667],
    ]
    assert faults(intake) == [(8, "9", "orphan")]


def test_a_flat_file_gives_orders_and_lines(warehouse):
    warehouse.write(f__csv="order_id,line_no,customer_id,created_at,qty,price\n1,1,a,2026-05-01,2,3\n"
                    "1,2,a,2026-05-01,1,1\n2,1,b,2026-05-03,1,1\n")  # fmt: skip
    source = 'path = "f.csv"'
    facts = build(take_in(warehouse.settings({"orders": source, "order_lines": source}))).orders
    assert facts[["customer_id", "orders", "lines", "order_value"]].to_numpy().tolist() == [
        ["a", 1, 2, 70_000], ["b", 1, 1, 10_000],
    ]  # fmt: skip


def test_a_line_whose_order_was_rejected_says_so(warehouse):
    warehouse.write(o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n2,,2026-05-01\n",
                    l__csv="order_id,line_no,qty\n1,1,5\n2,1,5\n3,1,5\n")  # fmt: skip
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    rejects = intake.rejects[intake.rejects["table"] == "order_lines"]
    assert rejects[["line", "reason"]].to_numpy().tolist() == [[3, "order_rejected"], [4, "orphan"]]


def test_a_row_of_totals_is_no_order_that_lines_could_belong_to(warehouse):
    warehouse.write(o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n2,合计,2026-05-01\n",
                    l__csv="order_id,line_no,qty\n1,1,5\n2,1,5\n")  # fmt: skip
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    assert intake.rejects[["table", "line", "reason"]].to_numpy().tolist() == [
        ["orders", 3, "total"], ["order_lines", 3, "orphan"],
    ]  # fmt: skip


def test_one_number_for_orders_of_two_directions_blocks_the_lines(warehouse):
    warehouse.write(o__csv="order_id,customer_id,created_at,direction\n1,a,2026-05-01,out\n1,b,2026-05-01,in\n",
                    l__csv="order_id,line_no,qty\n1,1,5\n")  # fmt: skip
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}))
    assert "order_id 1 is used for several orders, of different sites or directions" in intake.faults_of()[0]


def test_without_a_table_of_orders_no_line_is_an_orphan(warehouse):
    warehouse.write(l1__csv="order_id,line_no,qty\n1,1,5\n")
    intake = take_in(warehouse.settings({"order_lines": 'path = "l*.csv"'}))
    assert intake.rejects.empty
    assert intake.reconciliation["rows"].tolist() == [1]


@pytest.mark.parametrize(
    "hashed", [None, lambda columns: f"length(concat({columns}))"], ids=["apart", "hashes that meet"]
)
def test_lines_belong_to_their_order_whatever_its_hash(warehouse, monkeypatch, hashed):
    if hashed:  # every number has one length: as if all hashes were equal
        monkeypatch.setattr(repeats, "hashed", hashed)
    warehouse.write(
        o__csv="order_id,customer_id,created_at\nS1,a,2026-05-01\nS2,b,2026-05-01\nS3,b,2026-05-02\n",
        l__csv="order_id,line_no,qty_ordered,amount\nS1,1,1,10\nS2,1,2,20\nS2,2,4,40\nS4,1,8,80\n",
    )
    tables = {"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}
    intake = take_in(warehouse.settings(tables))
    facts = warehouse.facts(intake).orders
    assert facts.groupby("customer_id")[["lines", "order_value"]].sum().to_numpy().tolist() == [
        [1, 100_000], [2, 600_000],
    ]  # fmt: skip
    assert intake.rejected[["line", "reason"]].to_numpy().tolist() == [[5, "orphan"]]
