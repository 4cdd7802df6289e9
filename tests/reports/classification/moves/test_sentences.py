"""The sentences on class changes."""

import pandas as pd

from tests.reports.classification.facts import (
    MOVED,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    two_years,
)
from wcm_helpers.reports.classification.moves import sentences
from wcm_helpers.reports.classification.moves.changes import class_changes


def summary(result):
    return sentences.summary(result, class_changes(result))


def test_who_waits_is_counted():
    text = sentences.pending_sentence(2, 1)
    assert text == (
        "2 customers would qualify for a better class. "
        "1 customer is waiting for confirmation of a lower class."
    )
    assert sentences.pending_sentence(0, 0) == ""
    assert sentences.pending_words("waiting", "A", "B") == "waiting: A → B"


def test_the_summary_counts_changes():
    assert summary(classify_values(**MOVED)) == (
        "1 customer moved up to a better official class in May 2026."
    )


def test_a_month_without_changes_says_so():
    still = {"a": 70, "b": 10}
    assert summary(classify_values(still, still)) == (
        "No customer changed from one official class to another in May 2026."
    )


def test_who_entered_and_left_is_named_with_its_value():
    new, gone = monthly({"n": 2}, first="2026-05"), monthly({"o": 3}, last="2025-05")
    text = summary(classify_facts(pd.concat([monthly(STEADY), new, gone])))
    assert (
        "1 customer entered, without activity in the 12-month window to April 2026: n (class C, 2 CNY). "
        "1 customer left, without activity in the 12-month window to May 2026: o (class C, 3 CNY)."
    ) in text


def test_only_the_words_that_occur_are_explained():
    text = sentences.cause_meanings(pd.Series(["growth", "", "rule"]))
    assert text == (
        "Growth or decline: the change of the customer's own value is enough. "
        "Rule: the rule of the classes changed."
    )
    assert set(sentences.cause_words()) >= {"growth", "decline", "others", "both", "activity", "by_hand"}


def test_classes_set_by_hand_are_named_three_at_most():
    rows = [(f"k{n}", "A", "2026-12-31") for n in range(5)]
    overrides = pd.DataFrame(rows, columns=["customer_name", "official", "expires"])
    text = sentences.overrides_sentence(overrides)
    assert text.startswith("5 classes are set by hand: k0 (A until 2026-12-31), k1")
    assert text.endswith("and 2 more.")
    assert sentences.overrides_sentence(overrides.head(0)) == ""


def test_a_year_ago_without_value_is_no_short_history():
    # c brought nothing until April 2026, and the history has two years
    begun = two_years({"a": 60, "b": 30}, changes={}), monthly({"c": 90}, first="2026-05")
    changes = class_changes(classify_facts(pd.concat(begun)))
    only = changes.assign(recent_change=float("nan")).head(1)
    assert sentences.recent_meaning(classify_facts(pd.concat(begun)), only) == (
        "The billed revenue of the same three months a year ago was not above zero: there is no change to "
        "show."
    )


def test_group_n_is_no_class():
    assert sentences.change_words("entered", None, "N") == "entered group N"
    assert sentences.change_words("left", "C", None) == "left class C"
