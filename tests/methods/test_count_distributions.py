"""The probability of every count, against scipy.stats and exact fractions."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wcm_helpers.methods.count_distributions import beta_binomial, binomial, hypergeometric

COUNTS = st.integers(0, 400)
SHAPES = st.floats(1e-3, 1e4)


@given(COUNTS, st.sampled_from([0.0, 1.0]) | st.floats(1e-9, 1.0))
def test_the_binomial_is_that_of_scipy(n, share):
    assert binomial(n, share) == pytest.approx(stats.binom.pmf(range(n + 1), n, share), rel=1e-8, abs=1e-12)


@given(COUNTS, SHAPES, SHAPES)
def test_the_beta_binomial_is_that_of_scipy(n, a, b):
    assert beta_binomial(n, a, b) == pytest.approx(
        stats.betabinom.pmf(range(n + 1), n, a, b), rel=1e-6, abs=1e-9
    )


@given(st.data(), st.integers(1, 400))
def test_the_hypergeometric_is_that_of_exact_fractions(data, n):
    hits, size = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    possible, chances = hypergeometric(n, hits, size)
    exact = [comb(hits, k) * comb(n - hits, size - k) / comb(n, size) for k in map(int, possible)]
    assert chances == pytest.approx(exact, rel=1e-8, abs=1e-15)
    assert sum(exact) == pytest.approx(1)


def test_tens_of_thousands_of_cases_do_not_overflow():
    # the mean of a hypergeometric count is size × hits / n = 30,000 × 20,000 / 60,000
    possible, chances = hypergeometric(60_000, 20_000, 30_000)
    assert float(possible @ chances) == pytest.approx(10_000)
    assert float(np.arange(50_001) @ beta_binomial(50_000, 9.0, 1.0)) == pytest.approx(45_000)
