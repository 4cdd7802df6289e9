import pytest

from tests.reports.demand_survey.satisfaction.test_analysis import analysed, one
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.satisfaction import sentences

IDS = [f"k{place:03d}" for place in range(200)]


def test_overall_satisfaction_with_its_interval():
    # 25 of 39: Wilson .4842 to .7726
    text = sentences.overall(analysed(one([5] * 25 + [1] * 14, "csat")))
    assert text == (
        "Overall satisfaction: 25 of 39 answers (64%) are on the two best levels; with 95% confidence it is "
        "48% to 77% of all customers."
    )


def test_too_few_answers_all_answers_and_none():
    assert "too few to tell" in sentences.overall(analysed(one([5] * 7, "csat")))
    assert "there is no sampling error" in sentences.overall(analysed(one([5] * 7, "csat"), IDS[:7]))
    assert sentences.overall(analysed(one([None], "csat"))).startswith("Nobody answered")
    assert sentences.overall(analysed(one([5], "likert"))) == ""


@pytest.mark.parametrize(
    ("scores", "conclusion"),
    [
        ([10] * 30 + [0] * 5, "more promoters (30) than detractors (5) in 35 answers, beyond chance"),
        ([10] * 5 + [0] * 30, "more detractors (30) than promoters (5) in 35 answers, beyond chance"),
        ([10] * 13 + [8] * 10 + [0] * 16, "NPS −8 (interval −33 to 19): 13 promoters and 16 detractors"),
        ([10] * 7, "That is too few to tell; it takes 8 answers."),
        ([None], "Nobody answered the recommend question."),
    ],
)
def test_what_the_recommend_score_allows_to_say(scores, conclusion):
    nps = analysed(one(scores, "nps")).nps
    assert conclusion in sentences.recommend(nps)
    assert ("Cannot tell" in sentences.recommend(nps)) == (conclusion.startswith("NPS −8"))


def test_parts_are_not_counted_where_they_may_not_be():
    text = sentences.recommend(analysed(one([10] * 30 + [0] * 2, "nps")).nps, counts=False)
    assert "too small to show" in text
    assert "promoter" not in text
    assert sentences.recommend(None) == ""


def test_the_title_names_the_most_need_for_action():
    questions = [question("SAT", "csat"), question("a", "performance"), question("b", "performance")]
    survey = survey_of(questions, {"SAT": [1] * 4, "a": [1, 1, 1, 5], "b": [5, 5, 5, 1]})
    assert sentences.title(analysed(survey), survey) == (
        "Most need for action: a, only 25% of 4 answers are on the two best levels."
    )
    alike = survey_of(questions, {"SAT": [5], "a": [5], "b": [5]})
    assert sentences.title(analysed(alike), alike).startswith("All questions alike: 100%")
    empty = survey_of(questions, {"SAT": [None], "a": [None], "b": [None]})
    assert sentences.title(analysed(empty), empty) == "Nobody answered these questions."


def test_another_scale_is_named_and_hidden_questions_are_counted():
    questions = [question("a", "likert"), question("b", "likert"), question("c", "likert", scale_max=10)]
    survey = survey_of(questions, {"a": [1], "b": [1], "c": [9]})
    assert sentences.other_scales(analysed(survey), survey).endswith("and not drawn with them: c.")
    assert sentences.other_scales(analysed(one([1])), survey) == ""
    hidden = analysed(survey_of([question("Q", "likert")], {"Q": [1]}, anonymous=True))
    assert sentences.hidden(hidden, 5).startswith("1 question is not shown")


def test_the_rules_are_in_both_languages():
    english = sentences.rules()
    words.use("zh")
    try:
        chinese = sentences.rules()
    finally:
        words.use("en")
    assert all(one[1] != other[1] for one, other in zip(english, chinese, strict=True))
    assert "¾" in chinese[1][1]
    assert sentences.finite(analysed(one([1])), 1).endswith("there is 1 customer in all.")
