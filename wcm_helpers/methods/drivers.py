"""Drivers: how much of the explained variation of an outcome goes with each of several ratings.

Two splits of R² are computed, because they need not agree. LMG is the mean gain in R² over all orders in
which the ratings can enter a regression, the Shapley value. Johnson's relative weights split R² over the
nearest uncorrelated variables. Neither proves an effect: a rating without any effect that is correlated with
the others receives a share, too.

Sources: R. H. Lindeman, P. F. Merenda and R. Z. Gold, Introduction to Bivariate and Multivariate Analysis
(1980); U. Grömping, Journal of Statistical Software 17(1) (2006); J. W. Johnson, Multivariate Behavioral
Research 35 (2000).
"""

from math import factorial

import numpy as np

#: LMG fits 2^p regressions.
MOST = 12

#: A rating whose variance the others explain up to so little is a copy of them: it adds nothing to R².
_COPY = 1e-10

#: Numbers in memory at once.
_AT_ONCE = 4_000_000


def correlations(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Return the correlation matrix of the columns of values, one for each row of weights.

    Parameters
    ----------
    values : np.ndarray, n × variables
    weights : np.ndarray, draws × n, optional
        How often each row counts; once by default.

    Returns
    -------
    np.ndarray, draws × variables × variables
        NaN in a draw in which a variable is constant.
    """
    n, size = values.shape
    weights = np.ones((1, n)) if weights is None else weights.astype(float)
    centred = values - values.mean(axis=0)
    upper = np.triu_indices(size)
    total = weights.sum(axis=1, keepdims=True)
    means = weights @ centred / total
    moments = weights @ (centred[:, upper[0]] * centred[:, upper[1]]) / total
    covariance = np.empty((len(weights), size, size))
    covariance[:, upper[0], upper[1]] = moments - means[:, upper[0]] * means[:, upper[1]]
    covariance[:, upper[1], upper[0]] = covariance[:, upper[0], upper[1]]
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    least = 1e-12 * np.maximum(np.diagonal(covariance.mean(axis=0)), 1e-300)
    deviation = np.sqrt(np.where(variance > least, variance, np.nan))
    return covariance / deviation[:, :, None] / deviation[:, None, :]


def explained(matrix: np.ndarray) -> np.ndarray:
    """Return R² of the regression of the last variable on every subset of the others.

    One variable after the other is either left out or swept out of all that remain, for all subsets and draws
    together; what then remains of the variance of the last variable is what the subset does not explain.

    Parameters
    ----------
    matrix : np.ndarray, draws × (p + 1) × (p + 1)
        Correlations, the outcome last.

    Returns
    -------
    np.ndarray, draws × 2^p
        Bit ``j`` of the number of a subset tells whether variable ``j`` is in it.
    """
    states = matrix[:, None, :, :]
    for _variable in range(matrix.shape[1] - 1):
        pivot = states[:, :, 0, 0, None, None]
        row = states[:, :, None, 0, 1:]
        rest = states[:, :, 1:, 1:]
        swept = rest - np.swapaxes(row, 2, 3) * row / np.where(pivot > _COPY, pivot, np.inf)
        states = np.concatenate([rest, swept], axis=1)
    return np.clip(1 - states[:, :, 0, 0], 0, 1)


def lmg(matrix: np.ndarray) -> np.ndarray:
    """Return the LMG share of each variable: its gain in R², averaged over all orders.

    Parameters
    ----------
    matrix : np.ndarray, draws × (p + 1) × (p + 1)
        Correlations, the outcome last; 12 variables at most.

    Returns
    -------
    np.ndarray, draws × p
        The shares of a draw add up to R².

    Examples
    --------
    Without correlation between the variables the share is the squared correlation with the outcome.

    >>> lmg(np.array([[[1, 0, 0.6], [0, 1, 0.5], [0.6, 0.5, 1]]])).round(2).tolist()
    [[0.36, 0.25]]
    """
    p = matrix.shape[1] - 1
    if p > MOST:
        raise ValueError(f"lmg takes {MOST} variables at most, got {p}")
    subsets = np.arange(2**p)
    size = np.bitwise_count(subsets)
    weight = np.array([factorial(k) * factorial(p - 1 - k) / factorial(p) for k in range(p)])
    block = max(1, _AT_ONCE // (4 * 2**p))
    parts = []
    for first in range(0, len(matrix), block):
        r2 = explained(matrix[first : first + block])
        shares = np.empty((len(r2), p))
        for j in range(p):
            without = subsets[subsets & (1 << j) == 0]
            shares[:, j] = (r2[:, without | (1 << j)] - r2[:, without]) @ weight[size[without]]
        parts.append(shares)
    return np.concatenate(parts)


def relative_weights(matrix: np.ndarray) -> np.ndarray:
    """Return Johnson's relative weight of each variable.

    Parameters
    ----------
    matrix : np.ndarray, draws × (p + 1) × (p + 1)
        Correlations, the outcome last.

    Returns
    -------
    np.ndarray, draws × p
        The weights of a draw add up to R².

    Examples
    --------
    >>> relative_weights(np.array([[[1, 0, 0.6], [0, 1, 0.5], [0.6, 0.5, 1]]])).round(2).tolist()
    [[0.36, 0.25]]
    """
    weights = np.full((len(matrix), matrix.shape[1] - 1), np.nan)
    known = np.isfinite(matrix).all(axis=(1, 2))
    inner, outer = matrix[known, :-1, :-1], matrix[known, :-1, -1]
    values, vectors = np.linalg.eigh(inner)
    root = np.sqrt(np.clip(values, 0, None))
    inverse = np.where(root > _COPY**0.5, 1 / np.where(root > 0, root, 1), 0)
    loadings = (vectors * root[:, None, :]) @ np.swapaxes(vectors, 1, 2)
    unscaled = (vectors * inverse[:, None, :]) @ np.swapaxes(vectors, 1, 2)
    beta = unscaled @ outer[:, :, None]
    weights[known] = (loadings**2 @ beta**2)[:, :, 0]
    return weights
