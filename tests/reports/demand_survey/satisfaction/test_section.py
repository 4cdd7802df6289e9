import pytest

from tests.reports.demand_survey.reviews import frame_of, kinds_of, review_of, satisfaction_survey, text_of
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.satisfaction.section import figures_of, questions_table, satisfaction


def table_of(review):
    return questions_table(review)


def test_one_chart_and_one_remark():
    blocks = satisfaction(review_of(satisfaction_survey(40), satisfaction_survey(30, seed=2)))
    assert kinds_of(blocks) == ["chart", "paragraph"]


def test_the_table_has_intervals_and_changes():
    block = table_of(review_of(satisfaction_survey(40), satisfaction_survey(30, seed=2)))
    table = block.content
    assert table["Question"].iloc[0] == "SAT"
    assert "Change on last wave, points" in table
    assert len(table.columns) == 7
    assert "Intervals take into account that there are 80 customers in all." in block.text


def test_without_an_earlier_wave_there_is_no_column_of_changes():
    blocks = satisfaction(review_of(satisfaction_survey(40)))
    assert "Change on last wave, points" not in table_of(review_of(satisfaction_survey(40))).content
    assert "There is no earlier wave to compare with." in blocks.pieces[1].text


def test_a_census_says_so():
    survey = satisfaction_survey(12)
    review = review_of(survey, frame=frame_of(survey.responses["customer_id"]))
    assert "all answered" in questions_table(review).text
    text = text_of(satisfaction(review))
    assert "there is no sampling error" in text


def test_without_questions_on_satisfaction_a_box_says_what_is_missing():
    assert kinds_of(satisfaction(review_of(survey_of([question("T", "text")], {"T": ["x"]})))) == ["box"]
    assert figures_of(review_of(survey_of([question("T", "text")], {"T": ["x"]}))) == {}


def test_the_figures_are_those_of_the_page():
    review = review_of(satisfaction_survey(40))
    figures = figures_of(review)
    assert list(figures) == ["satisfaction", "nps", "nps_low", "nps_high"]
    assert f"({figures['satisfaction']:.0%})" in text_of(satisfaction(review))
    assert figures["nps_low"] < figures["nps"] < figures["nps_high"]


@pytest.mark.parametrize("n", [0, 1, 3, 9, 40])
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_number_of_answers_gives_a_page(n, anonymous, language):
    words.use(language)
    try:
        text = text_of(satisfaction(review_of(satisfaction_survey(n, anonymous=anonymous))))
    finally:
        words.use("en")
    assert text
    assert "nan" not in text


@pytest.mark.parametrize("answer", [1, 5])
def test_everybody_gives_the_same_answer(answer):
    questions = [question("SAT", "csat"), question("P", "performance")]
    survey = survey_of(questions, {"SAT": [answer] * 20, "P": [answer] * 20})
    text = text_of(satisfaction(review_of(survey)))
    assert f"P: {'100%' if answer == 5 else '0%'} of 20 answers are on the two best levels." in text


def test_all_not_applicable():
    survey = survey_of([question("P", "performance")], {"P": [None] * 9})
    survey.states["P"] = "not_applicable"
    assert "Nobody answered these questions." in text_of(satisfaction(review_of(survey)))
    assert "cannot tell" in questions_table(review_of(survey)).text
