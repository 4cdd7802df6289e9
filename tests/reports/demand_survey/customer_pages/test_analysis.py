"""What each customer that answered thinks and wants."""

from dataclasses import replace

import pytest

from tests.reports.demand_survey.needs.examples import planted
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.customer_pages.analysis import find_customers, first_rows
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


def wave(*, anonymous=False, **more):
    """Return a month in which k000 … k029 answered; k003 is unhappy, k005 alone wants it cold."""
    survey = survey_of(
        [
            question("SAT", "csat"), question("NPS", "nps"), question("P1", "performance"),
            question("P2", "performance"),
            question("N", "multi", levels=("cold", "fast", "rest"), need=("cold", "fast", "")),
        ],
        {
            "SAT": [1 if place == 3 else 4 for place in range(30)],
            "NPS": [2 if place == 3 else 9 for place in range(30)],
            "P1": [2 if place == 3 else 4 for place in range(30)],
            "P2": [1 if place == 3 else None for place in range(30)],
            "N": [
                ["cold", "fast"] if place == 5 else ["fast"] if place % 2 else ["rest"] for place in range(30)
            ],
        },
        anonymous=anonymous, **more,
    )  # fmt: skip
    return replace(planted(), survey=survey)


def rows_of(month):
    return find_customers(month, analyse_needs(month, SurveySettings()))


def test_unhappy_customers_and_those_with_needs_of_their_own_come_first():
    rows = rows_of(wave())
    # by revenue: k003 before k005, then the others from k000
    assert rows["customer_id"].tolist()[:4] == ["k003", "k005", "k000", "k001"]
    assert first_rows(rows).tolist() == [True, True] + [False] * 28


def test_a_customer_has_its_answers_and_needs():
    unhappy, own = rows_of(wave()).to_dict("records")[:2]
    assert (unhappy["score"], unhappy["best"], unhappy["recommend"]) == (1, 5, 2)
    assert (unhappy["lowest"], unhappy["lowest_score"]) == ("P2", 1)
    assert (own["own"], own["wants"], own["lowest"]) == (("cold",), ("fast",), "")


def test_respondents_of_a_customer_are_averaged():
    month = wave(customer_id=["k000", "k000", *(f"k{place:03d}" for place in range(2, 30))])
    rows = rows_of(month).set_index("customer_id")
    assert len(rows) == 29
    # 9 and 9 would recommend; one of two wants it fast: half counts
    assert rows.loc["k000", "recommend"] == 9 and rows.loc["k000", "wants"] == ("fast",)


@pytest.mark.parametrize("month", [wave(anonymous=True), wave(customer_id=[None] * 30)])
def test_without_known_customers_there_are_none(month):
    assert rows_of(month).empty
