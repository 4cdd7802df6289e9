"""Exports of grouped lists: one line names the cause."""

import pytest

from wcm_helpers.data.intake import take_in

ORDERS = "Customer,Order,Creation Date,Total\n"
REFUSED = (
    "this is the export of a grouped list. Customer has the names of groups, such as {}, on rows of their "
    "own and is blank on all others. Remove the grouping of the list, and export it again."
)


def faults_of(warehouse, rows):
    (warehouse.folder / "o.csv").write_text(ORDERS + rows, encoding="utf-8")
    return take_in(warehouse.settings({"orders": 'path = "o.csv"'})).faults_of()


@pytest.mark.parametrize(
    ("rows", "place", "group"),
    [
        ("Alpha (2),,,5\n    ,S1,2026-05-10,3\n    ,S2,2026-05-11,2\n", "o.csv:2", "'Alpha (2)'"),
        ("甲公司 (1),,,5\n,S1,2026-05-10,5\n乙公司 (1),,,5\n,S2,2026-05-10,5\n", "o.csv:2", "'甲公司 (1)'"),
        (
            "China (2),,,8\n    Alpha (2),,,8\n,S1,2026-05-10,5\n,S2,2026-05-10,3\nTotal,,,8\n",
            "o.csv:2",
            "'China (2)'",
        ),
    ],
)
def test_a_grouped_list_is_refused_with_its_cause(warehouse, rows, place, group):
    assert faults_of(warehouse, rows) == [f"{place}: {REFUSED.format(group)}"]


@pytest.mark.parametrize(
    "rows",
    [
        "Alpha (2),S1,2026-05-10,3\n,S2,2026-05-11,2\n,S3,2026-05-11,2\n",  # an owner that stands once
        "Alpha (2),S1,2026-05-10,3\nB,S2,2026-05-11,2\n,S3,2026-05-11,2\n,S4,2026-05-11,2\n,S5,2026-05-11,2",
    ],
)
def test_an_owner_that_stands_once_for_several_rows_is_not_filled_in_a_text_file(warehouse, rows):
    (fault,) = faults_of(warehouse, rows)
    assert "Customer is empty." in fault
    assert "If a cell above stands for several rows, fill it down to each of them." in fault
