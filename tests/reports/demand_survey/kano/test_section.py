import pytest

from tests.reports.demand_survey.kano.test_analysis import PAIRS, kano_survey
from tests.reports.demand_survey.reviews import kinds_of, review_of, text_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.kano.section import kano, kano_detail


def test_a_chart_a_table_and_what_differs_by_class():
    review = review_of(kano_survey("M" * 12 + "I" * 30, "A" * 12 + "C" * 30))
    made = kano(review)
    assert kinds_of(made) == ["chart", "table", "paragraph"]
    assert "K1F differs by class: class A “Must be there”, class C “Does not matter”." in text_of(made)
    assert "Must be there (12)" in made.pieces[1].text
    detail = kano_detail(review)
    assert kinds_of(detail) == ["table"]
    # 30 against 12 of 42: 1.65 √(42 · 42 / 84) = 7.6
    assert "18 (7.6)" in text_of(detail) and "−29%" in text_of(detail)


def test_a_misunderstood_question_is_named():
    made = text_of(kano(review_of(kano_survey("M" * 8 + "QQ"))))
    assert "More than 10% of the answers on K1F contradict each other" in made
    assert "Question misunderstood (10)" in made


def test_an_anonymous_survey_tells_no_small_count():
    review = review_of(kano_survey("M" * 20 + "O" * 3 + "Q", anonymous=True))
    made = kano(review)
    assert kinds_of(made) == ["table", "paragraph"]  # no chart: its shares would tell the three
    assert "Counts are not shown" in text_of(made) and "Must be there (24)" in text_of(made)
    assert kinds_of(kano_detail(review)) == ["paragraph"]
    shown = review_of(kano_survey("M" * 9 + "O" * 9 + "A" * 9 + "I" * 9 + "RRR" + "QQQ", anonymous=True))
    row = kano_detail(shown).pieces[0].content.iloc[0]
    assert row["must-be"] == 9 and row[["reverse", "questionable"]].isna().all()


def test_without_kano_questions_the_page_says_what_it_would_show():
    review = review_of(survey_of([question("SAT", "csat")], {"SAT": [1]}))
    assert kinds_of(kano(review)) == ["box"] == kinds_of(kano_detail(review))


@pytest.mark.parametrize("categories", ["", "M", "MIO", "R" * 9, "Q" * 9, "I" * 9, *PAIRS])
def test_hostile_waves_give_a_page(categories):
    for anonymous in (False, True):
        review = review_of(kano_survey(categories, anonymous=anonymous))
        assert text_of(kano(review)) and text_of(kano_detail(review))
