"""The section on careless answers, in both languages."""

import pytest

from tests.reports.demand_survey.careless.test_analysis import wave
from tests.reports.demand_survey.reviews import kinds_of, review_of, text_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.careless.section import careless


@pytest.fixture(params=["en", "zh"])
def language(request):
    words.use(request.param)
    yield request.param
    words.use("en")


def test_a_wave_with_careless_answers():
    made = careless(review_of(wave(20, careless=4)))
    assert kinds_of(made) == ["paragraph", "table", "table", "paragraph", "rules"]
    signs = made.pieces[1].content.set_index("Sign")["Responses"]
    assert signs["One answer throughout"] == "4" and signs["Copy of another response"] == "0"
    assert made.pieces[2].content["Without careless ones"].tolist()[0] == "100.0%"


@pytest.mark.parametrize("n", [0, 1, 3])
def test_few_responses_give_words(language, n):
    assert text_of(careless(review_of(wave(n))))


def test_everybody_giving_one_answer_gives_words(language):
    assert text_of(careless(review_of(wave(12, careless=12))))


@pytest.mark.parametrize("few", [0, 1, 3])
def test_an_anonymous_survey_shows_no_small_count(language, few):
    text = text_of(careless(review_of(wave(20, careless=few, anonymous=True))))
    assert text == text_of(careless(review_of(wave(20, careless=4, anonymous=True))))


def test_a_sign_that_cannot_be_seen_is_not_listed():
    timed = careless(review_of(wave(20, careless=4))).pieces[1].content["Sign"].tolist()
    survey = wave(20, careless=4)
    survey.responses["duration_s"] = float("nan")
    untimed = careless(review_of(survey)).pieces[1].content["Sign"].tolist()
    assert set(timed) - set(untimed) == {"Faster than anybody reads", "Much faster than usual"}
