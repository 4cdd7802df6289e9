"""Estimates from answers: how much information n answers have, given who gave them and how many could have.

Several answers of one customer are alike, so they count less than as many of different customers; and where
most of the customers that exist have answered, little is left to chance.

Source: L. Kish, *Survey Sampling* (1965) for the design effect and the finite population.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

#: With fewer answers intervals miss the truth too often in some worlds: see benchmarks/coverage.txt.
LEAST_ANSWERS = 8


class Estimate(NamedTuple):
    """A figure with its interval.

    ``n`` are the answers, ``customers`` those they come from. ``low`` and ``high`` are NaN without an answer
    and equal to ``value`` in a ``census``: every customer that could answer did.
    """

    value: float
    low: float
    high: float
    n: int
    customers: int
    census: bool = False

    @property
    def reliable(self) -> bool:
        """Whether something can be concluded: enough answers for the interval, or all of them."""
        return self.census or self.n >= LEAST_ANSWERS


class Sample(NamedTuple):
    """Answers reduced to what an interval needs; ``size`` is their effective number, infinite in a census."""

    n: int
    customers: int
    mean: float
    variance: float
    size: float

    @property
    def census(self) -> bool:
        """Whether every customer that could answer did."""
        return np.isinf(self.size)


def sample_of(values: pd.Series, customers: pd.Series | None = None, population: int | None = None) -> Sample:
    """Return answers as a sample with its effective size.

    Parameters
    ----------
    values : pd.Series of float
        A number a response, NaN where not answered: those are left out.
    customers : pd.Series, optional
        The customer of each response with the same index; one without a customer stands for itself.
    population : int, optional
        How many customers could have answered; None where that, or who answered, is unknown.

    Returns
    -------
    Sample
        Its variance is that of the answers (divided by n).

    Examples
    --------
    Two answers of each of two customers that agree among themselves are as good as two:

    >>> answers = pd.Series([1.0, 1.0, 0.0, 0.0])
    >>> sample_of(answers, pd.Series(["x", "x", "y", "y"])).size
    2.0

    20 answers of 20 in 39 customers are as good as 40 of ever so many:

    >>> round(sample_of(pd.Series(range(20)), pd.Series(map(str, range(20))), population=39).size)
    40
    """
    known = values.dropna().astype("float64")
    n = len(known)
    if n == 0:
        return Sample(0, 0, float("nan"), float("nan"), 0.0)
    codes, matched = _codes(known, customers)
    mean, variance = float(known.mean()), float(known.var(ddof=0))
    size = n / _design_effect(known.to_numpy(), codes, mean, variance)
    if population is not None and matched:
        rest = max(population - matched, 0)
        size = size * (population - 1) / rest if rest else float("inf")
    return Sample(n, int(codes.max()) + 1, mean, variance, size)


def _codes(known: pd.Series, customers: pd.Series | None) -> tuple[np.ndarray, int]:
    """Return a number for the customer of each answer, and how many of these customers are known."""
    if customers is None:
        return np.arange(len(known)), 0
    codes, names = pd.factorize(customers.reindex(known.index).astype(object))
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    return codes, len(names)


def _design_effect(values: np.ndarray, codes: np.ndarray, mean: float, variance: float) -> float:
    """Return by how much answers of the same customer widen the variance: from 1 to all alike."""
    n, sizes = len(values), np.bincount(codes)
    if len(sizes) == n:
        return 1.0
    most = float((sizes**2).sum()) / n
    if variance == 0 or len(sizes) == 1:
        return most
    sums = np.bincount(codes, weights=values - mean)
    clustered = len(sizes) / (len(sizes) - 1) * float((sums**2).sum()) / n**2
    return float(np.clip(clustered / (variance / (n - 1)), 1.0, most))
