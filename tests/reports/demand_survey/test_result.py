"""What every section reads of a wave."""

from tests.reports.demand_survey.first_page.cases import FRAME, month_of
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def test_customers_answered_are_in_the_frame_and_gave_an_answer():
    month = month_of(customers=("beta", "alpha", "unknown", "gamma"), empty=[False, False, False, True])
    assert month.customers_answered == ["alpha", "beta"]
    assert SurveyMonth(month.survey, None, FRAME.iloc[:0]).customers_answered == []
