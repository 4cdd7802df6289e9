import pytest

from tests.reports.demand_survey.reviews import frame_of, kinds_of, review_of, satisfaction_survey, text_of
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.class_differences.section import class_differences


def page(answers, classes):
    ids = [f"k{place:03d}" for place in range(len(answers))]
    survey = survey_of([question("Q", "csat")], {"Q": answers}, customer_id=ids)
    return class_differences(review_of(survey, frame=frame_of(ids, **{"class": classes})))


def test_the_table_the_finding_and_the_rule():
    blocks = page([5] * 10 + [2] * 10, ["A"] * 10 + ["C"] * 10)
    assert kinds_of(blocks) == ["table", "paragraph", "rules"]
    text = text_of(blocks)
    assert "Class A is more satisfied than class C with: Q." in text
    assert "5.0 (10)" in text
    assert "less satisfied than class C with: Q." in text_of(page([2] * 9 + [5] * 9, ["A"] * 9 + ["C"] * 9))


def test_what_chance_explains_is_not_a_difference():
    assert "Cannot tell whether classes differ: no difference" in text_of(page([3] * 20, ["A", "C"] * 10))


def test_one_class_alone():
    assert "fewer than 2 classes" in text_of(page([3] * 20, ["A"] * 20))


@pytest.mark.parametrize("n", [0, 1, 3, 40])
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_number_of_answers_gives_a_page(n, anonymous, language):
    classes = (["A", "B", "C"] * n)[:n]
    survey = satisfaction_survey(n, anonymous=anonymous, **{"class": classes})
    frame = frame_of([f"k{place:03d}" for place in range(n)], **{"class": classes})
    words.use(language)
    try:
        text = text_of(class_differences(review_of(survey, frame=frame)))
    finally:
        words.use("en")
    assert text
    assert "nan" not in text
