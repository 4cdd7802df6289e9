"""Differences between groups of customers: customers, not orders, are the unit of chance.

The orders of a customer succeed or fail together, so an interval that counts orders is too narrow. The rate
of a group is a ratio of sums over its customers; its variance comes from how much customers differ.

Source: L. Kish, Survey Sampling (1965), ratio estimates of clusters.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit  # scipy.stats takes a second to import

from wcm_helpers.methods.intervals import CONFIDENCE

#: A group of fewer customers has no interval.
LEAST_CUSTOMERS = 3


class Difference(NamedTuple):
    """The difference of two rates with its interval and p-value; NaN where it cannot be told."""

    value: float
    low: float
    high: float
    p: float


class Rate(NamedTuple):
    """A rate of a group of customers with its interval, its standard error and its customers."""

    value: float
    low: float
    high: float
    error: float
    customers: int


def cluster_rate(numerator: np.ndarray, denominator: np.ndarray) -> Rate:
    """Return the rate of a group from the sums of each of its customers.

    Parameters
    ----------
    numerator, denominator : np.ndarray
        One number a customer; customers without cases do not count.

    Examples
    --------
    Customers that are all alike leave no doubt but that of their number:

    >>> cluster_rate(np.array([9, 9, 9]), np.array([10, 10, 10]))[:3]
    (0.9, 0.9, 0.9)
    """
    there = denominator > 0
    hits, n = numerator[there].astype(float), denominator[there].astype(float)
    customers = len(n)
    if not customers:
        return Rate(*[float("nan")] * 4, 0)
    rate = hits.sum() / n.sum()
    if customers < LEAST_CUSTOMERS:
        return Rate(float(rate), float("nan"), float("nan"), float("nan"), customers)
    residuals = hits - rate * n
    variance = customers / (customers - 1) * float(residuals @ residuals) / n.sum() ** 2
    error = float(np.sqrt(variance))
    half = float(stdtrit(customers - 1, (1 + CONFIDENCE) / 2)) * error
    rate = float(rate)
    return Rate(rate, max(0.0, rate - half), min(1.0, rate + half), error, customers)


def rate_difference(one: Rate, other: Rate) -> Difference:
    """Return the difference of two rates, one less other; NaN ends where a group has too few customers.

    Examples
    --------
    >>> equal = Rate(0.9, 0.85, 0.95, 0.02, 20)
    >>> rate_difference(equal, equal)[:1]
    (0.0,)
    """
    value = one.value - other.value
    error = float(np.hypot(one.error, other.error))
    if np.isnan(error):
        return Difference(value, float("nan"), float("nan"), float("nan"))
    free = max(1, min(one.customers, other.customers) - 1)
    if error == 0:
        return Difference(value, value, value, 1.0 if value == 0 else 0.0)
    half = float(stdtrit(free, (1 + CONFIDENCE) / 2)) * error
    return Difference(value, value - half, value + half, float(2 * stdtr(free, -abs(value) / error)))
