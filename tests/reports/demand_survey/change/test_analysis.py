import numpy as np
import pytest

from tests.reports.demand_survey.reviews import LEVELS, frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.change.analysis import analyse_changes, incomparable
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def wave(answers, ids, *, name="now", month="2026-05", kind="csat", **more):
    return survey_of([question("Q", kind, **more)], {"Q": answers}, customer_id=ids, name=name, month=month)


def changes(now, before, frame=(), smallest=5):
    return analyse_changes(SurveyMonth(now, before, frame_of(frame)), smallest)


TEN = [f"c{place}" for place in range(10)]


def test_the_same_customers_are_compared_with_themselves():
    before = wave([5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 5, 5], [*TEN, "gone", "gone"])
    now = wave([5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1], [*TEN, "new"])
    row = changes(now, before).table.loc["Q"]
    assert (row["basis"], row["n_before"], row["n_now"]) == ("paired", 10, 10)
    # 2 of 10 and 6 of 10; those that answered once are left out
    assert (row["before"], row["now"], row["change"]) == pytest.approx((0.2, 0.6, 0.4))
    # ten differences of mean .4 and mean square .4, two added of mean square ½: centre 4/12, variance
    # 5/12 − 1/9
    error = ((5 / 12 - 1 / 9) / 12) ** 0.5
    assert (row["low"], row["high"]) == pytest.approx((1 / 3 - 1.959964 * error, 1 / 3 + 1.959964 * error))
    assert row["verdict"] == "up"


def test_few_pairs_are_compared_as_two_samples():
    before = wave([1] * 30, [f"x{place}" for place in range(30)])
    now = wave([5] * 20 + [1] * 10, [f"y{place}" for place in range(30)])
    row = changes(now, before).table.loc["Q"]
    assert (row["basis"], row["n_before"], row["n_now"], row["verdict"]) == ("all", 30, 30, "up")
    assert changes(before, now).table.loc["Q", "verdict"] == "down"


def test_too_few_answers_decide_nothing():
    before, now = wave([1] * 7, TEN[:7]), wave([5] * 7, TEN[:7])
    assert changes(now, before).table.loc["Q", "verdict"] == "unclear"
    assert changes(wave([None], ["x"]), before).table.loc["Q", "verdict"] == "unclear"


def test_a_census_of_both_waves_leaves_nothing_to_chance():
    before, now = wave([1] * 10, TEN), wave([1] * 9 + [5], TEN)
    assert changes(now, before, TEN).table.loc["Q", ["verdict", "low", "high"]].tolist() == ["up", 0.1, 0.1]
    assert changes(before, before, TEN).table.loc["Q", "verdict"] == "same"


def test_a_recommend_question_changes_by_promoters_less_detractors():
    before = wave([6] * 10, TEN, kind="nps")
    now = wave([9] * 5 + [8] * 5, TEN, kind="nps")
    row = changes(now, before).table.loc["Q"]
    assert (row["before"], row["now"], row["change"], row["verdict"]) == (-1.0, 0.5, 1.5, "up")
    apart = changes(now, wave([6] * 10, [f"z{n}" for n in range(10)], kind="nps")).table.loc["Q"]
    assert (apart["basis"], apart["change"]) == ("all", 1.5)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({}, ""),
        ({"text": " Q "}, ""),
        ({"text": "another"}, "wording"),
        ({"levels": LEVELS}, "wording"),
        ({"scale_max": 7}, "scale"),
        ({"reversed": True}, "scale"),
    ],
)
def test_a_changed_question_is_not_compared(other, reason):
    now, before = wave([1], ["x"]), wave([1], ["x"], **other)
    assert incomparable(now, before, "Q") == reason


def test_new_and_dropped_questions_and_other_types():
    now = survey_of([question("A", "likert"), question("B", "likert")], {"A": [1], "B": [1]})
    before = survey_of([question("B", "csat"), question("C", "likert")], {"B": [1], "C": [1]})
    result = changes(now, before)
    assert result.not_compared.to_numpy().tolist() == [["A", "new"], ["B", "type"]]
    assert result.dropped == ("C",)
    assert result.table.empty
    assert changes(now, None) is None


def test_an_anonymous_wave_shows_no_small_part():
    now, before = (satisfaction_survey(n, anonymous=True, seed=n) for n in (40, 60))
    table = changes(now, before).table
    parts = now.top_two().sum()
    small = parts[(parts < 5) | (parts > 35)].index
    assert (table.loc[table.index.intersection(small.difference(["NPS"])), "basis"] == "none").all()
    assert set(table["basis"]) <= {"all", "none"}
    assert (changes(satisfaction_survey(4, anonymous=True), before).table["basis"] == "none").all()


def test_single_questions_are_judged_together():
    """Of 20 questions without any change few are reported by chance, in few of the worlds."""
    reported = 0
    for seed in range(12):
        now, before = (_alike(seed + shift) for shift in (0, 1000))
        reported += (changes(now, before).table["verdict"] != "unclear").any()
    assert reported <= 3  # expected 0.6 of 12; 4 or more in 0.2 % of runs


def _alike(seed):
    rng = np.random.default_rng(seed)
    questions = [question(f"Q{place}", "likert") for place in range(20)]
    answers = {row["question_id"]: rng.integers(1, 6, 40).astype(float).tolist() for row in questions}
    return survey_of(questions, answers, customer_id=[None] * 40)
