"""A text that names another customer is noticed; a customer's own name and quantities are not."""

import pytest

from wcm_helpers.packs.secrecy import foreign

NAMES = {
    "C00001": "North Ltd", "C00002": "South Ltd", "C00003": "North", "12": "Twelve", "20260531": "By date",
    "C4": "华东", "C5": "North Ltd",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Ltd, customer C00001: 12 orders", []),
        ("like South Ltd", ["C00002"]),
        ("see C00002.", ["C00002"]),
        ("see C000021", []),
        ("see (C00003)", ["C00003"]),
        ("North is another customer", ["C00003"]),
        ("North Ltd and North Ltd again", []),  # another customer of the same name is not told apart
        ("20260531", ["20260531"]),
        ("华东", []),  # of two characters: a region as well
    ],
)
def test_others_are_found_and_its_own_are_not(text, expected):
    assert foreign(text, "C00001", NAMES) == expected
