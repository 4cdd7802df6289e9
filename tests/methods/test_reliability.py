import numpy as np
import pandas as pd
import pytest
from scipy.stats import f

from tests.golden import shared
from wcm_helpers.methods.reliability import (
    cronbach_alpha,
    feldt,
    item_rest_correlations,
    reliability,
)

REVERSED = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]
PUBLISHED = {
    "A": (0.7038, 2709, 0.7030),
    "C": (0.7293, 2707, 0.7267),
    "O": (0.6025, 2726, 0.6002),
}


def bfi(letter):
    answers = pd.read_csv(shared("data/psych_bfi.csv.gz"))
    items = answers[[f"{letter}{place}" for place in range(1, 6)]]
    turned = [name for name in items if name in REVERSED]
    return items.assign(**{name: 7 - items[name] for name in turned})


@pytest.mark.parametrize("letter", list(PUBLISHED))
def test_published_alpha(letter):
    alpha, n, pairwise = PUBLISHED[letter]
    result = reliability(bfi(letter))
    assert result.n == n
    assert (result.alpha, result.pairwise) == pytest.approx((alpha, pairwise), abs=5e-5)
    assert (result.reversed_items, result.doubtful_items, result.constant) == ((), (), ())
    assert result.alpha_interval.low < alpha < result.alpha_interval.high
    assert result.omega_interval.low < result.omega < result.omega_interval.high


def test_an_item_that_was_not_turned_is_named():
    items = bfi("A")
    result = reliability(items.assign(A1=7 - items["A1"]))
    assert result.reversed_items == ("A1",)


def planted(n, loadings, seed=5):
    rng = np.random.default_rng(seed)
    factor = rng.normal(size=n)
    return pd.DataFrame(
        {f"q{place}": loading * factor + rng.normal(size=n) for place, loading in enumerate(loadings)}
    )


def test_alpha_by_hand():
    # variances 1, 1 and 1, covariances .5: 3/2 · (1 − 3/6) = .75; two with −.5: total 1, 2 · (1 − 2) = −2
    assert cronbach_alpha(np.full((3, 3), 0.5) + np.eye(3) / 2) == pytest.approx(0.75)
    assert cronbach_alpha(np.array([[1, -0.5], [-0.5, 1]])) == pytest.approx(-2)
    assert np.isnan(cronbach_alpha(np.array([[1.0, -1.0], [-1.0, 1.0]])))


def test_feldts_interval_by_the_f_distribution():
    # 20 respondents, 4 questions: (1 − α) / (1 − estimate) has 19 and 57 degrees of freedom
    low, high = feldt(0.8, 20, 4)
    assert (low, high) == pytest.approx((1 - 0.2 * f.ppf(0.975, 19, 57), 1 - 0.2 * f.ppf(0.025, 19, 57)))


def test_feldts_interval_covers():
    # one factor with loadings 1 and unit noise, 4 questions: α = 4/3 · (1 − 8/20) = .8
    truth, inside = 0.8, 0
    for seed in range(400):
        result = cronbach_alpha(planted(20, [1, 1, 1, 1], seed).cov().to_numpy())
        low, high = feldt(result, 20, 4)
        inside += low <= truth <= high
    assert 0.92 <= inside / 400 <= 0.98


def test_omega_of_a_planted_factor():
    # (1 + 1.5 + .5 + 1)² / (16 + 4) = .8
    result = reliability(planted(4000, [1, 1.5, 0.5, 1]))
    assert result.omega == pytest.approx(0.8, abs=0.01)
    assert result.omega > result.alpha


def test_two_questions_have_spearman_brown_and_no_omega():
    result = reliability(planted(200, [1, 1]))
    r = planted(200, [1, 1]).corr().iloc[0, 1]
    assert result.spearman_brown == pytest.approx(2 * r / (1 + r))
    assert result.spearman_brown_interval.low < result.spearman_brown < result.spearman_brown_interval.high
    assert np.isnan(result.omega)


def test_a_constant_question_is_dropped_and_named():
    result = reliability(planted(50, [1, 1, 1]).assign(flat=3.0))
    assert (result.constant, result.items) == (("flat",), ("q0", "q1", "q2"))


def test_a_question_against_the_others_is_flagged_beyond_chance_only():
    assert reliability(planted(200, [1, 1, 1, -1])).reversed_items == ("q3",)
    few = reliability(planted(6, [1, 1, 1, -0.2], seed=2))
    assert few.reversed_items == ()


def test_answers_of_one_customer_widen_the_interval():
    answers = planted(60, [1, 1, 1])
    alone, together = (
        reliability(answers, pd.Series([f"c{place // size}" for place in range(60)])) for size in (1, 3)
    )
    assert (alone.customers, together.customers, together.n) == (60, 20, 60)
    assert together.alpha_interval.low < alone.alpha_interval.low
    assert together.alpha == alone.alpha


def test_the_order_of_rows_does_not_matter():
    answers = planted(60, [1, 1, 1])
    shuffled = reliability(answers.sample(frac=1, random_state=1))
    assert shuffled.omega_interval == reliability(answers).omega_interval


@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_hardly_any_answer(rows):
    result = reliability(planted(50, [1, 1, 1]).head(rows))
    assert result.n == rows
    assert np.isnan(result.alpha) == (rows < 3)


def test_item_rest_of_equal_answers_is_missing():
    assert item_rest_correlations(pd.DataFrame({"a": [1, 1], "b": [2, 2]})).isna().all()
