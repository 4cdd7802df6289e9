"""Many tests at once: p adjusted for the false discovery rate.

Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).
"""

import numpy as np


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Return p adjusted for the false discovery rate; scipy.stats has it too, and takes a second to load.

    Parameters
    ----------
    p : np.ndarray of float
        One a test of a family declared beforehand; NaN where there was no test: it is not counted.

    Returns
    -------
    np.ndarray of float
        In the same order: ``min over j ≥ i of min(1, m·p(j)/j)``; NaN stays.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, np.nan])).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(-p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum.accumulate(np.minimum(scaled, 1.0)) if len(order) else scaled
    return adjusted
