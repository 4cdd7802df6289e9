"""Regression of a monthly series whose neighbouring months are alike, with an honest interval.

Short series do not tell how alike neighbouring months are, and a single estimate makes intervals too narrow.
So every correlation of :data:`CORRELATIONS` is weighed by its restricted likelihood, and the interval is that
of the mixture of the t distributions.

Sources: D. A. Harville, Journal of the American Statistical Association 72 (1977) for the restricted
likelihood; G. E. P. Box and G. C. Tiao, *Bayesian Inference in Statistical Analysis* (1973), section 2.4 and
chapter 8, for the integration over a correlation.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtr

from wcm_helpers.methods.intervals import CONFIDENCE

#: Correlations of neighbouring months that are thought possible, each as likely beforehand.
CORRELATIONS = np.linspace(0.0, 0.6, 13)
#: A residual smaller than this part of the values is the rounding of floating point.
_ROUNDING = 1e-9
_HALVINGS = 60


class Coefficient(NamedTuple):
    """A coefficient with its 95 % interval and two-sided p; the likely correlation and variance of errors."""

    estimate: float
    low: float
    high: float
    p_value: float
    correlation: float
    variance: float


def estimate_coefficient(
    values: np.ndarray, design: np.ndarray, times: np.ndarray, which: int, *, least_variance: float = 0.0
) -> Coefficient:
    """Estimate one coefficient of a regression with errors of first order.

    Parameters
    ----------
    values : np.ndarray of float
        One a month, of equal variance.
    design : np.ndarray, months × coefficients
        Of full rank, with fewer columns than rows.
    times : np.ndarray of int
        The number of each month; months may be absent.
    which : int
        The column of the coefficient.
    least_variance : float
        Chance alone: the variance of an error is not estimated as smaller.

    Raises
    ------
    ValueError
        If there are no more months than coefficients.

    Examples
    --------
    >>> values, after = np.array([30.0, 32, 28, 30, 25, 27, 23, 25]), np.repeat([0.0, 1.0], 4)
    >>> result = estimate_coefficient(values, np.column_stack([np.ones(8), after]), np.arange(8), 1)
    >>> round(result.estimate, 1), result.high < 0
    (-5.0, True)
    """
    rows, columns = design.shape
    if rows <= columns:
        raise ValueError(f"{rows} months cannot carry {columns} coefficients")
    floor = max(least_variance, (_ROUNDING * float(np.abs(values).max(initial=0.0))) ** 2)
    distance = np.abs(times[:, None] - times[None, :])
    correlations = CORRELATIONS[:, None, None] ** distance
    centres, errors, likelihood, variances = _fit(values, design, correlations, which, floor)
    weights = np.exp(likelihood - likelihood.max())
    weights /= weights.sum()
    freedom = rows - columns
    low, high = (
        _quantile(share, centres, errors, weights, freedom)
        for share in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
    )
    below = float(weights @ stdtr(freedom, _standard(0.0, centres, errors)))
    estimate = float(weights @ centres)
    p_value = 2 * min(below, 1 - below)
    if abs(estimate) <= _ROUNDING * float(np.abs(values).max(initial=0.0)):
        low, high, p_value = min(low, 0.0), max(high, 0.0), 1.0
    return Coefficient(
        estimate, low, high, p_value, float(weights @ CORRELATIONS), float(weights @ variances)
    )


def _fit(
    values: np.ndarray, design: np.ndarray, correlations: np.ndarray, which: int, floor: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the coefficient, its error, the restricted log-likelihood and the variance by correlation."""
    roots = np.linalg.cholesky(correlations)
    white = np.linalg.solve(roots, np.column_stack([design, values])[None])
    basis, triangle = np.linalg.qr(white[:, :, :-1])
    turned = np.swapaxes(basis, 1, 2) @ white[:, :, -1:]
    inverse = np.linalg.inv(triangle)
    coefficients = inverse @ turned
    freedom = len(values) - design.shape[1]
    squares = ((white[:, :, -1:] - white[:, :, :-1] @ coefficients) ** 2).sum(axis=(1, 2))
    variances = np.maximum(squares / freedom, max(floor, np.finfo(float).tiny))
    likelihood = (
        -np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)
        - np.log(np.abs(np.diagonal(triangle, axis1=1, axis2=2))).sum(axis=1)
        - freedom / 2 * np.log(variances)
        - squares / variances / 2
    )
    errors = np.sqrt(variances * (inverse[:, which, :] ** 2).sum(axis=1))
    return coefficients[:, which, 0], errors, likelihood, variances


def _standard(at: float, centres: np.ndarray, errors: np.ndarray) -> np.ndarray:
    return (at - centres) / errors


def _quantile(
    share: float, centres: np.ndarray, errors: np.ndarray, weights: np.ndarray, freedom: int
) -> float:
    """Return the quantile of the mixture by halving."""
    reach = 1_000 * errors.max()
    low, high = centres.min() - reach, centres.max() + reach
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if weights @ stdtr(freedom, _standard(middle, centres, errors)) < share:
            low = middle
        else:
            high = middle
    return float((low + high) / 2)
