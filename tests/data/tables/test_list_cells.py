"""Lists in cells, as persons write them."""

import pytest

from wcm_helpers.data.tables.list_cells import parts_of


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("冷链、电商", ["冷链", "电商"]),
        ("S1;S2,S3/S4；S5，S6", ["S1", "S2", "S3", "S4", "S5", "S6"]),
        (" S1 ,, S1 ", ["S1"]),
        ("Mandarin Chinese", ["Mandarin Chinese"]),
        ("、", []),
    ],
)
def test_the_parts_of_a_list_are_trimmed_and_each_there_once(cell, parts):
    assert parts_of(cell) == parts
