"""The counted surveys from export to section: top two, NPS, distributions and α are those counted by hand."""

import pytest

from tests.data.survey.test_shared_exports import CASES, customers, expected
from tests.data.survey.test_shared_exports import read as read_shared
from tests.reports.demand_survey.reviews import frame_of
from wcm_helpers.reports.demand_survey.distributions.analysis import analyse_distributions
from wcm_helpers.reports.demand_survey.reliability.analysis import analyse_reliability
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.satisfaction.analysis import analyse_satisfaction

read = read_shared


@pytest.fixture(params=CASES)
def case(request):
    return request.param


@pytest.fixture
def month(read, case):
    return SurveyMonth(read(case), None, frame_of(customers(case)["customer_id"]))


def test_satisfaction_and_the_recommend_score(case, month):
    result, questions = analyse_satisfaction(month, 5), expected(case)["questions"]
    for name, row in result.items.iterrows():
        counted = questions[name]
        assert list(row["counts"]) == list(counted["counts"].values())
        assert (row["n"], row["not_applicable"]) == (counted["n_answering"], counted["not_applicable"])
        assert 100 * row["top_two"] == pytest.approx(counted["top2"]["pct"], abs=0.006)
        # Wilson's interval of as many answers without a number of customers is wider, and about as far up
        low, high = counted["top2"]["wilson95"]
        assert low - 0.02 < row["low"] < row["top_two"] < row["high"] < high + 0.02
    nps = questions["NPS"]
    assert result.nps[:3] == (nps["promoters"], nps["passives"], nps["detractors"])
    assert 100 * result.nps.estimate.value == pytest.approx(nps["nps"], abs=1e-4)


def test_every_closed_question(case, month):
    result, questions = analyse_distributions(month, 5), expected(case)["questions"]
    for name, table in result.choices.items():
        counts = questions[name]["counts"]
        assert table["chosen"].tolist() == [counts.get(option, 0) for option in table["option"]]
        assert result.bases.loc[name, "n"] == questions[name]["base_for_percentages"]
    for row in result.scales.to_dict("records"):
        assert sum(row["percents"]) == 100
        if "mean" in questions[row["question_id"]]:
            assert row["mean"] == pytest.approx(questions[row["question_id"]]["mean"], abs=6e-5)
            assert row["median"] == questions[row["question_id"]]["median"]


def test_the_reliability_of_the_matrix_of_performance(case, month):
    stated = expected(case)["alpha_performance_listwise"]
    (matrix,) = [one for one in analyse_reliability(month, 5) if one.kind == "performance"]
    assert (matrix.result.n, matrix.result.alpha) == (stated["n"], pytest.approx(stated["alpha"], abs=6e-5))
