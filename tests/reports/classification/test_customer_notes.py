"""The note on each customer."""

import pandas as pd

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly
from wcm_helpers.reports.classification.customer_notes import notes


def notes_of(result):
    return dict(zip(result.classes["customer_id"], notes(result), strict=True))


def test_only_an_active_new_customer_has_a_pace():
    # begun in April with 30, nothing in May: what it would bring in a year is nobody's guess
    begun = {("n", "2026-05"): None}
    facts = pd.concat([monthly(STEADY), monthly({"n": 30}, first="2026-04", changes=begun)])
    assert notes_of(classify_facts(facts))["n"] == "New since April 2026. No activity in May 2026."


def test_a_missing_name_is_noted_only_where_most_have_one():
    assert notes_of(classify_facts(monthly(STEADY), CUSTOMERS))["c"].endswith("No name in the customer list.")
    assert not any("name" in note for note in notes_of(classify_facts(monthly(STEADY))).values())
    two_of_four = classify_facts(monthly(STEADY), CUSTOMERS[:2])
    assert not any("name" in note for note in notes_of(two_of_four).values())


def test_values_below_zero_are_explained_by_the_measure():
    facts = monthly({"a": 60, "b": 40, "n": -4})
    assert notes_of(classify_facts(facts))["n"] == "More credited than billed."


def test_a_month_without_activity_is_noted_only_where_most_had_some():
    gone = {(name, "2026-05"): None for name in "cd"}
    assert notes_of(classify_facts(monthly(STEADY, changes=[*gone.items()][:1])))["c"].endswith(
        "No activity in May 2026."
    )
    assert not any(
        "No activity" in note for note in notes_of(classify_facts(monthly(STEADY, changes=gone))).values()
    )
