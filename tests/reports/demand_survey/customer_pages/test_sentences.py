"""The paragraph on a customer."""

import pytest

from tests.reports.demand_survey.customer_pages.test_analysis import rows_of, wave
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.customer_pages import sentences
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


@pytest.fixture(params=["en", "zh"])
def language(request):
    words.use(request.param)
    yield request.param
    words.use("en")


def told(place):
    month = wave()
    row = rows_of(month).to_dict("records")[place]
    return sentences.of_customer(row, analyse_needs(month, SurveySettings()), month.survey, "CNY")


def test_an_unhappy_customer():
    # 200 customers, the first brings 200,000: the fourth 197,000
    assert told(0) == (
        "Customer 3, class C. Billed revenue in 12 months: 197k CNY. Overall satisfaction: 1 of 5. Would "
        "recommend us: 2 of 10. Rated lowest: “P2”, 1 of 5. It wants “fast”."
    )


def test_a_need_that_nobody_else_has():
    text = told(1)
    # 29 others answered, of 199: by Wilson, with 29 × 198 / 170 = 33.8 customers, 0 to 3.84 / 37.6 = 10 %
    assert "It wants “cold”, which none of the 29 other customers wants (95% interval 0% to 10%)." in text
    assert text.endswith("It also wants “fast”.")


def test_in_both_languages_every_sentence_ends(language):
    assert told(0).endswith("。" if language == "zh" else ".")


def test_what_is_not_known_is_left_out():
    month = wave()
    row = rows_of(month).to_dict("records")[0]
    row |= {"class": None, "value": None, "score": float("nan"), "recommend": float("nan"), "lowest": ""}
    row |= {"customer_name": None, "wants": ()}
    needs = analyse_needs(month, SurveySettings())
    assert sentences.of_customer(row, needs, month.survey, "CNY") == "k003."
    assert sentences.satisfaction_cell(row) == sentences.wants_cell(row, month.survey) == "–"
