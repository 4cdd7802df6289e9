"""Batches: which exports are looked at together; what is found does not depend on how rows lie in files."""

import contextlib

import pytest
from exports import BILLING, faults

from wcm_helpers.data.facts import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.errors import WorkbookError

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


#: The largest amount that can be read; ten of them, in ten-thousandths, do not fit into 64 bits.
TOO_MUCH = 99_999_999_999_999


@pytest.mark.parametrize("files", [1, 4, 20])
def test_absurd_amounts_of_bills_block_and_nothing_wraps_around(warehouse, files):
    each = 20 // files
    for file in range(files):
        rows = "".join(f"I{file + 10}{n:02},1,c{n % 3},2026-05-03,{TOO_MUCH}\n" for n in range(each))
        (warehouse.folder / f"b{file:02}.csv").write_text(BILLING + rows)
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert "billing: amounts add up to 1,999,999,999,999,980, more than can be" in intake.blocking[-1]
    assert intake.ledger[["rows", "amount"]].to_numpy().tolist() == [[20, 0]]
    with contextlib.suppress(WorkbookError):  # one clear line, or facts of customers that can be counted
        assert set(build(intake).billing["revenue"]) <= {TOO_MUCH * 10_000 * n for n in range(10)}


def test_absurd_amounts_of_orders_and_lines_block(warehouse):
    lines = "".join(f"1001,{n},1,{TOO_MUCH}\n" for n in range(20))
    warehouse.write(o1__csv=ORDERS + "1001,a,2026-05-01\n", l1__csv=LINES.strip() + ",amount\n" + lines)
    intake = take_in(warehouse.settings(BOTH))
    assert intake.blocking[0].startswith("amounts of a customer and month do not add up")
    assert intake.ledger.query("table == 'order_lines'")["rows"].tolist() == [20]
