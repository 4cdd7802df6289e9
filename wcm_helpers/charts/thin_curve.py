"""Curves of many customers: as many points as an eye can tell apart, no more."""

import numpy as np

#: A curve is drawn with at most so many points: a point for each half of a printed dot.
MOST_POINTS = 1_000


def thin_curve(across: np.ndarray, up: np.ndarray, most: int = MOST_POINTS) -> np.ndarray:
    """Return the places of the points a curve is drawn with: all, or some that lie evenly along it.

    Parameters
    ----------
    across, up : np.ndarray of float, equally long
        The curve, neither of the two ever falling.
    most : int, at least 2
        So many points are kept at most; the first and the last always are.

    Returns
    -------
    np.ndarray of int
        Rising places. Between two of them the curve goes no farther than two of ``most - 1`` equal parts of
        the height and the width together, or along one single line.

    Examples
    --------
    A curve that climbs first and runs level then: 4 along and 4 up are cut into four parts of 2.

    >>> across, up = np.array([0, 0, 0, 0, 0, 1, 2, 3, 4.0]), np.array([0, 1, 2, 3, 4, 4, 4, 4, 4.0])
    >>> thin_curve(across, up, 5).tolist()
    [0, 2, 4, 6, 8]
    """
    if len(across) <= most:
        return np.arange(len(across))
    along = _part(across) + _part(up)
    places = np.searchsorted(along, np.linspace(0, along[-1], most))
    return np.unique(np.concatenate([[0], places[1:-1], [len(along) - 1]]))


def _part(held: np.ndarray) -> np.ndarray:
    span = float(held[-1] - held[0])
    return (held - held[0]) / span if span else np.zeros(len(held))
