"""A model of one common factor, fitted by maximum likelihood, and the share of a sum it explains (ω).

Sources: D. B. Rubin and D. T. Thayer, Psychometrika 47 (1982) for the fit by expectation and maximisation;
R. P. McDonald, *Test Theory* (1999) for ω.
"""

import numpy as np

_STEPS, _TOLERANCE = 2_000, 1e-9
#: Least share of a question's variance that is its own: keeps a fit from claiming a perfect question.
_OWN = 1e-3


def one_factor_omega(covariance: np.ndarray) -> "np.ndarray | float":
    """Return ω = (Σλ)² / ((Σλ)² + Σθ) of one covariance matrix, or of each of several.

    Parameters
    ----------
    covariance : np.ndarray, k × k or draws × k × k
        k of at least 3; a matrix with a question that does not vary gives NaN.

    Examples
    --------
    Loadings 1, variances of their own 1: 9 / (9 + 3).

    >>> round(one_factor_omega(np.ones((3, 3)) + np.eye(3)), 6)
    0.75
    """
    matrices = np.atleast_3d(covariance).reshape(-1, *covariance.shape[-2:]).astype("float64")
    variances = np.einsum("dii->di", matrices)
    usable = (variances > 1e-12).all(axis=1)
    omega = np.full(len(matrices), np.nan)
    if usable.any():
        loadings, own = fit_one_factor(matrices[usable])
        common = loadings.sum(axis=1) ** 2
        omega[usable] = common / (common + own.sum(axis=1))
    return omega if covariance.ndim == 3 else float(omega[0])


def fit_one_factor(matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return loadings and own variances of a one-factor model of each covariance matrix.

    Parameters
    ----------
    matrices : np.ndarray, draws × k × k

    Returns
    -------
    tuple of np.ndarray, draws × k each
        The sign of the loadings is that of their first principal axis with a positive sum.
    """
    variances = np.einsum("dii->di", matrices)
    scale = np.sqrt(variances)
    correlations = matrices / (scale[:, :, None] * scale[:, None, :])
    _values, vectors = np.linalg.eigh(correlations)
    loadings = vectors[:, :, -1]
    loadings = 0.7 * loadings * np.sqrt(matrices.shape[1])
    loadings = np.clip(loadings * np.sign(loadings.sum(axis=1, keepdims=True) + 1e-300), -0.95, 0.95)
    own = np.maximum(1 - loadings**2, _OWN)
    for _step in range(_STEPS):
        weights = loadings / own
        weights /= 1 + (weights * loadings).sum(axis=1, keepdims=True)
        cross = np.einsum("dij,dj->di", correlations, weights)
        factor = (cross * weights).sum(axis=1) + 1 - (weights * loadings).sum(axis=1)
        new = cross / factor[:, None]
        own = np.maximum(1 - new * cross, _OWN)
        moved = float(np.abs(new - loadings).max())
        loadings = new
        if moved < _TOLERANCE:
            break
    return loadings * scale, own * variances
