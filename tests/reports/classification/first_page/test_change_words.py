"""The lines on class changes: from, to, how certain, by whose change, and what to do."""

import pytest

from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    override,
    record,
    two_years,
)
from tests.reports.classification.first_page.examples import lines_of
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.first_page.change_words import others


def change(result, name):
    """Return the line of kind change of a customer."""
    return next(line for line in lines_of(result) if line.kind == "change" and line.name == name)


def test_an_own_rise_into_class_a_is_certain_and_asks_for_an_account_manager():
    # c 120 -> 420 of 1500: starts at 720/1500 = .48
    line = change(classify_facts(two_years(STEADY, changes={("c", "2026-05"): 310})), "c")
    assert line.sentence == (
        "c (420 CNY in 12 months): From class B to class A, certain: beyond the limit by 2 points for 1 "
        "month. It was 120 CNY in the window to April 2026. Name an account manager."
    )
    assert (line.section, line.weight) == ("moves", 420 * 10_000)


def test_a_fall_that_waits_says_since_when_and_until_when():
    # b 300 -> 250 of 1250 in May, a 720 -> 1020: b starts at 1020/1390 = .73; with a 1300 it is beyond .80
    result = classify_facts(two_years(STEADY, changes={("a", "2026-05"): 1360, ("b", "2026-05"): 24}))
    line = change(result, "b")
    assert line.happened == (
        "Would fall to class B, not certain yet: 1 month so far, official by July 2026 if it lasts. "
        "Others changed: its own billed revenue alone would not move it."
    )
    assert line.step == "Call before it is confirmed."


def test_nobody_is_asked_to_call_where_only_others_changed():
    result = classify_facts(two_years(STEADY, changes={("a", "2026-05"): 1360}))
    assert [line.name for line in lines_of(result) if line.kind == "change"] == []


def test_a_better_class_by_the_rule_is_one_it_would_qualify_for():
    result = classify_facts(two_years(STEADY, changes={("b", "2026-04"): -175}), CUSTOMERS)
    line = change(result, "<b>Delta</b>")
    assert line.happened.startswith(
        "Would qualify for class B, not certain yet: 2 months so far, official by June 2026 if it lasts."
    )
    assert line.step == "Prepare the service of class B."


def test_a_changed_rule_is_blamed_on_nobody():
    # Every month a 60, b 25, c 10, d 5; until March class A reached to 88 %, and c fell by 1 in April.
    facts = two_years(STEADY, changes={("c", "2026-04"): 9})
    line = change(classify_facts(facts, earlier=[("2026-03", Rule(limit_a=0.88))]), "c")
    assert "It comes from the changed rule." in line.happened
    assert line.step == "Decide whether its service stays."


def test_corrected_data_are_blamed_on_nobody():
    # April was reported with c at 300: A. 180 of it were credited afterwards: c has 120, in May too.
    reported = record(
        "2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, {"a": 720, "b": 300, "c": 300, "d": 60}
    )
    result = classify_facts(two_years(STEADY), recorded=reported)
    assert "It comes from corrected data." in change(result, "c").happened


def test_a_class_set_by_hand_says_so():
    facts = two_years(STEADY, changes={("b", "2026-05"): 24})
    line = change(classify_facts(facts, overrides=override("b", "C", "2026-05-01", "2026-12-31")), "b")
    assert line.happened.startswith("From class A to class C, set by hand.")
    assert line.step == "Check that the service follows."
    ended = classify_facts(two_years(STEADY), overrides=override("b", "C", "2026-01-01", "2026-05-15"))
    assert change(ended, "b").happened.startswith("From class C to class A: the class set by hand has ended.")


@pytest.mark.parametrize(
    ("changed", "pending", "sentence"),
    [
        (0, 0, ""),
        (1, 0, "1 more customer changed class."),
        (0, 2, "2 more customers wait for confirmation."),
        (3, 1, "3 more changed class, 1 more wait for confirmation."),
    ],
)
def test_others_are_counted(changed, pending, sentence):
    assert others(changed, pending) == sentence
