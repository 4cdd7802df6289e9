"""The result of a classification."""

from tests.reports.classification.facts import STEADY, classify_facts, monthly
from wcm_helpers.reports.classification.result import Decision


def test_the_last_row_of_the_history_is_the_concentration_of_the_month():
    result = classify_facts(monthly(STEADY))
    assert result.concentration["month"] == "2026-05"
    assert result.concentration["top1"] == 0.6
    assert result.first_month == "2025-01" and result.has_previous


def test_a_decision_is_one_sentence_that_names_its_section():
    decision = Decision("x left class A.", "It shows for 2 months.", "Call.", "Class changes")
    assert str(decision) == "x left class A. It shows for 2 months. Call. See “Class changes”."
