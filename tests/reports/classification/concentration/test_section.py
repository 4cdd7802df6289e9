"""The section on the dependence on large customers."""

import pytest

from wcm_helpers.reports import open_report


def test_the_frame_of_the_measures_holds_numbers(shop):
    # Of 1900: 1000, 550, 250, 60, 40; the month before, of 900: 500, 300, 100.
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    section = review.concentration
    table = section.tables["concentration"].set_index("Measure")
    squares = sum((value / 1900) ** 2 for value in (1000, 550, 250, 60, 40))
    assert table["Now"].tolist()[:4] == pytest.approx([1000 / 1900, 1.0, 1 / squares, squares])
    assert table["April 2026"].tolist()[:2] == pytest.approx([500 / 900, 1.0])
    assert list(section.charts) == ["lorenz"]


def test_without_the_largest_the_classes_are_counted_anew(shop):
    # 550 of 900 starts at 0, 250 at .61, 60 at .89, 40 at .96: A A B C
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert review.concentration.sentences == [
        "If c1 left, 52.6% of billed revenue would be missing; then A would hold 2, B 1 and C 1 customers."
    ]
