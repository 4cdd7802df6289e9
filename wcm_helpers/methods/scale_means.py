"""Means and medians of answers on a scale, and changes of the same customers, with intervals for few answers.

The interval of a mean is an adjusted Wald interval: three answers are added, spread over the whole scale, so
that eight equal answers do not pretend to exclude every other. For the three levels of a recommend question
it is the adjusted interval in use there. Of the differences of pairs, two are added. The benchmark of
coverage shows how often each of them contains the truth.

Sources: A. Agresti and B. A. Coull, American Statistician 52 (1998); A. Agresti and Y. Min, Statistics in
Medicine 24 (2005) for pairs; B. Rocks, American Statistician 70 (2016) for the three levels.
"""

from statistics import NormalDist

import numpy as np
import pandas as pd

from wcm_helpers.methods.estimates import Estimate, Sample, sample_of
from wcm_helpers.methods.intervals import CONFIDENCE, Interval

#: Answers added to a sample, and pairs added to differences.
ADDED_ANSWERS, ADDED_PAIRS = 3, 2
#: Variance of the added pairs for changes of the NPS.
NPS_SPREAD = 1.0


def mean_of(
    values: pd.Series,
    low: float,
    high: float,
    customers: pd.Series | None = None,
    population: int | None = None,
) -> Estimate:
    """Return the mean of answers from ``low`` to ``high`` with its interval; see :func:`sample_of`.

    Examples
    --------
    >>> estimate = mean_of(pd.Series([5.0] * 8), 1, 5)
    >>> estimate.value, round(estimate.low, 2), estimate.high
    (5.0, 3.77, 5.0)
    """
    sample = sample_of(values, customers, population)
    spread = (high - low) ** 2 / 8
    ends = adjusted_interval(sample, ADDED_ANSWERS, (low + high) / 2, spread)
    within = Interval(max(ends.low, float(low)), min(ends.high, float(high))) if sample.n else ends
    return Estimate(sample.mean, *within, sample.n, sample.customers, sample.census)


def adjusted_interval(
    sample: Sample, added: float, middle: float, spread: float, confidence: float = CONFIDENCE
) -> Interval:
    """Return the interval of a mean with answers added: ``added`` of them, of this mean and variance."""
    return _interval(sample, adjusted_moments(sample, added, middle, spread), confidence)


def pair_interval(sample: Sample, spread: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of the mean of differences, with pairs added that do not differ on average."""
    return _interval(sample, pair_moments(sample, spread), confidence)


def _interval(sample: Sample, moments: tuple[float, float], confidence: float) -> Interval:
    if sample.n == 0:
        return Interval(float("nan"), float("nan"))
    centre, error = moments
    half = NormalDist().inv_cdf((1 + confidence) / 2) * error
    return Interval(centre - half, centre + half)


def adjusted_moments(sample: Sample, added: float, middle: float, spread: float) -> tuple[float, float]:
    """Return mean and standard error of a sample with answers added."""
    return _moments(sample, sample.size, added, middle, spread)


def pair_moments(sample: Sample, spread: float) -> tuple[float, float]:
    """Return mean and standard error of differences with pairs added.

    The variance is that of the pairs there are and the added ones, however many customers have answered: few
    differences tell little about it.
    """
    return _moments(sample, min(sample.n, sample.size), ADDED_PAIRS, 0.0, spread)


def _moments(
    sample: Sample, counted: float, added: float, middle: float, spread: float
) -> tuple[float, float]:
    """Return mean and standard error; the variance as if ``counted`` answers were there."""
    if sample.census:
        return sample.mean, 0.0
    centre = (sample.size * sample.mean + added * middle) / (sample.size + added)
    mean = (counted * sample.mean + added * middle) / (counted + added)
    squares = counted * (sample.variance + sample.mean**2) + added * (spread + middle**2)
    variance = max(squares / (counted + added) - mean**2, 0.0)
    return centre, float(np.sqrt(variance / (sample.size + added)))


def paired_change(differences: pd.Series, spread: float, population: int | None = None) -> Estimate:
    """Return the mean change of customers that answered twice, with its interval.

    Parameters
    ----------
    differences : pd.Series of float
        One a customer, later − earlier, by customer.
    spread : float
        Variance of the added pairs: :func:`level_spread` of a scale, :func:`share_spread` of shares,
        ``NPS_SPREAD`` of a recommend question.
    population : int, optional
        How many customers could have answered both times.

    Examples
    --------
    >>> change = paired_change(pd.Series([0.0] * 8, index=list("abcdefgh")), share_spread(0, 1))
    >>> change.value, round(change.low, 2), round(change.high, 2)
    (0.0, -0.2, 0.2)
    """
    sample = sample_of_pairs(differences, population)
    return Estimate(sample.mean, *pair_interval(sample, spread), sample.n, sample.customers, sample.census)


def sample_of_pairs(differences: pd.Series, population: int | None = None) -> Sample:
    """Return differences by customer as a sample."""
    return sample_of(differences, pd.Series(differences.index, index=differences.index), population)


def level_spread(low: float, high: float) -> float:
    """Return the variance of added pairs for answers on a scale."""
    return (high - low) ** 2 / 8


def share_spread(low: float, high: float) -> float:
    """Return the variance of added pairs for what is all or nothing, such as a top-two answer."""
    return (high - low) ** 2 / 2


def median_interval(values: pd.Series, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of a median from the sorted answers: it covers at least as often as it says.

    Parameters
    ----------
    values : pd.Series of float
        Independent answers; NaN is left out.

    Returns
    -------
    Interval
        NaN with fewer answers than an interval needs: 6 at 95 %.

    Examples
    --------
    Of 8 answers the 1st and the 8th: all are on one side of the median in 2 of 256 cases.

    >>> median_interval(pd.Series([3, 1, 4, 4, 5, 4, 2, 5]))
    Interval(low=1.0, high=5.0)
    """
    ordered = np.sort(values.dropna().to_numpy(dtype="float64"))
    rank = _least_rank(len(ordered), confidence)
    if rank == 0:
        return Interval(float("nan"), float("nan"))
    return Interval(float(ordered[rank - 1]), float(ordered[-rank]))


def _least_rank(n: int, confidence: float) -> int:
    """Return the largest k with P(fewer than k of n heads) ≤ (1 − confidence) / 2; 0 if there is none."""
    from scipy.special import bdtrik

    if n == 0 or 0.5**n > (1 - confidence) / 2:
        return 0
    return int(bdtrik((1 - confidence) / 2, n, 0.5)) + 1
