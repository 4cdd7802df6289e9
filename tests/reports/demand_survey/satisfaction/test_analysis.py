import numpy as np
import pytest

from tests.reports.demand_survey.reviews import frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.satisfaction.analysis import analyse_satisfaction, drawn_counts


def analysed(survey, frame=(), smallest=5):
    return analyse_satisfaction(SurveyMonth(survey, None, frame_of(frame)), smallest)


def one(answers, kind="likert", **more):
    return survey_of([question("Q", kind, **more)], {"Q": answers})


def test_counts_and_shares_of_one_question():
    survey = one([1, 2, 4, 5, 5, None, None])
    survey.states.loc["r006", "Q"] = "not_applicable"
    row = analysed(survey).items.loc["Q"]
    assert (row["n"], row["not_applicable"], row["counts"]) == (5, 1, (1, 1, 0, 1, 2))
    assert (row["top_two"], row["mean"], row["median"], row["reliable"]) == (0.6, 3.4, 4, False)
    assert (row["low"], row["high"]) == pytest.approx(wilson(3, 5))


def test_a_reversed_item_is_turned():
    row = analysed(one([1, 1, 5], reversed=True)).items.loc["Q"]
    assert row["counts"] == (1, 0, 0, 0, 2)
    assert row["top_two"] == pytest.approx(2 / 3)


def test_the_frame_narrows_and_a_census_is_exact():
    survey = one([1.0] * 10 + [5.0] * 10)
    ids = [f"k{place:03d}" for place in range(40)]
    row = analysed(survey, ids).items.loc["Q"]
    assert (row["low"], row["high"]) == pytest.approx(wilson(10, 20, population=40))
    whole = analysed(survey, ids[:20]).items.loc["Q"]
    assert (whole["low"], whole["high"], whole["census"]) == (0.5, 0.5, True)


def test_overall_satisfaction_comes_first_then_the_need_for_action_then_those_with_few_answers():
    questions = [question(name, "performance") for name in ("good", "bad", "few")]
    survey = survey_of(
        [*questions, question("SAT", "csat"), question("I", "importance")],
        {"good": [5] * 9 + [1], "bad": [1] * 10, "few": [1] * 3 + [None] * 7, "SAT": [5] * 10, "I": [5] * 10},
    )
    result = analysed(survey)
    assert result.items.index.tolist() == ["SAT", "bad", "good", "few"]
    assert (result.overall, result.recommend, result.nps) == ("SAT", "", None)
    assert result.satisfaction.value == 1.0


def test_scales_are_not_mixed():
    questions = [question("a", "likert"), question("b", "likert"), question("c", "likert", scale_max=10)]
    result = analysed(survey_of(questions, {"a": [1, 2], "b": [3, 4], "c": [9, 10]}))
    assert result.scale == (1, 5)
    assert set(result.drawn.index) == {"a", "b"}
    assert len(result.items.loc["c", "counts"]) == 10


def test_only_a_declared_recommend_question_gives_a_score():
    assert analysed(one([9, 10, 0], "likert", scale_min=0, scale_max=10)).nps is None
    assert analysed(one([9, 10, 0], "nps")).nps[:3] == (2, 0, 1)


def test_an_anonymous_survey_shows_no_part_of_fewer_than_five():
    survey = satisfaction_survey(24, anonymous=True)
    result = analysed(survey)
    for row in result.items.to_dict("records"):
        assert all(part == 0 or part >= 5 for part in row["counts"])
        hits = round(row["top_two"] * row["n"])
        assert all(part == 0 or part >= 5 for part in (hits, row["n"] - hits))
    assert len(result.items) + result.hidden == 5
    few = analysed(satisfaction_survey(4, anonymous=True))
    assert (few.items.empty, few.nps, few.hidden) == (True, None, 5)


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ((5, 1, 9, 2, 6), (6, 9, 8)),
        ((3, 1, 9, 2, 6), ()),
        ((0, 0, 9, 2, 6), (0, 9, 8)),
        ((4, 2, 3, 5), (6, 8)),
        ((71, 281, 502), (71, 281, 502)),
        ((4, 281, 502), ()),
        ((9, 9, 9, 9, 9, 9, 9), (27, 9, 27)),
        ((9, 9, 9, 9, 3, 9, 9), ()),  # the top two would tell the 3
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (15, 40)),
        ((9,) * 11, ()),
    ],
)
def test_levels_of_an_anonymous_survey_are_drawn_by_side(counts, drawn):
    anonymous = satisfaction_survey(1, anonymous=True)
    assert drawn_counts(anonymous, counts, 5) == drawn
    assert drawn_counts(satisfaction_survey(1), counts, 5) == counts


def test_nobody_answered():
    row = analysed(one([None, None])).items.loc["Q"]
    assert (row["n"], row["counts"]) == (0, (0,) * 5)
    assert np.isnan(row["top_two"])
    assert analysed(survey_of([question("T", "text")], {"T": ["x"]})).items.empty
