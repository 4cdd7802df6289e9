"""The sentences on one customer."""

import pandas as pd
import pytest

from tests.reports.classification.facts import classify_facts, monthly, two_years
from wcm_helpers.reports.classification.one_customer import sentences


def test_the_class_is_told_with_its_beginning_value_and_rank():
    result = classify_facts(two_years({"x": 60, "y": 40}))
    row = result.classes.iloc[1].to_dict()
    assert sentences.class_sentence(row, result, "Y Ltd") == (
        "Y Ltd is in class A since June 2024 or longer: 480 CNY of billed revenue in the 12 months to May "
        "2026, rank 2 of 2."
    )


def test_a_later_beginning_is_no_or_longer():
    changes = {("y", month): None for month in pd.period_range("2024-06", "2026-02", freq="M").astype(str)}
    result = classify_facts(two_years({"x": 60, "y": 40}, changes=changes))
    row = result.classes.iloc[1].to_dict()
    assert "since March 2026: 120 CNY" in sentences.class_sentence(row, result, "Y")


def test_without_activity_there_is_no_class():
    result = classify_facts(monthly({"x": 60}))
    assert sentences.class_sentence(None, result, "Z") == (
        "Z had no activity in the 12-month window to May 2026."
    )


@pytest.mark.parametrize(
    ("state", "segment", "words"),
    [
        ({"state": "slowing", "last_official": "A"}, "champions", "Call this week."),
        ({"state": "slowing", "last_official": "C"}, "champions", "Write and ask."),
        ({"state": "active"}, "champions", "Keep a named contact and settle capacity early."),
        ({"state": "lost"}, None, "Settle accounts, ask why."),
        ({"state": "active"}, None, ""),
        (None, None, ""),
    ],
)
def test_the_step_is_that_of_the_state_or_of_the_segment(state, segment, words):
    assert sentences.step_words(state, segment) == words
