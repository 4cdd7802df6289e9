"""Intervals of many shares and of their differences at once, where all customers may be known.

Sources: E. B. Wilson, Journal of the American Statistical Association 22 (1927); R. G. Newcombe, Statistics
in Medicine 17 (1998), method 10, for the difference.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from wcm_helpers.methods.intervals import CONFIDENCE


class Shares(NamedTuple):
    """Several shares: how many customers answered, the share, and its two ends; NaN without an answer."""

    n: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray


def shares(
    hits: np.ndarray, n: np.ndarray, population: np.ndarray | None = None, confidence: float = CONFIDENCE
) -> Shares:
    """Return shares with Wilson's interval; see :func:`wcm_helpers.methods.intervals.wilson`.

    Parameters
    ----------
    hits, n : np.ndarray of float
        Hits may be sums of parts, where several people answered for one customer.
    population : np.ndarray of float, optional
        All customers; infinite where unknown. With every one answered the ends are the share.

    Examples
    --------
    >>> several = shares(np.array([81.0, 3.0]), np.array([263.0, 4.0]), np.array([np.inf, 4.0]))
    >>> several.low.round(4).tolist(), several.high.round(4).tolist()
    ([0.2553, 0.75], [0.3662, 0.75])
    """
    n = np.asarray(n, dtype=float)
    whole = np.full(n.shape, np.inf) if population is None else np.maximum(population, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = hits / n
        counted = np.where(np.isinf(whole), n, n * (whole - 1) / (whole - n))
        square = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
        centre = (share + square / (2 * counted)) / (1 + square / counted)
        half = (share * (1 - share) * square / counted + (square / (2 * counted)) ** 2) ** 0.5
        half = half / (1 + square / counted)
    low = np.where(hits <= 0, 0.0, centre - half)
    high = np.where(hits >= n, 1.0, centre + half)
    complete = whole == n
    low, high = np.where(complete, share, low), np.where(complete, share, high)
    empty = n == 0
    return Shares(n, *(np.where(empty, np.nan, values) for values in (share, low, high)))


def differences(first: Shares, second: Shares) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return first minus second and the two ends of Newcombe's interval, of the confidence of both.

    Examples
    --------
    Newcombe's first example: 56 of 70 against 48 of 80.

    >>> first, second = shares(np.array([56.0]), np.array([70])), shares(np.array([48.0]), np.array([80]))
    >>> [round(float(values[0]), 4) for values in differences(first, second)]
    [0.2, 0.0524, 0.3339]
    """
    gap = first.share - second.share
    below = np.hypot(first.share - first.low, second.high - second.share)
    above = np.hypot(first.high - first.share, second.share - second.low)
    return gap, gap - below, gap + above
