import pytest

from tests.reports.demand_survey.reviews import kinds_of, review_of, satisfaction_survey, text_of
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.change.section import change


def test_every_question_against_the_last_wave():
    blocks = change(review_of(satisfaction_survey(40, shift=0.6), satisfaction_survey(35, seed=2)))
    assert kinds_of(blocks) == ["table", "paragraph", "rules"]
    table = blocks.pieces[0].content
    assert len(table) == 6
    assert list(table.columns)[-1] == "Verdict"
    assert "35 customers, both times" in text_of(blocks)


def test_without_an_earlier_wave_it_says_what_is_missing():
    assert kinds_of(change(review_of(satisfaction_survey(10)))) == ["box"]


def test_no_question_in_common():
    now, before = (survey_of([question(name, "likert")], {name: [1, 2]}) for name in "AB")
    text = text_of(change(review_of(now, before)))
    assert "No question was asked alike in both waves." in text
    assert "Asked for the first time: A." in text
    assert "No longer asked: B." in text


@pytest.mark.parametrize("n", [0, 1, 3, 40])
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_number_of_answers_gives_a_page(n, anonymous, language):
    words.use(language)
    try:
        for now, before in ((n, 20), (20, n)):
            surveys = (satisfaction_survey(size, seed=size, anonymous=anonymous) for size in (now, before))
            assert "nan" not in text_of(change(review_of(*surveys)))
    finally:
        words.use("en")
