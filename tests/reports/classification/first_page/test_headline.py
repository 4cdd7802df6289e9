"""The headline: what is new this month, in one or two whole sentences."""

import pandas as pd
import pytest

from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    override,
    two_years,
)
from tests.reports.classification.first_page.examples import headline_of
from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.core import words

EVEN = dict.fromkeys("abcdefghij", 10)


def test_nothing_changed_names_its_base():
    assert headline_of(classify_facts(two_years(STEADY))) == (
        "Nothing changed against April 2026: no customer changed class, and none is newly slowing down, "
        "silent or lost."
    )


def test_losses_that_last_are_named_after_nothing_changed():
    # b and d lose in both months; the window is one month
    steady = {"a": [(60, 40)] * 14, "b": [(25, 30)] * 14, "d": [(5, 6)] * 14}
    assert headline_of(classification_of(steady)) == (
        "Nothing changed against April 2026: no customer changed class, and none is newly slowing down, "
        "silent, lost or loss-making. "
        "2 customers still cost more than they bring, above all b: together 6 CNY in 1 month."
    )


def test_a_new_loss_is_news_by_name():
    assert headline_of(classification_of(YEAR)) == (
        "b newly costs more than it brings: a loss of 5 CNY in 1 month."
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        # b 300 -> 100 of 1000 in April: beyond the band for the second month
        ({("b", "2026-04"): -175}, "Berg & Sohn left class A."),
        # c 120 -> 420 of 1500: starts at 720/1500 = .48
        ({("c", "2026-05"): 310}, "c moved up to class A."),
    ],
)
def test_who_left_or_joined_class_a_is_named(changes, sentence):
    assert headline_of(classify_facts(two_years(STEADY, changes=changes), CUSTOMERS)) == sentence


def test_class_changes_by_hand_are_changes_too():
    by_hand = override("d", "B", "2026-05-01", "2026-12-31")
    result = classify_facts(two_years(STEADY), overrides=by_hand)
    assert headline_of(result) == "d moved from class C to class B."
    both = pd.concat([by_hand, override("b", "C", "2026-05-01", "2026-12-31")])
    result = classify_facts(two_years(STEADY), overrides=both)
    assert headline_of(result) == "b left class A, and 1 other customer changed class."


def test_more_than_two_names_are_counted_with_the_largest():
    amounts = {name: 10 - place for place, name in enumerate("abcdefghij")}
    by_hand = pd.concat([override(name, "C", "2026-05-01", "2026-12-31") for name in "abc"])
    result = classify_facts(two_years(amounts), overrides=by_hand)
    assert headline_of(result) == "3 customers (the largest: a) left class A."


def test_who_falls_silent_is_named_with_its_money():
    once = two_years(STEADY, changes={("b", "2026-05"): 0})
    assert headline_of(classify_facts(once)).startswith("b is slowing down (275 CNY in 12 months).")


def test_losses_and_departures_share_the_first_sentence():
    # b begins to lose in May; e has 25 + 25 + 5 in three months, less than three quarters of the 75 before
    customers = {**YEAR, "e": [(25, 5)] * 12 + [(5, 1)]}
    assert headline_of(classification_of(customers)).startswith(
        "Newly loss-making: b. Newly lost, silent or slowing down: e."
    )


def test_a_new_dependence_is_news_with_the_share_before():
    begun = classify_facts(two_years(EVEN, changes={("a", "2026-05"): 200}))
    assert headline_of(begun).startswith(
        "a alone now brings 22% of billed revenue; a month ago the largest brought 10%."
    )


def test_a_new_customer_is_news_where_there_is_no_other():
    result = classify_facts(pd.concat([two_years(STEADY), monthly({"n": 1}, first="2026-05")]))
    assert headline_of(result) == "n is a new customer of the window; no class changed."


def test_without_a_month_before_or_without_classes_it_says_what_there_is():
    first = classify_facts(monthly(STEADY, first="2026-05"))
    assert (
        headline_of(first) == "2 of 4 customers, class A, bring 85% of billed revenue; the largest alone 60%."
    )
    one = classify_values({"a": 5}, {"a": 5})
    assert headline_of(one) == "A single customer brings all billed revenue."


def test_where_classes_say_nothing_the_news_are_still_said():
    # the only customer brings 12 x 10 and costs 12 x 15 in the window: a loss of 60
    only = classification_of({"b": [(10, 15)] * 24}, length=12)
    assert headline_of(only) == (
        "A single customer brings all billed revenue. b still costs more than it brings: 60 CNY in 12 months."
    )


def test_the_headline_in_chinese_has_no_spaces_between_sentences():
    before = words.language()
    try:
        words.use("zh")
        text = headline_of(classification_of({"a": [(60, 40)] * 14, "b": [(25, 30)] * 14}))
        assert text.startswith("与2026年4月相比没有变化") and "。b仍入不敷出" in text
        assert text.endswith("近1个月亏损5元。")
    finally:
        words.use(before)


def test_a_tiny_departure_is_news_only_where_there_is_no_other():
    # t brings 240 of 1.2 million a year, less than a thousandth, and stops in May
    amounts = {"a": 60_000, "b": 25_000, "c": 10_000, "d": 5_000, "t": 20}
    facts = two_years(amounts, changes={("t", "2026-05"): 0})
    assert headline_of(classify_facts(facts)).startswith("t is slowing down (220 CNY in 12 months).")
    by_hand = override("d", "A", "2026-05-01", "2026-12-31")
    assert headline_of(classify_facts(facts, overrides=by_hand)) == "d moved up to class A."
