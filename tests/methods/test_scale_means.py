import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from wcm_helpers.methods.scale_means import (
    level_spread,
    mean_of,
    median_interval,
    paired_change,
    share_spread,
)


def test_three_answers_spread_over_the_scale_are_added():
    # 10 answers 4 and 2 in turn: mean 3, variance 1. With 3 of mean 3 and variance 16/8 = 2 added the mean
    # is 3 and the variance (10·1 + 3·2) / 13 = 16/13; half = 1.959964·√(16/13/13) = 1.959964·4/13.
    estimate = mean_of(pd.Series([4.0, 2.0] * 5), 1, 5)
    half = 1.959964 * 4 / 13
    assert estimate[:3] == pytest.approx((3, 3 - half, 3 + half), abs=1e-6)


def test_the_interval_stays_on_the_scale_and_is_never_without_width():
    estimate = mean_of(pd.Series([5.0] * 8), 1, 5)
    assert estimate.high == 5
    assert 3 < estimate.low < 4.5
    assert np.isnan(mean_of(pd.Series([], dtype="float64"), 1, 5).low)


def test_a_census_has_no_interval():
    estimate = mean_of(pd.Series([1.0, 4.0]), 1, 5, pd.Series(["x", "y"]), population=2)
    assert estimate[:3] == (2.5, 2.5, 2.5)
    change = paired_change(pd.Series([1.0, 0.0], index=["x", "y"]), 2.0, population=2)
    assert change[:3] == (0.5, 0.5, 0.5)


def test_two_pairs_are_added_to_changes():
    # 8 changes ±1 in turn: mean 0, variance 1; two more of variance ½: (8 + 1) / 10 = .9, half = z·√(.9 / 10)
    change = paired_change(pd.Series([1.0, -1.0] * 4, index=list("abcdefgh")), share_spread(0, 1))
    assert change[:3] == pytest.approx((0, -1.959964 * 0.3, 1.959964 * 0.3), abs=1e-6)
    assert level_spread(1, 5) == 2


@pytest.mark.parametrize("n", range(1, 60))
def test_the_median_is_between_the_ends_at_least_as_often_as_said(n):
    low, high = median_interval(pd.Series(range(1, n + 1), dtype="float64"))
    if np.isnan(low):
        assert n < 6  # 2 · ½⁵ = 6 % of samples have all five on one side
        return
    rank = int(low)
    assert high == n + 1 - rank
    assert 2 * binom.cdf(rank - 1, n, 0.5) <= 0.05 < 2 * binom.cdf(rank, n, 0.5)
