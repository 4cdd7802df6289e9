"""Faults: which tables they concern."""

from wcm_helpers.data.check.faults import Fault, as_lists, cell, from_lists, one_each


def test_a_fault_of_two_tables_concerns_a_report_of_either():
    fault = Fault(("orders", "order_lines"), "shared")
    assert [fault.concerns(names) for names in (["orders"], ["order_lines", "x"], ["x"], [], None)] == [
        True, True, False, False, True,
    ]  # fmt: skip


def test_faults_survive_json_and_one_message_is_one_fault():
    faults = [Fault(("b",), "m"), Fault(("a",), "m"), Fault(("a",), "n")]
    assert from_lists(as_lists(faults)) == faults
    assert one_each(faults) == [Fault(("b", "a"), "m"), Fault(("a",), "n")]


def test_a_cell_is_named_by_its_place_and_an_empty_one_as_empty():
    assert str(cell("b.csv", 3, "amount", "x")) == "b.csv:3: amount is 'x'."
    assert str(cell("bills", 0, "amount", "")) == "bills: amount is empty."
