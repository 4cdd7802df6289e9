"""The cards of the first page."""

from tests.reports.classification.facts import STEADY, classify_facts, monthly


def test_the_year_before_is_on_the_card_when_the_history_reaches_back():
    # the window a year ago, June 2024 to May 2025: 1200 - 100; a month ago 1200; now 1200 + 120
    facts = monthly(STEADY, first="2024-01", changes={("a", "2026-05"): 180, ("a", "2024-06"): -40})
    card = classify_facts(facts).cards[0]
    assert card.value == "1,320 CNY"
    assert card.change == "+10.0% on the month before"
    assert card.note == "+20.0% on the year before"
    assert card.trend == (1200.0,) * 11 + (1320.0,)
    assert card.direction == "up"
