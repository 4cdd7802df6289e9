import pandas as pd
import pytest

from tests.reports.demand_survey.reviews import kinds_of, review_of, satisfaction_survey, text_of
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.distributions.section import distributions


def mixed_survey(n, **more):
    questions = [
        question("SAT", "csat"), question("one", "single", levels=("x", "y")),
        question("many", "multi", levels=("x", "y")), question("order", "ranking", levels=("x", "y")),
    ]  # fmt: skip
    answers = {"SAT": [4] * n, "one": ["x"] * n, "many": [["x", "y"]] * n, "order": ["?"] * n}
    survey = survey_of(questions, answers, **more)
    survey.ranks["order"] = pd.DataFrame({"x": [1.0] * n, "y": [2.0] * n}, index=survey.states.index)
    return survey


def test_one_table_of_scales_and_one_a_question_of_choice():
    blocks = distributions(review_of(mixed_survey(9)))
    assert kinds_of(blocks) == ["table"] * 5 + ["rules"]
    assert [piece.name for piece in blocks.pieces[:5]] == [
        "questions", "scales", "choice", "choice", "ranking",
    ]  # fmt: skip
    text = text_of(blocks)
    assert "0 / 0 / 0 / 100 / 0" in text
    assert "Base: 9 answers; not applicable 0, not shown 0, blank 0." in text
    assert text.count("Several could be chosen") == 1


def test_a_long_questionnaire_is_cut():
    names = [f"Q{place:02d}" for place in range(40)]
    survey = survey_of([question(name, "likert") for name in names], {name: [1, 5] for name in names})
    blocks = distributions(review_of(survey))
    assert len(blocks.pieces[0].content) == 30
    assert "10 more questions are not listed." in text_of(blocks)


def test_without_a_closed_question():
    text = text_of(distributions(review_of(survey_of([question("T", "text")], {"T": ["x"]}))))
    assert text == "The questionnaire has no closed question."


@pytest.mark.parametrize("n", [0, 1, 3, 9])
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_number_of_answers_gives_a_page(n, anonymous, language):
    words.use(language)
    try:
        pages = [
            text_of(distributions(review_of(survey)))
            for survey in (mixed_survey(n, anonymous=anonymous), satisfaction_survey(n, anonymous=anonymous))
        ]
    finally:
        words.use("en")
    assert all(pages)
    assert "nan" not in "".join(pages)
