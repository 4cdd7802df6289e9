import pandas as pd

from tests.reports.demand_survey.reviews import frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.methods.nps import net_promoter_score
from wcm_helpers.reports.demand_survey.populations import (
    customers_of,
    may_show,
    may_show_parts,
    population_of,
    recommend_scores,
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


def interval(*parts):
    """Return score and interval of promoters, passives and detractors, asked anonymously; None: hidden."""
    answers = [10] * parts[0] + [8] * parts[1] + [0] * parts[2] + [None]
    survey = survey_of([question("REC", "nps")], {"REC": answers}, anonymous=True)
    scores = recommend_scores(survey, "REC", 5)
    return None if scores is None else tuple(net_promoter_score(scores).estimate[:4])


def test_the_interval_of_a_recommend_score_does_not_tell_how_few_its_parts_are():
    # 18 more promoters than detractors in 37 answers: with 2, 3 or 4 detractors the report is the same
    assert len({interval(18 + few, 19 - 2 * few, few) for few in (1, 2, 3, 4)}) == 1
    plain = net_promoter_score(pd.Series([10] * 20 + [8] * 15 + [0] * 2)).estimate
    assert interval(20, 15, 2)[0] == plain.value
    assert interval(20, 15, 2)[1] < plain.low and interval(20, 15, 2)[2] > plain.high


def test_a_score_that_leaves_no_doubt_about_a_small_part_is_not_shown():
    assert interval(36, 0, 1) is None and interval(1, 0, 36) is None and interval(2, 1, 1) is None
    assert interval(37, 0, 0)[0] == 1.0  # nobody is in a part of a few


def test_a_named_survey_has_its_own_answers():
    survey = survey_of([question("REC", "nps")], {"REC": [10, 0]})
    assert recommend_scores(survey, "REC", 5).tolist() == [10, 0]
