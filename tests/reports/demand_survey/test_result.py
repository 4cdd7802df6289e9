"""Who answered: customers of the frame with a response that is not empty."""

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def test_a_customer_answered_with_one_response_that_is_not_empty():
    survey = survey_of(
        [question("a", "csat")],
        {"a": [5, None, 3, 4, 2]},
        customer_id=["x", "y", "x", None, "stranger"],
    )
    frame = pd.DataFrame({"customer_id": ["x", "y", "z"]}).set_index("customer_id", drop=False)
    assert SurveyMonth(survey, None, frame).customers_answered == ["x"]
