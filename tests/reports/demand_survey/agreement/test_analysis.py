"""Modes of answering and the coding of interview notes."""

import math

import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.agreement.analysis import analyse

SAT = question("SAT", "csat")


def _survey(scores, modes, **more):
    return survey_of([SAT], {"SAT": scores}, mode=modes, **more)


def _codes(*rows, wave="wave"):
    columns = ["survey_id", "note_id", "coder", "code"]
    return pd.DataFrame([(wave, *row) for row in rows], columns=columns)


def test_each_mode_has_its_responses_and_its_share():
    modes = analyse(_survey([5, 4, 1, 5, None], ["phone", "phone", "phone", "", ""]), None, 5).modes
    assert modes["mode"].tolist() == ["phone", ""]
    assert modes["responses"].tolist() == [3, 1]  # the empty response does not count
    assert modes["share"].tolist() == pytest.approx([2 / 3, 1])


def test_an_anonymous_survey_shows_no_small_mode_and_no_share_of_few():
    # 20 by questionnaire, of which 3 are not satisfied: the share would tell of 3 people
    scores, modes = [5] * 17 + [1] * 3 + [5] * 6 + [4] * 2, ["q"] * 20 + ["phone"] * 6 + ["face"] * 2
    result = analyse(_survey(scores, modes, anonymous=True), None, 5)
    assert result.modes["mode"].tolist() == ["q"]  # with 2 face to face hidden, another must be
    assert result.hidden
    assert result.modes["share"].isna().all()
    assert not analyse(_survey([5] * 9, ["q"] * 9, anonymous=True), None, 5).hidden


def test_codes_of_the_wave_alone_count_and_of_two_coders():
    own = _codes(
        ("1", "a", "late"), ("1", "b", "late"), ("2", "a", "bill"), ("2", "b", "late"), ("3", "a", "bill")
    )
    codes = pd.concat([own, _codes(("9", "a", "x"), ("9", "b", "x"), wave="other")])
    coding = analyse(_survey([5], ["phone"]), codes, 5).coding
    assert (coding.notes, coding.coders, coding.same) == (2, 2, 1)
    # values late 3, bill 1 of 4: Do = 2/4, De = 2 × 3 × 1 / (4 × 3) = 1/2, so α = 0
    assert coding.alpha == pytest.approx(0)
    # observed 1/2; by chance (1/2 × 1 + 1/2 × 0) = 1/2: κ = 0
    assert coding.kappa == pytest.approx(0)
    assert coding.codes["given"].tolist() == [3, 1]


def test_an_anonymous_survey_shows_no_theme_of_few_notes():
    rows = [(str(n), coder, "late" if n < 9 else "bill") for n in range(12) for coder in "ab"]
    named = analyse(_survey([5], ["phone"]), _codes(*rows), 5).coding
    anonymous = analyse(_survey([5], ["phone"], anonymous=True), _codes(*rows), 5).coding
    assert (named.codes["code"].tolist(), named.hidden) == (["late", "bill"], False)
    assert (anonymous.codes["code"].tolist(), anonymous.hidden) == ([], True)  # 12 − 9 would tell the 3
    assert anonymous.alpha == named.alpha == 1


def test_without_codes_or_two_coders_there_is_no_agreement():
    survey = _survey([5], ["phone"])
    assert analyse(survey, None, 5).coding is None
    assert analyse(survey, _codes(("1", "a", "x"), wave="other"), 5).coding is None
    coding = analyse(survey, _codes(("1", "a", "late"), ("2", "b", "late")), 5).coding
    assert (coding.notes, coding.same) == (0, 0)
    assert math.isnan(coding.alpha)


@pytest.mark.parametrize("scores", [[], [None], [5]])
def test_few_responses_and_no_satisfaction(scores):
    result = analyse(_survey(scores, ["phone"] * len(scores)), None, 5)
    assert len(result.modes) == (1 if scores == [5] else 0)
    text = survey_of([question("T", "text")], {"T": ["x"]})
    assert analyse(text, None, 5).question == ""
