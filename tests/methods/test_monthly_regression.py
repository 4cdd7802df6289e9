"""One coefficient of a monthly series: equal to least squares where months are independent."""

import numpy as np
import pytest

from wcm_helpers.methods import monthly_regression
from wcm_helpers.methods.monthly_regression import estimate_coefficient


def test_without_correlation_it_is_the_two_sample_t_interval(monkeypatch):
    monkeypatch.setattr(monthly_regression, "CORRELATIONS", np.array([0.0]))
    values = np.array([1.0, 2, 3, 4, 5, 6, 7, 8])
    design = np.column_stack([np.ones(8), np.repeat([0.0, 1.0], 4)])
    result = estimate_coefficient(values, design, np.arange(8), 1)
    # means 2.5 and 6.5; pooled variance 5/3; error √(5/3 × 2/4) = .912871; t(6) .975 = 2.446912
    assert result.estimate == pytest.approx(4.0)
    assert (result.low, result.high) == pytest.approx((4 - 2.233715, 4 + 2.233715), abs=1e-5)
    assert result.variance == pytest.approx(5 / 3)


def test_months_that_are_alike_widen_the_interval():
    rng = np.random.default_rng(5)
    noise = np.convolve(rng.normal(size=43), np.ones(8) / 8, mode="valid")
    design = np.column_stack([np.ones(36), np.repeat([0.0, 1.0], 18)])
    alike = estimate_coefficient(noise, design, np.arange(36), 1)
    mixed = estimate_coefficient(noise, design, rng.permutation(36), 1)
    assert alike.correlation > 0.5 > mixed.correlation
    assert alike.high - alike.low > 1.5 * (mixed.high - mixed.low)


def test_values_all_equal_have_no_effect():
    design = np.column_stack([np.ones(9), np.repeat([0.0, 1.0], [6, 3])])
    result = estimate_coefficient(np.full(9, 7.3), design, np.arange(9), 1)
    assert result.low <= 0 <= result.high
    assert result.p_value == 1.0


def test_chance_alone_is_the_least_variance():
    design = np.column_stack([np.ones(8), np.repeat([0.0, 1.0], 4)])
    values = np.repeat([0.0, 1.0], 4)
    result = estimate_coefficient(values, design, np.arange(8), 1, least_variance=1.0)
    assert result.low < 0 < result.high


def test_as_many_coefficients_as_months_are_refused():
    with pytest.raises(ValueError, match="2 months cannot carry 2"):
        estimate_coefficient(np.ones(2), np.eye(2), np.arange(2), 0)
