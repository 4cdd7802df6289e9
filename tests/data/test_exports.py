"""The exports of a site: a fault of one does not stop the others, and is there once."""

from tests.data.exports import BILLING
from wcm_helpers.data.exports import read_exports
from wcm_helpers.data.intake import take_in


def test_a_file_that_cannot_be_read_leaves_the_others(warehouse):
    warehouse.write(a__csv=BILLING + "I1,1,a,2026-05-03,4\n", b__csv="nothing\n", c__csv=BILLING)
    staged = read_exports(warehouse.settings({"billing": 'path = ["a.csv", "b.csv", "c.csv"]'}))
    assert [(item.label, item.rows) for item in staged["billing"]] == [("a.csv", 1), ("c.csv", 0)]


def test_one_fault_in_two_files_and_two_tables_is_there_once(warehouse):
    warehouse.write(f__csv="nothing\n", g__csv="nothing\n")
    source = 'path = ["f.csv", "g.csv"]'
    intake = take_in(warehouse.settings({"orders": source, "order_lines": source}))
    assert [fault.tables for fault in intake.blocking] in (
        [("orders", "order_lines")], [("orders",), ("order_lines",)],
    )  # fmt: skip
    assert all("It is the same in 1 more file." in message for message in intake.faults_of())
