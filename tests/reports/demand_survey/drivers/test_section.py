import pytest

from tests.reports.demand_survey.drivers.test_analysis import driven
from tests.reports.demand_survey.reviews import kinds_of, review_of, text_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.drivers.section import drivers, drivers_detail


def test_a_certain_first_driver_is_named():
    review = review_of(driven(130))
    made = drivers(review)
    assert kinds_of(made) == ["chart", "paragraph"]
    assert "P1 goes with overall satisfaction most closely." in text_of(made)
    assert "A share is no proof of effect" in text_of(made)
    detail = drivers_detail(review)
    assert kinds_of(detail) == ["table", "paragraph"] and "Share (Johnson)" in text_of(detail)


def test_a_small_survey_names_a_group():
    text = text_of(drivers(review_of(driven(60))))
    assert "These answers cannot tell which comes first." in text
    assert "With fewer than 100 customers no first driver is named" in text


def test_a_smaller_one_says_why_nothing_is_named():
    review = review_of(driven(39))
    made = drivers(review)
    assert kinds_of(made) == ["box"]
    assert "39 customers answered all the questions, and at least 40 are needed." in text_of(made)
    assert "at least 40 are needed" in text_of(drivers_detail(review))


def test_without_the_questions_the_page_says_what_it_would_show():
    review = review_of(survey_of([question("SAT", "csat")], {"SAT": [4]}))
    assert kinds_of(drivers(review)) == ["box"] == kinds_of(drivers_detail(review))


@pytest.mark.parametrize("n", [0, 1, 3])
def test_hostile_waves_give_a_page(n):
    for anonymous in (False, True):
        review = review_of(driven(n, anonymous=anonymous))
        assert text_of(drivers(review)) and text_of(drivers_detail(review))
