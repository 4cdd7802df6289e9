import numpy as np
import pandas as pd
import pytest

from tests.reports.demand_survey.reviews import frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.distributions.analysis import analyse_distributions
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def counted(survey, smallest=5):
    return analyse_distributions(SurveyMonth(survey, None, frame_of([])), smallest)


def choices(kind, answers, **more):
    return survey_of([question("Q", kind, levels=("a", "b", "c"))], {"Q": answers}, **more)


def test_per_cent_of_a_multiple_choice_is_of_those_who_answered_never_of_the_mentions():
    table = counted(choices("multi", [["a", "b"], ["a"], ["a", "b", "c"], None])).choices["Q"]
    assert table["chosen"].tolist() == [3, 2, 1]
    assert table["share"].tolist() == pytest.approx([1, 2 / 3, 1 / 3])


def test_what_is_no_answer_stands_beside_the_base():
    survey = choices("single", ["a", "b", None, None, None])
    survey.states.loc["r002", "Q"] = "not_applicable"
    survey.states.loc["r003", "Q"] = "not_shown"
    assert counted(survey).bases.loc["Q"].tolist() == [2, 1, 1, 1]


def test_levels_of_a_scale():
    row = counted(survey_of([question("Q", "likert")], {"Q": [1, 1, 2, 5, 5, 5, None]})).scales.iloc[0]
    assert row["percents"] == (33, 17, 0, 0, 50)
    assert (row["n"], row["blank"], row["median"], row["mean"]) == (6, 1, 3.5, pytest.approx(19 / 6))
    assert np.isnan(row["low"])  # too few answers for an interval


def test_a_ranking_is_ordered_by_mean_rank():
    survey = survey_of([question("Q", "ranking", levels=("a", "b"))], {"Q": ["x", "x", "x"]})
    survey.ranks["Q"] = pd.DataFrame({"a": [2, 2, None], "b": [1, 1, 2]}, index=survey.states.index)
    table = counted(survey).rankings["Q"]
    assert table.to_numpy().tolist() == [["b", 3, 2, pytest.approx(4 / 3)], ["a", 2, 0, 2]]


def test_an_anonymous_survey_hides_small_options_and_what_would_tell_them():
    answers = ["a"] * 20 + ["b"] * 9 + ["c"] * 2
    single = counted(choices("single", answers, anonymous=True)).choices["Q"]
    # c is small; with a and the total alone c could be computed, so b is hidden too
    assert single["chosen"].isna().tolist() == [False, True, True]
    multi = counted(choices("multi", [[answer] for answer in answers], anonymous=True)).choices["Q"]
    assert multi["chosen"].isna().tolist() == [False, False, True]
    scales = counted(satisfaction_survey(60, anonymous=True)).scales
    assert scales["mean"].isna().all()
    assert {len(percents) for percents in scales["percents"]} <= {0, 3}
    assert counted(choices("single", ["a"] * 4, anonymous=True)).hidden == 1


def test_nobody_answered():
    result = counted(choices("multi", [None, None]))
    assert result.choices["Q"]["share"].isna().all()
    assert counted(survey_of([question("T", "text")], {"T": ["x"]})).scales.empty
