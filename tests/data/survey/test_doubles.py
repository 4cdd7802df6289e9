"""Responses that were sent twice."""

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.data.survey.doubles import double_responses

QUESTIONS = [question(f"P{n}", "performance") for n in range(5)] + [question("T", "text")]
TIMES = ("10:00", "10:01", "13:00", "13:00")


def _survey(texts=("", "", "", ""), customers=("a", "a", "a", "b"), **more):
    answers = {f"P{n}": [n + 1] * 4 for n in range(5)} | {"T": list(texts)}
    times = [pd.Timestamp(f"2026-05-12 {time}") for time in TIMES]
    return survey_of(QUESTIONS, answers, customer_id=customers, submitted_at=times, **more)


def test_equal_answers_of_one_customer_are_a_double_and_of_another_are_not():
    assert double_responses(_survey()) == [("r000", "r001", "r002")]


def test_one_other_word_is_another_response():
    assert double_responses(_survey(texts=("late", "late", "", ""))) == [("r000", "r001")]


def test_in_an_anonymous_survey_only_responses_close_in_time_are_a_double():
    assert double_responses(_survey(anonymous=True)) == [("r000", "r001"), ("r002", "r003")]


def test_an_unmatched_customer_is_known_by_what_was_written():
    survey = _survey(customers=(None,) * 4, customer_text=["X Ltd", "x ltd", "", ""])
    assert double_responses(survey) == [("r000", "r001")]


def test_few_answers_are_no_sign_of_a_double():
    survey = survey_of([question("P", "csat")], {"P": [5, 5]}, customer_id=["a", "a"])
    assert double_responses(survey) == []
