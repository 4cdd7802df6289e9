"""The cards: four indicators with the values of a month and of a year ago."""

import pandas as pd

from wcm_helpers.reports.performance.first_page.cards import cards


def values(*rows):
    frame = pd.DataFrame(rows, columns=["indicator", "month", "value"])
    return frame.assign(dimension="all", group="", n=100, low=0.8, high=0.9)


def test_a_card_has_the_month_before_and_a_year_ago_as_numbers():
    rows = values(
        ("otif_order", "2025-10", 0.97), ("otif_order", "2026-09", 0.81), ("otif_order", "2026-10", 0.82)
    )
    card = cards(rows, "2026-10", {"otif_order": "▼ worse than usual"})[0]
    assert (card.value, card.previous, card.year_ago) == ("82.0%", "81.0%", "97.0%")
    assert (card.direction, card.note) == ("up", "▼ worse than usual")
    assert card.trend == (0.97, 0.81, 0.82)


def test_a_month_alone_has_no_direction_and_says_its_cases():
    card = cards(values(("on_time", "2026-10", 0.9)), "2026-10", {})[0]
    assert (card.direction, card.previous, card.trend, card.note) == ("", "", (), "of 100 cases")


def test_an_indicator_without_the_month_has_no_card():
    assert cards(values(("on_time", "2026-09", 0.9)), "2026-10", {}) == []
