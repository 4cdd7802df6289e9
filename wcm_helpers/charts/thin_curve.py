"""Curves of many points, drawn with as many as an eye can distinguish."""

import numpy as np

#: Points of a drawn curve at most: one for each half of a printed dot.
MOST_POINTS = 1_000


def thin_curve(across: np.ndarray, up: np.ndarray, most: int = MOST_POINTS) -> np.ndarray:
    """Return the places of the points to draw a curve with: all, or some, evenly along it.

    Parameters
    ----------
    across, up : np.ndarray of float, equally long
        The curve; neither of the two ever falls.
    most : int, at least 2
        Number of points at most; the first and the last are always among them.

    Returns
    -------
    np.ndarray of int
        Rising places. Between two of them the curve covers, before its last segment, no more than one of
        ``most - 1`` equal parts of its width and height together.

    Examples
    --------
    A curve that rises, then is level: 4 up and 4 across are divided into four parts of 2.

    >>> across, up = np.array([0, 0, 0, 0, 0, 1, 2, 3, 4.0]), np.array([0, 1, 2, 3, 4, 4, 4, 4, 4.0])
    >>> thin_curve(across, up, 5).tolist()
    [0, 2, 4, 6, 8]
    """
    if len(across) <= most:
        return np.arange(len(across))
    along = _scaled(across) + _scaled(up)
    places = np.searchsorted(along, np.linspace(0, along[-1], most))
    return np.unique(np.concatenate([[0], places[1:-1], [len(along) - 1]]))


def _scaled(values: np.ndarray) -> np.ndarray:
    span = float(values[-1] - values[0])
    return (values - values[0]) / span if span else np.zeros(len(values))
