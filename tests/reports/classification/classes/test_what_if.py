"""The classes of a month under another rule."""

from dataclasses import fields

from tests.reports.classification.facts import classify_last_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classes.what_if import difference, reclassify
from wcm_helpers.reports.classification.sentences import describe, finding


def test_an_outcome_holds_only_what_the_other_rule_yields():
    # Of 100: x 70 starts at 0, y 30 at .70: A A; up to 60 %: A B
    result = classify_last_months({"x": [70], "y": [30]})
    outcome = reclassify(result, Rule(limit_a=0.6))
    assert outcome.classes["class"].tolist() == ["A", "B"]
    assert outcome.classes["previous_class"].tolist() == ["A", "A"]
    assert finding(outcome) == "1 of 2 customers, class A, brings 70% of billed revenue."
    assert "crosses 60% of billed revenue" in describe(outcome.rule)["classes"]
    assert outcome.class_table["change"].tolist() == [-1, 1, 0, 0]
    names = {field.name for field in fields(outcome)}
    assert not names & {"moves", "official", "cards", "decisions", "warnings", "figures"}


def test_without_activity_in_the_window_there_is_no_outcome():
    result = classify_last_months({"x": [5, None]})
    assert reclassify(result, Rule(window_months=1)) is None


def test_who_comes_into_a_shorter_window_or_falls_out_of_it_is_elsewhere():
    # May alone: x has 9 of 10, y nothing, w 1 of 10; together x 10, y 9, w 1 of 20
    result = classify_last_months({"x": [1, 9], "y": [9, None], "w": [None, 1]})
    outcome = reclassify(result, Rule(window_months=1))
    # together: x 0, y .50, w .95: A A C; May: x 0, w .90: A B
    assert difference(result, outcome) == (
        "2 customers are in another class than under the rule in force: w (C → B) and y (A → –)."
    )
