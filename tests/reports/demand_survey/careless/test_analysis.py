"""Careless, broken-off and double responses of a wave, and the main figures without the careless ones."""

import numpy as np
import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports.demand_survey.careless.analysis import (
    careless_of,
    comparable_scales,
    find_careless,
)

ITEMS = [f"P{place:02d}" for place in range(12)]
QUESTIONS = [
    *(question(name, "performance") for name in ITEMS),
    question("SAT", "csat"),
    question("NPS", "nps"),
    question("TXT", "text"),
]


def wave(n, careless=0, seconds=90.0, sat=4, **more):
    """Return n responses of whom the first few gave 3 throughout; 15 questions, by default 6 s each."""
    rng = np.random.default_rng(3)
    answers = {name: [3] * careless + rng.integers(1, 6, n - careless).tolist() for name in ITEMS}
    answers |= {"SAT": [3] * careless + [sat] * (n - careless), "NPS": [9] * n, "TXT": ["so"] * n}
    return survey_of(QUESTIONS, answers, duration_s=[seconds] * n, **more)


def test_straight_lines_are_flagged_and_the_figures_shown_without_them():
    result = find_careless(wave(20, careless=4))
    assert result.flagged == 4 and result.table["flagged"].tolist() == [True] * 4 + [False] * 16
    figures = result.figures.table.set_index("key")
    # 16 of 20 are satisfied, and 16 of the other 16
    assert figures.loc["SAT", ["n", "plain", "other"]].tolist() == [20, 0.8, 1.0]
    assert (result.responses, result.timed, result.scales, result.doubles) == (20, 20, 13, 0)


def test_haste_is_seen_in_the_time_per_question():
    survey = wave(5, seconds=29.0)  # 15 questions answered
    assert find_careless(survey).table["fast"].all()
    assert not find_careless(wave(5, seconds=30.0)).table["fast"].any()
    assert find_careless(wave(5, seconds=float("nan"))).timed == 0


def test_a_double_submission_is_no_copy_of_another_person():
    survey = wave(3)
    again = survey_of(
        QUESTIONS,
        {
            name: [answers.iloc[0], answers.iloc[0], answers.iloc[1]]
            for name, answers in {**survey.scores, **survey.texts}.items()
        },
        customer_id=["x", "x", "y"],
        respondent="",
    )
    result = find_careless(again)
    assert result.doubles == 1 and not result.table["copy"].any() and result.flagged == 0


def test_broken_off_responses():
    answers = {name: [4, 2, 5] for name in ITEMS}
    answers |= {name: [4, None, 5] for name in ITEMS[9:]}  # of 15 the second left the last 6 blank
    survey = survey_of(
        QUESTIONS, {**answers, "SAT": [4, None, None], "NPS": [9, None, 9], "TXT": ["so", "", ""]}
    )
    table = find_careless(survey).table
    assert table["broken_off"].tolist() == [False, True, False]
    assert table["answered_share"].tolist() == pytest.approx([1, 9 / 15, 13 / 15])


def test_empty_responses_are_not_judged():
    survey = wave(3, empty=[False, True, False])
    assert find_careless(survey).responses == 2 and len(find_careless(survey).table) == 2


@pytest.mark.parametrize("n", [0, 1, 3])
def test_few_responses(n):
    result = find_careless(wave(n))
    assert result.responses == n and result.figures.table.empty


def test_a_questionnaire_without_scales():
    survey = survey_of([question("TXT", "text")], {"TXT": ["so", "", "no"]})
    result = find_careless(survey)
    assert (result.flagged, result.scales) == (0, 0)


def test_runs_are_looked_for_on_one_scale_only():
    assert comparable_scales(wave(1)) == [*ITEMS, "SAT"]


def test_few_careless_responses_of_an_anonymous_survey_are_not_compared():
    assert find_careless(wave(20, careless=4, anonymous=True)).figures.table.empty
    shown = find_careless(wave(20, careless=6, anonymous=True)).figures.table.set_index("key")
    # 14 of 20 and 14 of 14: that none of the 6 was satisfied tells of no few people
    assert shown.loc["SAT", "other"] == 1


def test_a_comparison_that_tells_of_a_few_is_not_shown():
    survey = wave(30, careless=8, anonymous=True)
    survey.scores.iloc[:3, survey.scores.columns.get_loc("SAT")] = 5  # 3 of the 8 careless ones
    table = find_careless(survey).figures.table.set_index("key")
    assert np.isnan(table.loc["SAT", "other"]) and table.loc["SAT", "plain"] == 25 / 30


def test_the_planted_careless_of_the_sample_are_found(sample_review):
    truth = pd.read_csv(ROOT / "data/sample/truth/survey_responses.csv")
    truth = truth[truth["wave"] == sample_review.result.survey.name].sort_values("record")
    flagged = careless_of(sample_review).table["flagged"].to_numpy()
    planted = truth["careless"].to_numpy(dtype=bool)
    assert flagged[planted].mean() >= 0.9 and flagged[~planted].mean() <= 0.05
