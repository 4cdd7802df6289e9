"""The main figures without and with weights, by hand."""

import pandas as pd
import pytest

from tests.reports.demand_survey.respondents.test_weighting import TWENTY
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.respondents.figures import (
    MainFigures,
    compare_weights,
    figures_of,
    main_needs,
    need_answers,
)
from wcm_helpers.reports.demand_survey.respondents.weighting import weigh
from wcm_helpers.reports.demand_survey.result import SurveyMonth

QUESTIONS = [
    question("SAT", "csat"),
    question("NPS", "nps"),
    question("NEED", "multi", levels=("fast", "cold", "none"), need=("fast", "cold", "")),
    question("IMP", "importance", need="dedicated"),
]


def wave(customers, sat, nps, need, imp=None, **more):
    answers = {"SAT": sat, "NPS": nps, "NEED": need, "IMP": imp or [None] * len(sat)}
    return survey_of(QUESTIONS, answers, customer_id=customers, **more)


def test_figures_by_hand():
    """A answered 4 of 5, C 4 of 15: weights 0.5 and 1.5 (see the test of weighting)."""
    customers = ["c00", "c01", "c02", "c03", "c05", "c06", "c07", "c08"]
    survey = wave(
        customers, [5, 5, 4, 4, 5, 2, 2, 2], [10, 9, 8, 6, 0, 0, 7, 9], [["cold"]] * 4 + [["fast"]] * 4
    )
    weighting = weigh(SurveyMonth(survey, None, TWENTY), TWENTY, ("class",), 5)
    table = compare_weights(survey, weighting).set_index("key")
    # 5 of 8; (4 · 0.5 + 1.5) / 8
    assert table.loc["SAT", ["n", "plain", "other"]].tolist() == pytest.approx([8, 5 / 8, 3.5 / 8])
    # promoters 3, detractors 3; (2 · 0.5 + 1.5 − 0.5 − 2 · 1.5) / 8
    assert table.loc["NPS", ["plain", "other"]].tolist() == pytest.approx([0, -1 / 8])
    assert table.loc["cold", ["plain", "other", "change"]].tolist() == pytest.approx([0.5, 0.25, -0.25])
    assert table.loc["fast", "other"] == pytest.approx(0.75) and "dedicated" not in table.index
    assert MainFigures(table.reset_index()).largest["change"] == pytest.approx(-0.25)


def test_needs_are_averaged_within_the_customer():
    survey = wave(["x", "x", "x", "y"], [4] * 4, [9] * 4, [["fast"], ["fast"], ["cold"], ["none"]])
    needs = figures_of(survey).set_index("key")
    assert needs.loc["fast", ["n", "value"]].tolist() == pytest.approx([2, 1 / 3])


def test_what_was_not_answered_is_no_need_refused():
    survey = wave(list("xyz"), [4] * 3, [9] * 3, [["fast"], None, ["none"]], [5, 3, None])
    wants = need_answers(survey)
    assert wants["fast"].tolist() == [1, pytest.approx(float("nan"), nan_ok=True), 0]
    assert wants["dedicated"].tolist()[:2] == [1, 0] and main_needs(survey) == ["dedicated", "fast"]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_answers_there_is_nothing_to_compare(n):
    survey = wave([None] * n, [None] * n, [None] * n, [None] * n)
    table = compare_weights(survey, weigh(SurveyMonth(survey, None, TWENTY), TWENTY, ("class",), 5))
    assert table["n"].tolist() == [0, 0] and table["change"].isna().all()
    assert MainFigures(table).largest is None


def test_small_shares_of_an_anonymous_survey_are_not_shown():
    survey = wave([], [5] * 17 + [1] * 3, [9] * 20, [["fast"]] * 8 + [["cold"]] * 12, anonymous=True)
    values = figures_of(survey).set_index("key")["value"]
    assert values[["SAT"]].isna().all() and values["NPS"] == 1  # 3 were not satisfied
    assert values[["cold", "fast"]].tolist() == [0.6, 0.4]


def test_responses_without_a_weight_are_left_out():
    survey = wave(list("xyz"), [5, 5, 1], [9, 9, 0], [["fast"]] * 3)
    weights = pd.Series([1.0, 1.0, None], survey.responses.index)
    assert figures_of(survey, weights).set_index("key")["value"].tolist() == [1, 1, 1]


def test_a_survey_of_other_questions_has_no_main_figure():
    for anonymous in (False, True):
        survey = survey_of([question("TXT", "text")], {"TXT": ["good"] * 9}, anonymous=anonymous)
        assert figures_of(survey).empty
