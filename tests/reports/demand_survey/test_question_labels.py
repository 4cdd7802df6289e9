from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.question_labels import question_label


def test_importance_and_reversed_questions_are_marked():
    questions = [
        question("a", "performance", item="Picking"), question("b", "importance", item="Picking"),
        question("c", "likert", text="We may leave", reversed=True),
    ]  # fmt: skip
    survey = survey_of(questions, {"a": [1], "b": [1], "c": [1]})
    assert [question_label(survey, name) for name in "abc"] == [
        "Picking", "Importance: Picking", "Reversed (turned): We may leave",
    ]  # fmt: skip
