import pytest

from tests.reports.demand_survey.reviews import frame_of, review_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.importance.analysis import analyse_importance, pair_questions

QUESTIONS = [
    question("P1", "performance"), question("P2", "performance"), question("P3", "performance"),
    question("I1", "importance", pair_id="P1"), question("I2", "importance", pair_id="P2"),
]  # fmt: skip


def analysed(questions, answers, frame=None, anonymous=False, rule=None, **more):
    survey = survey_of(questions, answers, anonymous=anonymous, **more)
    review = review_of(survey, frame=frame_of([]) if frame is None else frame, **(rule or {}))
    return analyse_importance(review.result, review.rule)


def test_pairs_by_the_other_question_or_by_one_id():
    survey = survey_of(QUESTIONS, {name: [1] for name in ("P1", "P2", "P3", "I1", "I2")})
    assert pair_questions(survey) == {"P1": "I1", "P2": "I2"}
    both = [question("P1", "performance", pair_id="x"), question("I1", "importance", pair_id="x")]
    assert pair_questions(survey_of(both, {"P1": [1], "I1": [1]})) == {"P1": "I1"}
    other = [question("P1", "performance", pair_id="I1"), question("I1", "importance")]
    assert pair_questions(survey_of(other, {"P1": [1], "I1": [1]})) == {"P1": "I1"}
    assert analysed([question("P1", "performance")], {"P1": [1]}) is None


def test_answers_are_averaged_within_a_customer_and_unmatched_ones_left_out():
    answers = {"P1": [1, 3, 4, 5], "P2": [3, 3, 3, 3], "P3": [1] * 4, "I1": [5, 5, 4, 1], "I2": [1, 1, 1, 1]}
    result = analysed(QUESTIONS, answers, customer_id=["x", "x", "y", None]).result
    # x: performance 2, importance 5; y: 4 and 4; the fourth has no customer
    row = result.table.loc["P1"]
    assert (row["n"], row["performance"], row["importance"], row["gap"]) == (2, 3, 4.5, 1.5)


def test_an_anonymous_survey_counts_responses():
    answers = {"P1": [1, 3, 4, 5], "P2": [3] * 4, "P3": [1] * 4, "I1": [5, 5, 4, 1], "I2": [1] * 4}
    result = analysed(QUESTIONS, answers, anonymous=True)
    assert result.population is None and result.result.table.loc["P1", "n"] == 4


def test_different_scales_are_put_on_0_to_100():
    questions = [
        question("P1", "performance", scale_max=10), question("I1", "importance", pair_id="P1"),
    ]  # fmt: skip
    result = analysed(questions, {"P1": [10, 1], "I1": [5, 3]})
    # performance 100 and 0, importance 100 and 50
    assert result.rescaled and result.result.scale == (0, 100)
    assert result.result.table.loc["P1", ["performance", "importance"]].tolist() == [50, 75]


def test_targets_and_the_middle_part_the_quadrants():
    answers = {"P1": [2] * 9, "P2": [4] * 9, "P3": [1] * 9, "I1": [5] * 9, "I2": [2] * 9}
    target = {"importance_lines": "target", "importance_target": 4.0, "performance_target": 3.5}
    result = analysed(QUESTIONS, answers, rule=target)
    assert result.result.lines == (3.5, 4.0)
    assert result.result.table["verdict"].to_dict() == {"P1": "improve", "P2": "exceeds"}
    assert analysed(QUESTIONS, answers, rule={"importance_lines": "centre"}).result.lines == (3, 3)
    with pytest.raises(ValueError, match="importance_target"):
        analysed(QUESTIONS, answers, rule={"importance_lines": "target"})


def test_what_to_improve_comes_first():
    answers = {"P1": [4] * 9, "P2": [2] * 9, "P3": [1] * 9, "I1": [2] * 9, "I2": [5] * 9}
    assert analysed(QUESTIONS, answers).result.table.index.tolist() == ["P2", "P1"]


def test_a_census_has_the_frame_as_its_population():
    answers = {"P1": [4, 5], "P2": [2, 3], "P3": [1, 1], "I1": [2, 3], "I2": [5, 4]}
    assert analysed(QUESTIONS, answers, frame_of(["k000", "k001", "zzz"])).population == 3
