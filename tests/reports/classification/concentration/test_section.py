"""The section on the dependence on large customers."""

import pytest

from wcm_helpers.reports import open_report


def squares(*values):
    """Return the sum of the squared shares of values."""
    return sum((value / sum(values)) ** 2 for value in values)


def test_the_frame_of_the_measures_holds_numbers(shop):
    # May: 500 250 150 60 40; April: 500 300 100.
    review = open_report("classification", month="2026-05", settings=str(shop.settings), window_months=1)
    section = review.concentration
    table = section.tables["concentration"].set_index("Key figure")
    now, before = squares(500, 250, 150, 60, 40), squares(500, 300, 100)
    assert table["May 2026"].tolist()[:4] == pytest.approx([0.5, 1.0, 1 / now, now])
    assert table["April 2026"].tolist()[:4] == pytest.approx([500 / 900, 1.0, 1 / before, before])
    assert list(section.charts) == ["lorenz"]


def test_a_window_that_is_not_full_is_not_compared_with(shop):
    # two months of history: the window of a month ago has one month, that of two months is full now
    review = open_report("classification", month="2026-05", settings=str(shop.settings), window_months=2)
    assert list(review.concentration.tables["concentration"]) == ["Key figure", "May 2026", "Meaning"]


def test_without_the_largest_the_classes_are_counted_anew(shop):
    # 550 of 900 starts at 0, 250 at .61, 60 at .89, 40 at .96: A A B C
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert review.concentration.sentences == [
        "If c1 left, 52.6% of billed revenue would be missing; the rule would then put 2 customers into "
        "class A, 1 into B and 1 into C."
    ]


def test_the_share_of_a_tiny_largest_customer_is_not_nothing(shop):
    # 3000 equal customers: the largest has a thirtieth of a percent
    shop.billing(*((f"c{n}", "2026-05-29", 10) for n in range(3000)))
    made = open_report("classification", month="2026-05", settings=str(shop.settings)).concentration
    table = next(block for block in made.blocks if block.kind == "table")
    assert "less than 0.1%" in table.text and "less than 0.1%" in made.charts["lorenz"].alt
    sentence = "If one of the 3,000 largest customers left, who bring the same, less than 0.1%"
    assert made.sentences[0].startswith(sentence)
