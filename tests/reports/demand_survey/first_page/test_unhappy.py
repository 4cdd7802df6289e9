"""Unhappy customers: below the middle of the scale, else detractors; the large ones first."""

import math

from tests.reports.demand_survey.first_page.cases import month_of
from wcm_helpers.reports.demand_survey.first_page.unhappy import find_unhappy, first_of


def test_they_are_below_the_middle_of_the_scale_and_class_a_comes_first():
    # alpha 2 of 5, gamma 1, delta did not answer and would not recommend (2 of 10); beta is satisfied
    rows = find_unhappy(month_of())
    assert rows["customer_id"].tolist() == ["alpha", "delta", "gamma"]
    assert rows["score"].tolist()[0] == 2 and rows["best"].tolist()[0] == 5
    assert math.isnan(rows["score"][1]) and rows["recommend"][1] == 2
    assert rows["before"].tolist()[::2] == [4, 1]


def test_the_middle_of_the_scale_is_not_unhappy_whatever_the_recommendation():
    assert find_unhappy(month_of(sat=(3, 3, 3, 3), rec=(0, 0, 0, 0))).empty


def test_several_respondents_of_a_customer_are_averaged():
    # alpha: (1 + 4) / 2 = 2.5 is below 3; (1 + 5) / 2 = 3 is not
    for second, unhappy in ((4, ["alpha"]), (5, [])):
        month = month_of(sat=(1, second), rec=(9, 9), customers=("alpha", "alpha"))
        assert find_unhappy(month)["customer_id"].tolist() == unhappy


def test_an_anonymous_wave_and_one_without_answers_have_none():
    assert find_unhappy(month_of(anonymous=True)).empty
    assert find_unhappy(month_of(sat=(None,) * 4, rec=(None,) * 4)).empty


def test_the_first_question_of_a_type_is_found():
    survey = month_of().survey
    assert (first_of(survey, "csat"), first_of(survey, "likert")) == ("SAT", "")
