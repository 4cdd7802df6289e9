"""The result of a classification."""

from tests.reports.classification.facts import STEADY, classify_facts, monthly


def test_the_last_row_of_the_history_is_the_concentration_of_the_month():
    result = classify_facts(monthly(STEADY))
    assert result.concentration["month"] == "2026-05"
    assert result.concentration["top1"] == 0.6
    assert result.first_month == "2025-01" and result.has_previous


def test_a_result_holds_no_words_of_a_language():
    result = classify_facts(monthly(STEADY))
    texts = {name for name, value in vars(result).items() if isinstance(value, str)}
    assert texts == {"month", "currency", "source"}  # the source as the test gives it
