"""Shipments: parts of lines, checked against the orders they belong to."""

from tests.data.exports import faults
from wcm_helpers.data.check import row_views
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.intake import take_in

ORDERS = "order_id,customer_id,created_at\n"
HEAD = "order_id,line_no,shipment_no,shipped_at,qty\n"
TABLES = {"orders": 'path = "o.csv"', "shipments": 'path = "s.csv"'}


def _used(intake) -> list[tuple]:
    engine = DuckDb()
    part = next(part for part in intake.checked if "shipments" in part.batch.tables)
    row_views.create(engine, part.batch.tables, part.folder)
    rows = engine.run("select order_id, line_no, qty::INTEGER from used_shipments order by all")
    engine.connection.close()
    return rows


def test_shipments_of_unknown_orders_are_rejected_and_the_others_are_used(warehouse):
    warehouse.write(
        o__csv=ORDERS + "1,a,2026-05-04 08:00\n2,a,x\n",
        s__csv=HEAD + "1,1,S1,2026-05-04 10:00,3\n1,1,S2,2026-05-05 10:00,2\n"
        "2,1,S3,2026-05-04,1\n9,1,S4,2026-05-04,1\n1,2,S5,,1\n",
    )
    intake = take_in(warehouse.settings(TABLES))
    assert _used(intake) == [("1", "1", 2), ("1", "1", 3)]
    shipments = intake.rejects[intake.rejects["table"] == "shipments"]
    assert sorted(shipments["reason"]) == ["blank", "order_rejected", "orphan"]
    account = intake.reconciliation.query("table == 'shipments' and reason == ''")
    assert account[["month", "rows"]].to_numpy().tolist() == [["2026-05", 2]]


def test_a_shipment_there_twice_counts_once(warehouse):
    row = "1,1,S1,2026-05-04 10:00,3\n"
    warehouse.write(o__csv=ORDERS + "1,a,2026-05-04 08:00\n", s__csv=HEAD + row + row)
    intake = take_in(warehouse.settings(TABLES))
    assert faults(intake) == [(3, "1 1 S1", "duplicate")]
    assert _used(intake) == [("1", "1", 3)]


def test_a_negative_quantity_is_warned_of(warehouse):
    warehouse.write(o__csv=ORDERS + "1,a,2026-05-04 08:00\n", s__csv=HEAD + "1,1,S1,2026-05-04,-3\n")
    assert "negative_shipment" in set(take_in(warehouse.settings(TABLES)).warnings["reason"])


def test_shipments_without_orders_or_without_rows_do_no_harm(warehouse):
    warehouse.write(s__csv=HEAD + "1,1,S1,2026-05-04,3\n")
    intake = take_in(warehouse.settings({"shipments": TABLES["shipments"]}))
    assert (intake.faults_of(), _used(intake)) == ([], [("1", "1", 3)])
    warehouse.write(o__csv=ORDERS + "1,a,2026-05-04 08:00\n", s__csv=HEAD)
    intake = take_in(warehouse.settings(TABLES))
    assert (intake.faults_of(), _used(intake)) == ([], [])


def test_without_a_number_the_time_tells_the_parts_of_a_line_apart(warehouse):
    rows = "1,1,2026-05-04 10:00,3\n1,1,2026-05-05 10:00,2\n1,1,2026-05-05 10:00,2\n"
    warehouse.write(
        o__csv=ORDERS + "1,a,2026-05-04 08:00\n", s__csv="order_id,line_no,shipped_at,qty\n" + rows
    )
    intake = take_in(warehouse.settings(TABLES))
    assert intake.faults_of() == []
    assert _used(intake) == [("1", "1", 2), ("1", "1", 3)]


def test_with_a_number_two_times_of_one_shipment_are_a_contradiction(warehouse):
    rows = "1,1,S1,2026-05-04 10:00,3\n1,1,S1,2026-05-05 10:00,3\n"
    warehouse.write(o__csv=ORDERS + "1,a,2026-05-04 08:00\n", s__csv=HEAD + rows)
    assert len(take_in(warehouse.settings(TABLES)).faults_of()) == 1
