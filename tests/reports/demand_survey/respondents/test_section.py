"""The section on who answered, in both languages, with few, many and anonymous answers."""

import pandas as pd
import pytest

from tests.reports.demand_survey.respondents.reviews import kinds, review_of, texts
from tests.reports.demand_survey.respondents.test_figures import wave
from tests.reports.demand_survey.respondents.test_weighting import TWENTY, frame_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.respondents.section import respondents
from wcm_helpers.reports.demand_survey.result import SurveyMonth

HUNDRED = frame_of(**{"class": ["A"] * 20 + ["C"] * 80})


@pytest.fixture(params=["en", "zh"])
def language(request):
    words.use(request.param)
    yield request.param
    words.use("en")


def month_of(frame, customers, **more):
    n = len(customers)
    survey = wave(customers, [5, 2] * (n // 2) + [5] * (n % 2), [9] * n, [["fast"]] * n, **more)
    return SurveyMonth(survey, None, frame)


def test_a_wave_with_a_missing_class():
    # 18 of 20 A and 22 of 80 C
    month = month_of(HUNDRED, [*HUNDRED.index[:18], *HUNDRED.index[20:42]])
    made = respondents(review_of(month))
    assert kinds(made) == ["chart", "paragraph"]
    text = texts(made)
    assert (
        "Too few customers of class C answered: 22 of 80 (28%), against 40% of all customers asked." in text
    )
    assert "Call some of the 58 customers of class C that have not answered" in text


@pytest.mark.parametrize("n", [0, 1, 3])
def test_few_answers_give_words(language, n):
    made = respondents(review_of(month_of(HUNDRED, list(HUNDRED.index[15 : 15 + n]))))
    assert texts(made) and ("–" not in texts(made) or n)


def test_a_margin_nobody_answered_is_named(language):
    made = respondents(review_of(month_of(TWENTY, ["c05", "c06"])))
    expected = {
        "en": "The answers are not weighted: by class, nobody of class A answered",
        "zh": "作答未加权：按等级看，A类无一作答",
    }
    assert expected[language] in texts(made) and "table" not in kinds(made)


def test_an_anonymous_survey_is_not_weighted_and_shows_no_small_group(language):
    frame = frame_of(**{"class": ["A"] * 20 + ["B"] * 30 + ["C"] * 50})
    month = month_of(frame, [None] * 30, anonymous=True, **{"class": ["A"] * 3 + ["B"] * 12 + ["C"] * 15})
    made = respondents(review_of(month))
    assert kinds(made) == ["chart", "paragraph"] or kinds(made) == ["chart", "paragraph", "paragraph"]
    assert made.pieces[0].content.figure is not None
    labels = [label.get_text() for label in made.pieces[0].content.figure.axes[0].get_yticklabels()]
    assert [label.split()[-1] for label in labels] == ["–", "–", "15"]


def test_without_a_customer_list():
    made = respondents(review_of(month_of(HUNDRED[:0], ["x", "y"])))
    assert "There is no customer list, so nobody knows who did not answer." in texts(made)


def test_only_invited_customers_are_asked():
    invitations = pd.DataFrame({"survey_id": "wave", "customer_id": HUNDRED.index[:30]})
    made = respondents(review_of(month_of(HUNDRED, ["c00", "c25"]), invitations=invitations))
    assert "2 of 30 customers asked answered (7%)." in made.pieces[0].content.figure.texts[1].get_text()
