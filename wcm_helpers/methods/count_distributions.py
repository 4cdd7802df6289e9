"""The probability of every possible count: binomial, beta-binomial and hypergeometric.

By logarithms, so that tens of thousands of cases neither overflow nor take a second. ``scipy.stats`` has the
same distributions, but takes a second to import.

Source: N. L. Johnson, A. W. Kemp and S. Kotz, *Univariate Discrete Distributions*, 3rd edition (2005).
"""

import numpy as np
from scipy.special import betaln, xlog1py, xlogy


def binomial(n: int, share: float) -> np.ndarray:
    """Return the probability of 0 to ``n`` hits among ``n`` cases that hit by ``share`` each.

    Examples
    --------
    >>> binomial(2, 0.5).round(9).tolist()
    [0.25, 0.5, 0.25]
    """
    hits = np.arange(n + 1)
    return np.exp(_log_choose(n, hits) + xlogy(hits, share) + xlog1py(n - hits, -share))


def beta_binomial(n: int, a: float, b: float) -> np.ndarray:
    """Return the probability of 0 to ``n`` hits among ``n`` cases whose common share is of Beta(a, b).

    Examples
    --------
    With a share that may be anything, every count is as likely:

    >>> beta_binomial(3, 1, 1).round(9).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    hits = np.arange(n + 1)
    return np.exp(_log_choose(n, hits) + betaln(hits + a, n - hits + b) - betaln(a, b))


def hypergeometric(n: int, hits: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the hits that a group of ``size`` of ``n`` cases with ``hits`` may have, and their probability.

    Examples
    --------
    Of 4 cases with 2 hits, a group of 2 has none in one of six ways, one in four, both in one:

    >>> possible, chances = hypergeometric(4, 2, 2)
    >>> possible.tolist(), (6 * chances).round(9).tolist()
    ([0, 1, 2], [1.0, 4.0, 1.0])
    """
    possible = np.arange(max(0, hits + size - n), min(hits, size) + 1)
    ways = _log_choose(hits, possible) + _log_choose(n - hits, size - possible)
    chances = np.exp(ways - ways.max())
    return possible, chances / chances.sum()


def _log_choose(n: int, k: np.ndarray) -> np.ndarray:
    """Return the logarithm of how many ways there are to choose k of n."""
    return -betaln(n - k + 1.0, k + 1.0) - np.log(n + 1.0)
