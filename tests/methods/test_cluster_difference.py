"""Rates of groups of customers: customers are the unit of chance."""

import numpy as np
import pytest

from wcm_helpers.methods.cluster_difference import cluster_rate, rate_difference


def test_the_interval_comes_from_how_customers_differ():
    # Three customers of 10 orders: rates 1.0, .8 and .6; residuals 2, 0, −2 → variance 3/2 × 8 / 900.
    rate = cluster_rate(np.array([10, 8, 6]), np.array([10, 10, 10]))
    assert rate.value == 0.8
    assert rate.error == pytest.approx(np.sqrt(3 / 2 * 8 / 900))
    assert rate.low == pytest.approx(0.8 - 4.302653 * rate.error)


def test_a_thousand_orders_of_two_customers_have_no_interval():
    rate = cluster_rate(np.array([900, 500]), np.array([1000, 1000]))
    assert rate.value == 0.7
    assert np.isnan(rate.low)
    assert rate.customers == 2


def test_customers_without_cases_do_not_count():
    assert cluster_rate(np.array([9, 0]), np.array([10, 0])).customers == 1
    assert np.isnan(cluster_rate(np.array([]), np.array([])).value)


def test_groups_of_many_alike_customers_differ_and_of_few_mixed_ones_do_not():
    alike = [cluster_rate(np.full(30, hits) + np.arange(30) % 2, np.full(30, 40)) for hits in (38, 34)]
    mixed = [
        cluster_rate(np.array([40, 20, 39]), np.full(3, 40)),
        cluster_rate(np.array([30, 38, 25]), np.full(3, 40)),
    ]
    assert rate_difference(*alike).low > 0
    low, high = rate_difference(*mixed)[1:3]
    assert low < 0 < high
