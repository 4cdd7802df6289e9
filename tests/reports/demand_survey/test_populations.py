import pandas as pd

from tests.reports.demand_survey.reviews import frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.populations import (
    customers_of,
    may_show,
    may_show_parts,
    population_of,
)
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def test_those_to_whom_a_question_does_not_apply_could_not_have_answered():
    survey = survey_of([question("Q", "likert")], {"Q": [1, 5, None, None]}, customer_id=["x", "y", "y", "z"])
    survey.states.loc[["r002", "r003"], "Q"] = "not_applicable"
    month = SurveyMonth(survey, None, frame_of(["x", "y", "z", "w"]))
    # z alone: another person of y did answer, and w was not heard
    assert population_of(month, survey, "Q") == 3
    # a customer that answered and left the frame since counts too
    assert population_of(SurveyMonth(survey, None, frame_of(["x", "z", "w"])), survey, "Q") == 3


def test_nobody_knows_who_is_missing_without_a_frame_or_names():
    survey = survey_of([question("Q", "likert")], {"Q": [1, 5]})
    assert population_of(SurveyMonth(survey, None, frame_of([])), survey, "Q") is None
    anonymous = satisfaction_survey(3, anonymous=True)
    assert population_of(SurveyMonth(anonymous, None, frame_of(["x"])), anonymous, "SAT") is None
    assert customers_of(anonymous) is None
    assert isinstance(customers_of(survey), pd.Series)


def test_small_groups_are_hidden_in_an_anonymous_survey_only():
    named, anonymous = satisfaction_survey(3), satisfaction_survey(3, anonymous=True)
    assert may_show(named, 1, 5)
    assert (may_show(anonymous, 4, 5), may_show(anonymous, 5, 5)) == (False, True)
    assert may_show_parts(named, (1, 2), 5)
    assert not may_show_parts(anonymous, (1, 20), 5)
    assert may_show_parts(anonymous, (0, 20), 5)
    assert not may_show_parts(anonymous, (0, 4), 5)
