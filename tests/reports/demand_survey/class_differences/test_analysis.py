import numpy as np
import pytest

from tests.reports.demand_survey.reviews import frame_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.class_differences.analysis import analyse_class_differences
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def compared(answers, classes, *, customer_id=None, anonymous=False, smallest=5):
    ids = customer_id or [f"k{place}" for place in range(len(answers))]
    more = {"class": classes} if anonymous else {}
    survey = survey_of([question("Q", "csat")], {"Q": answers}, customer_id=ids, anonymous=anonymous, **more)
    frame = frame_of(ids, **{"class": classes}) if customer_id is None else frame_of(
        dict.fromkeys(ids), **{"class": classes[: len(set(ids))]}
    )  # fmt: skip
    return analyse_class_differences(SurveyMonth(survey, None, frame), smallest)


def test_a_class_that_is_more_satisfied():
    result = compared([5] * 10 + [2] * 10, ["A"] * 10 + ["C"] * 10)
    row = result.table.iloc[0]
    assert result.classes == ("A", "C")
    assert row[["n_A", "mean_A", "n_C", "mean_C", "delta", "verdict"]].tolist() == [10, 5, 10, 2, 1, "higher"]
    assert compared([2] * 10 + [5] * 10, ["A"] * 10 + ["C"] * 10).table["verdict"].tolist() == ["lower"]


def test_a_middle_class_that_differs():
    answers = [3] * 20 + [5] * 20 + [3] * 20
    result = compared(answers, ["A"] * 20 + ["B"] * 20 + ["C"] * 20)
    assert (result.table["delta"].iloc[0], result.table["verdict"].iloc[0]) == (0, "differs")


def test_equal_classes_and_small_ones():
    assert compared([3] * 20, ["A", "B"] * 10).table["verdict"].tolist() == ["unclear"]
    small = compared([5] * 4 + [1] * 10, ["A"] * 4 + ["C"] * 10)
    assert (small.classes, len(small.table)) == (("C",), 0)
    assert compared([5] * 20, ["A"] * 10 + ["N"] * 10).classes == ("A",)


def test_a_customer_counts_once():
    ids = ["a0"] * 20 + [f"a{n}" for n in range(1, 5)] + [f"c{n}" for n in range(5)]
    result = compared([5] * 20 + [1] * 9, ["A"] * 5 + ["C"] * 5, customer_id=ids)
    assert result.table[["n_A", "mean_A"]].iloc[0].tolist() == [5, pytest.approx(9 / 5)]


def test_an_anonymous_survey_shows_no_means_and_no_small_class():
    classes = ["A"] * 10 + ["B"] * 3 + ["C"] * 30
    result = compared([5] * 13 + [1] * 30, classes, anonymous=True)
    assert result.classes == ("C",)  # A is hidden with B, which could be computed from the total
    large = compared([5] * 10 + [1] * 30, ["A"] * 10 + ["C"] * 30, anonymous=True)
    assert large.table["mean_A"].isna().all()
    assert large.table["verdict"].tolist() == ["higher"]


def test_chance_alone_seldom_differs():
    rng = np.random.default_rng(1)
    classes = ["A"] * 10 + ["B"] * 20 + ["C"] * 30
    verdicts = [
        compared(rng.integers(1, 6, 60).astype(float).tolist(), classes).table["verdict"].iloc[0]
        for _world in range(40)
    ]
    assert sum(verdict != "unclear" for verdict in verdicts) <= 6  # expected 2; more in 0.4 % of runs
