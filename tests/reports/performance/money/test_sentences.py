"""Revenue in words: what it is compared with, and which step did most."""

import pandas as pd
import pytest

from tests.reports.performance.money.made_up import NOW, book, facts
from wcm_helpers.reports.performance.money.analysis import compute_money
from wcm_helpers.reports.performance.money.sentences import (
    bridge_sentence,
    main_step,
    margin_sentence,
    previous_sentence,
    revenue_sentence,
)  # fmt: skip


def test_the_change_and_the_steps_for_and_against_it():
    money = compute_money(book(), NOW)
    text = bridge_sentence(money, money.bridge.drop(columns=["before", "after"]).sum(), "CNY")
    # 2,470 after 1,350; most by orders (+1,000), against it the customer lost (−300).
    assert "CNY more than May 2025" in text and "1,120" in text
    assert "orders a customer (+1,000)" in text and "customers lost (−300)" in text


@pytest.mark.parametrize(
    ("steps", "words"),
    [({"won": 0, "price": 0}, ""), ({"won": 5, "price": -5}, ""), ({"won": 0, "price": -9}, "price a unit")],
)
def test_a_step_is_named_only_where_something_changed(steps, words):
    text = main_step(pd.Series(steps), "units")
    assert words in text and bool(text) == bool(words)


def test_the_month_before_is_a_note():
    assert "Against April 2026 the change is +1,570" in previous_sentence(compute_money(book(), NOW))


def test_revenue_and_margin_of_one_month_alone():
    money = compute_money(facts(("a", NOW, 10, 1, 1, 0)), NOW)
    assert revenue_sentence(money, "CNY") == "10 CNY was billed in May 2026."
    assert "[tables.costs]" in margin_sentence(money, "CNY")


def test_the_margin_has_its_share_and_its_year_ago():
    # 1,160 of 2,470 is 47 %; 740 a year ago; the customer lost brought 200, dearer orders took 150.
    text = margin_sentence(compute_money(book(), NOW), "CNY")
    assert "47%" in text and "740" in text and "customers lost (−200)" in text
