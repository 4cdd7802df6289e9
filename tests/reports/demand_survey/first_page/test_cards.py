"""The cards of the first page."""

import math

import pandas as pd
import pytest

from tests.reports.demand_survey.first_page.cases import month_of
from wcm_helpers.core import words
from wcm_helpers.methods.estimates import Estimate
from wcm_helpers.reports.demand_survey.first_page import cards
from wcm_helpers.reports.demand_survey.first_page.response import count_response


def row(change, verdict, kind="csat"):
    return pd.Series({"type": kind, "change": change, "verdict": verdict})


def test_response_is_a_rate_of_customers_or_a_count_of_responses():
    card = cards.response_card(count_response(month_of()))
    assert (card.value, card.note) == ("80%", "4 of 5 customers")
    assert cards.response_card(count_response(month_of(anonymous=True))).value == "4"


def test_satisfaction_and_nps_have_their_interval_and_base():
    card = cards.satisfaction_card(Estimate(0.625, 0.4, 0.8, 40, 30))
    assert (card.value, card.note) == ("62%", "40% to 80%, 40 answers")
    card = cards.nps_card(Estimate(-0.0769, -0.3283, 0.1854, 39, 39))
    assert (card.value, card.note) == ("−8", "−33 to +19, 39 answers")


@pytest.mark.parametrize(
    ("estimate", "note"),
    [
        (Estimate(0.5, 0.1, 0.9, 4, 4), "4 answers: too few"),
        (Estimate(0.5, 0.5, 0.5, 4, 4, True), "4 answers, everyone"),
    ],
)
def test_few_answers_and_a_census_have_no_interval(estimate, note):
    assert cards.satisfaction_card(estimate).note == note


def test_without_an_answer_it_cannot_tell_and_without_a_question_there_is_no_card():
    nobody = Estimate(math.nan, math.nan, math.nan, 0, 0)
    assert cards.satisfaction_card(nobody).value == cards.nps_card(nobody).value == "cannot tell"
    assert cards.satisfaction_card(None) is None and cards.nps_card(None) is None


def test_a_change_within_chance_is_not_told_as_one():
    card = cards.change_card(row(-0.12, "unclear"), "2026-03")
    assert (card.value, card.direction) == ("cannot tell", "")
    card = cards.change_card(row(-0.12, "down"), "2026-03")
    assert (card.value, card.unit, card.direction) == ("−12", "points", "down")
    assert card.note == "satisfied overall, since March 2026"
    assert cards.change_card(row(0.0, "same"), "2026-03").direction == "flat"
    assert cards.change_card(None, "2026-03").value == "cannot tell"
    assert cards.change_card(None, "").note == "first wave"


def test_reliability_is_that_of_the_weakest_dimension():
    card = cards.reliability_card({"Service": 0.91, "Relations": 0.604, "Other": math.nan})
    assert (card.value, card.note) == ("0.60", "Relations, the lowest of 2 dimensions")
    assert cards.reliability_card({"Service": math.nan}) is None


@pytest.mark.parametrize(("language", "only", "lowest"), [
    ("en", "trust, the only dimension", "trust, the lowest of 2 dimensions"),
    ("zh", "trust，唯一的维度", "trust，2个维度中最低"),
])  # fmt: skip
def test_one_dimension_is_not_the_lowest_of_one(language, only, lowest):
    words.use(language)
    try:
        assert cards.reliability_card({"trust": 0.8}).note == only
        assert cards.reliability_card({"trust": 0.8, "care": 0.9}).note == lowest
    finally:
        words.use("en")
