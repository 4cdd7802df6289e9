"""Batches: which exports are looked at together; what is found does not depend on how rows lie in files."""

import pytest
from exports import BILLING, faults

from wcm_helpers.data import checks
from wcm_helpers.data.facts import build
from wcm_helpers.data.intake import take_in

ORDERS = "order_id,customer_id,created_at\n"
LINES = "order_id,line_no,qty\n"
BOTH = {"orders": 'path = "o*.csv"', "order_lines": 'path = "l*.csv"'}


def groups(intake):
    """Return the files of each batch."""
    return [sorted(item.label for items in part.batch.tables.values() for item in items)
            for part in intake.checked]  # fmt: skip


def test_lines_far_from_every_order_are_orphans_too(warehouse):
    warehouse.write(o1__csv=ORDERS + "1001,a,2026-05-01\n", l1__csv=LINES + "1001,1,1\n",
                    l2__csv=LINES + "9001,1,5\n9001,1,7\n,1,5\n")  # fmt: skip
    intake = take_in(warehouse.settings(BOTH))
    assert groups(intake) == [["l1.csv", "o1.csv"], ["l2.csv"]]
    assert faults(intake) == [(4, "", "blank"), (2, "9001", "orphan"), (3, "9001", "orphan")]
    assert intake.ledger.query("table == 'order_lines'")[["reason", "rows"]].to_numpy().tolist() == [
        ["", 1], ["blank", 1], ["orphan", 2],
    ]  # fmt: skip
    assert build(intake).orders["lines"].sum() == 1


def test_without_a_table_of_orders_no_line_is_an_orphan(warehouse):
    warehouse.write(l1__csv=LINES + "1,1,5\n")
    intake = take_in(warehouse.settings({"order_lines": 'path = "l*.csv"'}))
    assert intake.aside.empty
    assert intake.ledger["rows"].tolist() == [1]
