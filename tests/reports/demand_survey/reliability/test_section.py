import pytest

from tests.reports.demand_survey.reliability.test_analysis import planted
from tests.reports.demand_survey.reviews import kinds_of, review_of, satisfaction_survey, text_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.reliability.section import alphas_of, reliability


def test_coefficients_questions_findings_and_rules():
    blocks = reliability(review_of(planted()))
    assert kinds_of(blocks) == ["table", "table", "paragraph", "rules"]
    assert blocks.pieces[0].content["Respondents"].tolist() == [60]
    assert blocks.pieces[1].content["Remark"].tolist() == ["", "", "", "", "probably reversed"]


def test_without_a_dimension_a_box_says_what_is_missing():
    survey = planted()
    survey.questions["dimension"] = ""
    assert kinds_of(reliability(review_of(survey))) == ["box"]
    assert alphas_of(review_of(survey)) == {}


def test_the_figures_name_each_dimension():
    assert list(alphas_of(review_of(planted()))) == ["trust"]
    two = planted(kinds={2: {"scale_max": 10}, 3: {"scale_max": 10}})
    assert list(alphas_of(review_of(two))) == ["trust"]


def test_a_matrix_without_a_question_above_it_is_named_by_its_first_statement():
    survey = planted()
    survey.questions["dimension"], survey.questions["text"] = "", ""
    survey.questions["item"] = ["On time", "In full", "Polite", "Clear", "Slow"]
    assert list(alphas_of(review_of(survey))) == ["On time…"]


@pytest.mark.parametrize("n", [0, 1, 3, 9, 40])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_number_of_answers_gives_a_page(n, language):
    words.use(language)
    try:
        text = text_of(reliability(review_of(satisfaction_survey(n))))
    finally:
        words.use("en")
    assert text
    assert "nan" not in text


def test_everybody_gives_the_same_answer():
    survey = planted()
    survey.scores.loc[:] = 4.0
    text = text_of(reliability(review_of(survey)))
    assert "everybody answered alike" in text
