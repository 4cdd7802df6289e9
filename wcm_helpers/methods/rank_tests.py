"""Differences of groups on a scale by ranks: Mann–Whitney, Kruskal–Wallis, and Cliff's δ.

Ranks ask only which answer is better, not by how much, so they suit a scale of words. scipy.stats has the
tests too, and takes a second to load.

Sources: H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947); W. H. Kruskal and W. A.
Wallis, Journal of the American Statistical Association 47 (1952); N. Cliff, Psychological Bulletin 114
(1993).
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np


def cliffs_delta(first: np.ndarray, second: np.ndarray) -> float:
    """Return how much more often an answer of the first group is the better one than the worse one.

    Returns
    -------
    float
        From −1 (every one of the first is worse) to 1; NaN without an answer on either side.

    Examples
    --------
    Of the six pairs of (1, 2) and (2, 3, 4) five are worse, one is equal.

    >>> round(cliffs_delta(np.array([1, 2]), np.array([2, 3, 4])), 3)
    -0.833
    """
    if not len(first) or not len(second):
        return float("nan")
    ordered = np.sort(second)
    better = np.searchsorted(ordered, first, side="left").sum()
    worse = (len(second) - np.searchsorted(ordered, first, side="right")).sum()
    return float(better - worse) / (len(first) * len(second))


def mann_whitney(first: np.ndarray, second: np.ndarray) -> float:
    """Return the two-sided p of two groups, by the normal distribution with ties and continuity corrected.

    Returns
    -------
    float
        NaN without an answer on either side; 1 if all answers are equal.
    """
    n, m = len(first), len(second)
    if n == 0 or m == 0:
        return float("nan")
    _values, counts = np.unique(np.concatenate([first, second]), return_counts=True)
    total = n + m
    variance = n * m / 12 * (total + 1 - float((counts**3 - counts).sum()) / (total * (total - 1)))
    if variance <= 0:
        return 1.0
    apart = abs(cliffs_delta(first, second)) * n * m / 2
    return min(1.0, 2 * NormalDist().cdf(-max(apart - 0.5, 0.0) / variance**0.5))


def kruskal_wallis(groups: Sequence[np.ndarray]) -> tuple[float, float]:
    """Return H, corrected for ties, and its p by the χ² distribution.

    Parameters
    ----------
    groups : sequence of np.ndarray
        Empty ones are left out.

    Returns
    -------
    tuple of float
        NaN with fewer than two groups; H of 0 and p of 1 if all answers are equal.
    """
    from scipy.special import chdtrc

    groups = [group for group in groups if len(group)]
    if len(groups) < 2:
        return float("nan"), float("nan")
    values = np.concatenate(groups)
    n = len(values)
    levels, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    ties = 1 - float((counts**3 - counts).sum()) / (n**3 - n)
    if len(levels) == 1:
        return 0.0, 1.0
    ends = np.cumsum([len(group) for group in groups])
    sums = [part.sum() ** 2 / len(part) for part in np.split(ranks, ends[:-1])]
    h = (12 / (n * (n + 1)) * sum(sums) - 3 * (n + 1)) / ties
    return float(h), float(chdtrc(len(groups) - 1, max(h, 0.0)))
