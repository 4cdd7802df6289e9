"""The pages by customer."""

from dataclasses import replace
from types import SimpleNamespace

from tests.reports.demand_survey.customer_pages.test_analysis import wave
from tests.reports.demand_survey.needs.examples import planted, review_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.customer_pages.section import MOST_PAGES, customer_pages


def made_of(month):
    review = review_of(month)
    review.settings = SimpleNamespace(site=SimpleNamespace(currency="CNY"))
    return customer_pages(review).pieces


def test_a_warning_a_paragraph_each_and_a_table_of_the_rest():
    pieces = made_of(wave())
    assert [piece.kind for piece in pieces] == ["box", "paragraph", "paragraph", "table"]
    assert "internal readers" in pieces[0].text
    assert len(pieces[-1].content) == 28


def test_an_anonymous_survey_has_a_box_that_says_why():
    pieces = made_of(wave(anonymous=True))
    assert [piece.kind for piece in pieces] == ["box"]
    assert "anonymous" in pieces[0].text and "Customer 3" not in pieces[0].text


def test_no_person_is_named_and_nothing_quoted():
    month = wave(respondent=[f"Zhang San {place}" for place in range(30)])
    month.survey.texts["TXT"] = "Forklift driver was rude"
    text = "\n".join(piece.text for piece in made_of(month))
    assert "Zhang San" not in text and "Forklift" not in text


def test_long_lists_are_cut_and_counted():
    survey = survey_of([question("SAT", "csat")], {"SAT": [1] * 70 + [5] * 70})
    pieces = made_of(replace(planted(), survey=survey))
    assert [piece.kind for piece in pieces].count("paragraph") == MOST_PAGES
    # 140 answered, 30 with a paragraph, 30 listed
    assert "80 more customers are not listed." in pieces[-1].text


def test_a_figure_that_no_customer_has_is_no_column():
    survey = survey_of([question("SAT", "csat")], {"SAT": [5] * 30})
    month = replace(planted(), survey=survey)
    heads = made_of(month)[-1].text
    assert "Class" in heads and "Would recommend (0 to 10)" not in heads
    heads = made_of(replace(month, frame=month.frame.assign(**{"class": None})))[-1].text
    assert "Class" not in heads and "Overall satisfaction" in heads


def test_hostile_waves_give_a_page():
    for answers in ([], [None], [3], [5] * 40):
        survey = survey_of([question("SAT", "csat")], {"SAT": answers})
        assert made_of(replace(planted(), survey=survey))
