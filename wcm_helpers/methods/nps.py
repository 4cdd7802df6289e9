"""The Net Promoter Score of a declared 0–10 recommend question, with the adjusted Wald interval.

¾ is added to the promoters, ¾ to the detractors and 3 to the answers, which keeps the interval honest where
nearly everybody is a promoter.

Sources: F. F. Reichheld, Harvard Business Review 81 (2003); B. Rocks, American Statistician 70 (2016).
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.estimates import Estimate, Sample, sample_of
from wcm_helpers.methods.intervals import CONFIDENCE
from wcm_helpers.methods.scale_means import ADDED_ANSWERS, adjusted_interval, adjusted_moments

#: From here up a promoter, up to here a detractor.
PROMOTER, DETRACTOR = 9, 6
#: Mean and variance of the added answers: a quarter each at both ends, half in the middle.
_MIDDLE, _SPREAD = 0.0, 0.5


class Nps(NamedTuple):
    """Promoters, passives and detractors, the score from −1 to 1 with its interval, and the sample."""

    promoters: int
    passives: int
    detractors: int
    estimate: Estimate
    sample: Sample


def signs(scores: pd.Series) -> pd.Series:
    """Return 1 for a promoter, −1 for a detractor, 0 for a passive; NaN stays.

    Examples
    --------
    >>> signs(pd.Series([10, 9, 8, 7, 6, 0, None])).tolist()
    [1.0, 1.0, 0.0, 0.0, -1.0, -1.0, nan]
    """
    sign = (scores >= PROMOTER).astype(float) - (scores <= DETRACTOR).astype(float)
    return sign.where(scores.notna())


def net_promoter_score(
    scores: pd.Series, customers: pd.Series | None = None, population: int | None = None
) -> Nps:
    """Return the score of answers from 0 to 10; parameters as :func:`sample_of`.

    Examples
    --------
    13 promoters, 10 passives and 16 detractors: (13 − 16) / 39, and (13¾ − 16¾) / 42 is the middle.

    >>> result = net_promoter_score(pd.Series([9] * 13 + [8] * 10 + [0] * 16))
    >>> [round(100 * end, 3) for end in result.estimate[:3]]
    [-7.692, -32.824, 18.538]
    """
    sign = signs(scores)
    sample = sample_of(sign, customers, population)
    low, high = adjusted_interval(sample, ADDED_ANSWERS, _MIDDLE, _SPREAD)
    if sample.n:
        low, high = max(low, -1.0), min(high, 1.0)
    counts = [int((sign == value).sum()) for value in (1, 0, -1)]
    estimate = Estimate(sample.mean, low, high, sample.n, sample.customers, sample.census)
    return Nps(*counts, estimate, sample)


def nps_difference(now: Nps, before: Nps, confidence: float = CONFIDENCE) -> Estimate:
    """Return the difference of two scores of different respondents, now − before.

    For the same customers :func:`scale_means.paired_change` of their own differences is narrower.

    Returns
    -------
    Estimate
        ``n`` and ``customers`` are the smaller of the two waves'.
    """
    n = min(now.sample.n, before.sample.n)
    customers = min(now.sample.customers, before.sample.customers)
    if n == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0, 0)
    moments = [adjusted_moments(wave.sample, ADDED_ANSWERS, _MIDDLE, _SPREAD) for wave in (now, before)]
    centre = moments[0][0] - moments[1][0]
    half = NormalDist().inv_cdf((1 + confidence) / 2) * float(np.hypot(moments[0][1], moments[1][1]))
    census = now.sample.census and before.sample.census
    return Estimate(now.sample.mean - before.sample.mean, centre - half, centre + half, n, customers, census)
