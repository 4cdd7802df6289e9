"""The sentences on careless answers."""

import pytest

from tests.reports.demand_survey.careless.test_analysis import wave
from wcm_helpers.methods.careless import STRONG, WEAK
from wcm_helpers.reports.demand_survey.careless import sentences
from wcm_helpers.reports.demand_survey.careless.analysis import find_careless


@pytest.mark.parametrize(
    ("n", "careless", "expected"),
    [
        (20, 4, "4 of 20 responses look careless (20%). They are counted in all other sections."),
        (20, 0, "None of 20 responses looks careless."),
        (1, 0, "The 1 response does not look careless."),
        (1, 1, "1 of 1 response looks careless (100%). It is counted in all other sections."),
    ],
)
def test_how_many_look_careless(n, careless, expected):
    assert sentences.finding(find_careless(wave(n, careless))) == expected


@pytest.mark.parametrize("careless", [0, 4])
def test_few_careless_of_an_anonymous_survey_look_like_none(careless):
    result = find_careless(wave(20, careless, anonymous=True))
    assert sentences.finding(result, smallest=5).startswith("Fewer than 5 of 20 responses look careless;")


def test_what_changes_without_them():
    survey = wave(20, 4)
    assert sentences.effect(find_careless(survey), survey) == (
        "Without them “Satisfaction: two best levels” changes most: 100.0% instead of 80.0%."
    )
    alike = wave(20, 4, sat=3)
    assert sentences.effect(find_careless(alike), alike) == (
        "Without them no main figure changes by 3 percentage points or more."
    )


def test_what_cannot_be_seen():
    assert sentences.limits(find_careless(wave(5))) == ["", ""]
    untimed = find_careless(wave(5, seconds=float("nan")))
    assert sentences.limits(untimed)[0].startswith("No response has a duration")


def test_every_sign_has_a_name_and_a_rule():
    named = {sentences.sign_name(sign) for sign in (*STRONG, *WEAK)}
    assert len(named) == 6 and sentences.sign_rule("fast") == "under 2 seconds per question"
    assert all(sentences.sign_rule(sign) for sign in (*STRONG, *WEAK))
