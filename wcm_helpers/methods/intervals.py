"""Intervals: how far a rate or a share could differ from the counted one by chance alone.

Rates get the Wilson interval. Shares of a value depend on few large customers, for which there is no formula:
they get the percentile interval of a bootstrap, which draws the customers with replacement.

Sources: E. B. Wilson, Journal of the American Statistical Association 22 (1927); L. D. Brown, T. T. Cai and
A. DasGupta, Statistical Science 16 (2001); B. Efron, Annals of Statistics 7 (1979) for the bootstrap.
"""

from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

#: Every interval of a report covers so much, unless it says otherwise.
CONFIDENCE = 0.95

#: Bootstrap draws: with more, the ends of an interval move by less than they are rounded.
DRAWS = 1_000
SEED = 1979

#: Weights in memory at once: few enough for the cache of the processor.
_AT_ONCE = 60_000


class Interval(NamedTuple):
    """The two ends of an interval; NaN where there is none."""

    low: float
    high: float


def wilson(hits: int, n: int, confidence: float = CONFIDENCE, population: int | None = None) -> Interval:
    """Return the Wilson interval of a rate.

    Parameters
    ----------
    hits, n : int
        How many of how many.
    confidence : float
        Between 0 and 1.
    population : int, optional
        How many there are in all, when ``n`` of them were examined: the larger the part, the narrower the
        interval; a complete count has no sampling error.

    Returns
    -------
    Interval
        Shares from 0 to 1; NaN when ``n`` is 0.

    Raises
    ------
    ValueError
        If there are more hits than cases, or more cases than the population.

    Examples
    --------
    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    >>> wilson(3, 4, population=4)
    Interval(low=0.75, high=0.75)
    """
    if not 0 <= hits <= n:
        raise ValueError(f"wilson needs 0 ≤ hits ≤ n, got {hits} of {n}")
    if population is not None and population < n:
        raise ValueError(f"wilson got {n} cases of a population of {population}")
    if n == 0:
        return Interval(float("nan"), float("nan"))
    rate = hits / n
    if population == n:
        return Interval(rate, rate)
    counted = n if population is None else n * (population - 1) / (population - n)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = (rate + z**2 / (2 * counted)) / (1 + z**2 / counted)
    half = z / (1 + z**2 / counted) * (rate * (1 - rate) / counted + z**2 / (4 * counted**2)) ** 0.5
    return Interval(0.0 if hits == 0 else centre - half, 1.0 if hits == n else centre + half)


def bootstrap(
    figures: Callable[[np.ndarray], np.ndarray], n: int, *, draws: int = DRAWS, seed: int = SEED
) -> np.ndarray:
    """Return figures of ``n`` customers in bootstrap draws, with replacement.

    The same ``n`` and seed give the same draws, so that two figures can be compared draw by draw. The order
    of the customers must follow from their values, not from their ids.

    Parameters
    ----------
    figures : callable, from an array (some draws × n) to an array (as many draws × figures)
        Receives how often each customer was drawn; each row adds up to ``n``.
    n, draws, seed : int
        Customers, draws, and the seed of the random numbers.

    Returns
    -------
    np.ndarray of float, draws × figures
        Without a row when there is no customer.

    Examples
    --------
    Of two customers one was a hit; in half of the draws one of two is.

    >>> hits = bootstrap(lambda weights: weights[:, :1] / 2, 2)
    >>> round(float((hits == 0.5).mean()), 1), sorted(set(hits.ravel().tolist()))
    (0.5, [0.0, 0.5, 1.0])
    """
    if n == 0:
        return np.empty((0, 0))
    rng = np.random.default_rng(seed)
    block = max(1, _AT_ONCE // n)
    parts = []
    for first in range(0, draws, block):
        rows = min(block, draws - first)
        who = rng.integers(0, n, size=(rows, n)) + n * np.arange(rows)[:, None]
        parts.append(figures(np.bincount(who.ravel(), minlength=rows * n).reshape(rows, n)))
    return np.concatenate(parts)


def percentile_interval(drawn: np.ndarray, confidence: float = CONFIDENCE) -> np.ndarray:
    """Return the percentile interval of each figure.

    Parameters
    ----------
    drawn : np.ndarray, draws × figures
        As :func:`bootstrap` returns it; draws without a figure (NaN) are left out.
    confidence : float
        Share of the draws between the ends.

    Returns
    -------
    np.ndarray of float, 2 × figures
        Low and high; NaN for a figure without a draw.

    Examples
    --------
    >>> percentile_interval(np.arange(101.0)[:, None], 0.5).ravel().tolist()
    [25.0, 75.0]
    """
    ends = np.full((2, drawn.shape[1]), np.nan)
    drawn_once = ~np.isnan(drawn).all(axis=0)
    ends[:, drawn_once] = np.nanquantile(
        drawn[:, drawn_once], [(1 - confidence) / 2, (1 + confidence) / 2], axis=0
    )
    return ends
