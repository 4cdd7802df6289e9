"""Shares of answers with Wilson's interval, differences of two shares, and per cents that add up to 100.

Sources: E. B. Wilson, Journal of the American Statistical Association 22 (1927); R. G. Newcombe, Statistics
in Medicine 17 (1998), method 10.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from wcm_helpers.methods.estimates import Estimate, Sample, sample_of
from wcm_helpers.methods.intervals import CONFIDENCE, Interval


def share_of(
    values: pd.Series, customers: pd.Series | None = None, population: int | None = None
) -> Estimate:
    """Return the share of answers that are 1, with its interval; parameters as :func:`sample_of`.

    Examples
    --------
    >>> share_of(pd.Series([1.0] * 25 + [0.0] * 14)).value.__round__(3)
    0.641
    """
    return share_estimate(sample_of(values, customers, population))


def share_estimate(sample: Sample) -> Estimate:
    """Return the estimate of a share from a sample of zeros and ones."""
    low, high = wilson_interval(sample.mean, sample.size)
    return Estimate(sample.mean, low, high, sample.n, sample.customers, sample.census)


def wilson_interval(rate: float, size: float, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's interval for an effective number of answers, which need not be whole.

    Examples
    --------
    >>> [round(end, 4) for end in wilson_interval(81 / 263, 263)]
    [0.2553, 0.3662]
    """
    if size == 0:
        return Interval(float("nan"), float("nan"))
    if np.isinf(size):
        return Interval(rate, rate)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = (rate + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * (rate * (1 - rate) / size + z**2 / (4 * size**2)) ** 0.5
    return Interval(0.0 if rate == 0 else centre - half, 1.0 if rate == 1 else centre + half)


def newcombe(
    first: float, first_size: float, second: float, second_size: float, confidence: float = CONFIDENCE
) -> Interval:
    """Return Newcombe's hybrid score interval of a difference of two independent shares, first − second.

    Parameters
    ----------
    first, second : float
        Shares from 0 to 1.
    first_size, second_size : float
        Their effective numbers of answers; infinite for a census.

    Examples
    --------
    >>> [round(end, 4) for end in newcombe(56 / 70, 70, 48 / 80, 80)]
    [0.0524, 0.3339]
    """
    low1, high1 = wilson_interval(first, first_size, confidence)
    low2, high2 = wilson_interval(second, second_size, confidence)
    difference = first - second
    return Interval(
        difference - ((first - low1) ** 2 + (high2 - second) ** 2) ** 0.5,
        difference + ((high1 - first) ** 2 + (second - low2) ** 2) ** 0.5,
    )


def whole_percents(counts: Sequence[int], total: int = 100) -> list[int]:
    """Return whole per cents of counts that add up to ``total``, by largest remainder.

    All are 0 where there is nothing to count. Of equal remainders the larger count is rounded up, then the
    first in order.

    Examples
    --------
    >>> whole_percents([1, 1, 1]), whole_percents([2, 0, 5]), whole_percents([0, 0])
    ([34, 33, 33], [29, 0, 71], [0, 0])
    """
    n = sum(counts)
    if n == 0:
        return [0] * len(counts)
    whole = [total * count // n for count in counts]
    by_remainder = sorted(
        range(len(counts)), key=lambda place: (-(total * counts[place] % n), -counts[place], place)
    )
    for place in by_remainder[: total - sum(whole)]:
        whole[place] += 1
    return whole
