"""Quasi-likelihood: regressions of counts and shares whose months differ by more than chance.

Source: R. W. M. Wedderburn, Biometrika 61 (1974); P. McCullagh and J. A. Nelder, *Generalized Linear Models*
(1989), chapters 2 and 9.
"""

from typing import Literal, NamedTuple

import numpy as np
from scipy.special import expit

Family = Literal["poisson", "binomial"]

#: Rounds of least squares at most, and the change of a coefficient that ends them.
_ROUNDS, _CLOSE = 50, 1e-10
#: A linear predictor beyond it is a rate of nothing or of everything, as is a weight below the least one.
_FAR, _LEAST_WEIGHT = 30.0, 1e-3


class QuasiFit(NamedTuple):
    """A fitted regression.

    ``coefficients`` (on the log or logit scale), ``covariance`` (dispersion included), ``dispersion``
    (Pearson's χ² by its degrees of freedom), ``working`` and ``weights`` (of the last least squares), and
    whether it ``converged``: a rate of nothing or of everything has no finite coefficient.
    """

    coefficients: np.ndarray
    covariance: np.ndarray
    dispersion: float
    working: np.ndarray
    weights: np.ndarray
    converged: bool


def fit_quasi(counts: np.ndarray, design: np.ndarray, exposure: np.ndarray, family: Family) -> QuasiFit:
    """Fit a quasi-Poisson or quasi-binomial regression by iterated least squares.

    Parameters
    ----------
    counts : np.ndarray of float, one a month
    design : np.ndarray, months × coefficients
        Of full rank, with fewer columns than rows.
    exposure : np.ndarray of float, above 0
        What a count refers to (Poisson), or the number of cases it is a part of (binomial).
    family : {"poisson", "binomial"}

    Examples
    --------
    20 of 100 before and 40 of 200 after have the same odds:

    >>> design = np.array([[1.0, 0], [1, 0], [1, 1]])
    >>> fit = fit_quasi(np.array([18.0, 22, 40]), design, np.array([100.0, 100, 200]), "binomial")
    >>> bool(abs(fit.coefficients[1]) < 1e-9)
    True
    """
    mean = (counts + 0.5) / (exposure + 1.0) if family == "binomial" else (counts + 0.5) / exposure
    predictor = np.log(mean / (1 - mean)) if family == "binomial" else np.log(mean)
    coefficients, converged = np.zeros(design.shape[1]), False
    for _round in range(_ROUNDS):
        working, weights = _working(counts, predictor, exposure, family)
        root = np.sqrt(weights)
        new = np.linalg.lstsq(design * root[:, None], working * root, rcond=None)[0]
        converged = bool(np.max(np.abs(new - coefficients)) < _CLOSE)
        coefficients, predictor = new, np.clip(design @ new, -_FAR, _FAR)
        if converged:
            break
    working, weights = _working(counts, predictor, exposure, family)
    converged = converged and bool(weights.min() > _LEAST_WEIGHT)
    dispersion = float((weights * (working - predictor) ** 2).sum() / (len(counts) - design.shape[1]))
    information = design.T @ (design * weights[:, None])
    return QuasiFit(
        coefficients, dispersion * np.linalg.pinv(information), dispersion, working, weights, converged
    )


def _working(
    counts: np.ndarray, predictor: np.ndarray, exposure: np.ndarray, family: Family
) -> tuple[np.ndarray, np.ndarray]:
    """Return the working response and its weights: the inverse of its variance without dispersion."""
    if family == "binomial":
        share = expit(predictor)
        weights = np.maximum(exposure * share * (1 - share), 1e-12)
        return predictor + (counts - exposure * share) / weights, weights
    mean = np.maximum(exposure * np.exp(predictor), 1e-12)
    return predictor + (counts - mean) / mean, mean
