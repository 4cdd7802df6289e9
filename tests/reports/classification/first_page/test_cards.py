"""The cards of the first page: value, last month and a year ago as numbers, and a line from zero."""

from tests.reports.classification.facts import STEADY, classify_facts, monthly, override, two_years
from wcm_helpers.reports.classification.first_page.cards import cards


def by_id(result):
    return {card.indicator.id: card for card in cards(result)}


def test_there_are_four_cards_for_the_questions_of_a_manager():
    assert list(by_id(classify_facts(two_years(STEADY)))) == ["value", "customers", "class_a", "top1"]


def test_last_month_and_a_year_ago_are_numbers():
    # the window a year ago, June 2024 to May 2025: 1200 - 100; a month ago 1200; now 1200 + 120
    facts = monthly(STEADY, first="2024-01", changes={("a", "2026-05"): 180, ("a", "2024-06"): -40})
    card = by_id(classify_facts(facts))["value"]
    assert (card.label, card.value) == ("Billed revenue, 12 months", "1,320 CNY")
    assert (card.previous, card.year_ago, card.direction) == ("1,200 CNY", "1,100 CNY", "up")
    assert card.earlier == "1,200 CNY a month ago, 1,100 CNY a year ago"
    assert card.trend == (1100.0,) + (1200.0,) * 11 + (1320.0,)


def test_a_window_that_the_history_does_not_cover_is_not_compared():
    # twelve months: the window now is full, a month ago it had eleven
    card = by_id(classify_facts(monthly(STEADY, first="2025-06")))
    for name in ("value", "customers", "class_a", "top1"):
        assert (card[name].previous, card[name].year_ago, card[name].direction) == ("", "", "")
        assert card[name].trend == ()


def test_class_a_is_the_official_one():
    facts = two_years(STEADY)
    card = by_id(classify_facts(facts, overrides=override("b", "C", "2026-05-01", "2026-12-31")))["class_a"]
    assert (card.value, card.previous, card.direction) == ("1", "2", "down")
    assert card.note == "official class; 60% of billed revenue"


def test_the_largest_customer_is_named_and_never_has_0_percent():
    card = by_id(classify_facts(two_years(STEADY)))["top1"]
    assert (card.value, card.note, card.direction) == ("60%", "a", "flat")
    many = by_id(classify_facts(two_years({f"k{n}": 1 for n in range(3000)})))["top1"]
    assert many.value == "less than 0.1%"


def test_a_book_below_zero_has_no_largest_customer():
    card = by_id(classify_facts(two_years({"a": -5, "b": -3})))["top1"]
    assert (card.value, card.note) == ("–", "")


def test_values_that_are_written_alike_are_unchanged():
    # 1,200.0M a month ago, 1,200.1M now: both 1.20bn
    facts = two_years({"a": 100_000_000}, changes={("a", "2026-05"): 100_100_000})
    card = by_id(classify_facts(facts))["value"]
    assert (card.value, card.previous, card.direction) == ("1.20bn CNY", "1.20bn CNY", "flat")
