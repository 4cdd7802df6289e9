import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from wcm_helpers.methods import intervals
from wcm_helpers.methods.intervals import bootstrap, percentile_interval, wilson


@pytest.mark.parametrize(
    ("hits", "n", "expected"),
    [(81, 263, (0.2553, 0.3662)), (0, 20, (0, 0.1611)), (0, 5, (0, 0.434)), (5, 5, (0.566, 1))],
)
def test_wilson_matches_published_intervals(hits, n, expected):
    assert wilson(hits, n) == pytest.approx(expected, abs=6e-4 if n == 5 else 5e-5)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 400), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_that_of_scipy(n, data, confidence):
    hits = data.draw(st.integers(0, n))
    other = binomtest(hits, n).proportion_ci(confidence, method="wilson")
    assert wilson(hits, n, confidence) == pytest.approx((other.low, other.high), abs=1e-9)


def test_wilson_ends_at_nothing_and_at_all():
    assert wilson(0, 7).low == 0 and wilson(7, 7).high == 1


def test_nothing_looked_at_has_no_interval():
    assert all(end != end for end in wilson(0, 0))
    assert all(end != end for end in wilson(0, 0, population=9))


def test_whoever_looked_at_all_has_no_sampling_error():
    assert wilson(3, 4, population=4) == (0.75, 0.75)
    assert wilson(1, 1, population=1) == (1, 1)


def test_part_of_a_population_by_hand():
    # 50 of 100 in a population of 199: counted as 100 · 198 / 99 = 200 cases. At one half the Wilson interval
    # is 1/2 ± z / (2 √(n + z²)) = ± 1.95996 / (2 √203.8415) = ± .06864
    assert wilson(50, 100, population=199) == pytest.approx((0.5 - 0.06864, 0.5 + 0.06864), abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 200), st.data())
def test_a_larger_part_gives_a_narrower_interval(n, data):
    hits = data.draw(st.integers(0, n))
    narrow, wide = wilson(hits, n, population=n + 5), wilson(hits, n, population=n * 50)
    assert narrow.high - narrow.low < wide.high - wide.low < np.subtract(*wilson(hits, n)[::-1])


@pytest.mark.parametrize(("hits", "n", "population"), [(3, 2, None), (-1, 2, None), (1, 3, 2)])
def test_impossible_counts_are_refused(hits, n, population):
    with pytest.raises(ValueError):
        wilson(hits, n, population=population)


def test_each_draw_has_as_many_customers_as_there_are():
    weights = bootstrap(lambda values: values.astype(float), 7)
    assert weights.shape == (intervals.DRAWS, 7)
    assert (weights.sum(axis=1) == 7).all()
    # each weight is binomial(7, 1/7): mean 1, variance 6/7; of 7,000 weights the mean of squares is near 13/7
    assert (weights**2).mean() == pytest.approx(13 / 7, abs=0.1)


def test_the_same_draws_come_out_however_many_fit_into_memory(monkeypatch):
    at_once = bootstrap(lambda values: values.astype(float), 9)
    monkeypatch.setattr(intervals, "_AT_ONCE", 9 * 64)
    assert (bootstrap(lambda values: values.astype(float), 9) == at_once).all()


def test_the_interval_of_a_mean_is_that_of_its_standard_error():
    # of 0..99 the mean is 49.5 and its standard error √(9999/12 / 100) = 2.8866: ± 5.66 at 95 %; the ends of
    # 1,000 draws waver by about a tenth of that
    values = np.arange(100)
    low, high = percentile_interval(
        bootstrap(lambda frame: (frame * values).sum(axis=1, keepdims=True) / 100, 100)
    ).ravel()
    assert (low, high) == pytest.approx((49.5 - 5.66, 49.5 + 5.66), abs=0.6)


def test_draws_without_a_figure_are_left_out():
    drawn = np.array([[np.nan, np.nan], [0.0, np.nan], [10.0, np.nan]])
    ends = percentile_interval(drawn, 0.5)
    assert ends[:, 0].tolist() == [2.5, 7.5]
    assert np.isnan(ends[:, 1]).all()
    assert np.isnan(percentile_interval(np.empty((0, 2)))).all()
