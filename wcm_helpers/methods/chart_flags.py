"""The rules that flag a point of a control chart, each at the point that completes its pattern.

One set of rules holds everywhere: beyond a limit, seven in a row on one side of the centre, seven in a row
rising or falling, and two of three in the outer third of one side. A gap and a new piece end every pattern.
"""

import numpy as np
import pandas as pd

RULES = ("outside", "run7", "trend7", "two_of_three")
RUN = 7


def flag_points(points: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the flags of every point, such as ``outside_high``.

    Parameters
    ----------
    points : pd.DataFrame
        ``value`` (NaN in a gap), ``centre``, ``low``, ``high`` and ``piece``, a row a month in order.

    Examples
    --------
    >>> points = pd.DataFrame({"value": [0.0, 4.0], "centre": 0.0, "low": -3.0, "high": 3.0, "piece": 0})
    >>> flag_points(points)
    [(), ('outside_high',)]
    """
    value = points["value"].to_numpy(dtype=float)
    centre, low, high = (points[name].to_numpy(dtype=float) for name in ("centre", "low", "high"))
    same_piece = np.r_[False, np.diff(points["piece"].to_numpy()) == 0]
    joined = same_piece & ~np.isnan(value) & ~np.isnan(np.r_[np.nan, value[:-1]])
    with np.errstate(invalid="ignore"):
        patterns = {
            "outside_low": value < low,
            "outside_high": value > high,
            "run7_low": _run(value < centre, joined) >= RUN,
            "run7_high": _run(value > centre, joined) >= RUN,
            "trend7_low": _steps(np.diff(value, prepend=np.nan) < 0, joined) >= RUN - 1,
            "trend7_high": _steps(np.diff(value, prepend=np.nan) > 0, joined) >= RUN - 1,
            "two_of_three_low": _two_of_three(
                (value <= centre - (centre - low) * 2 / 3) & (value >= low) & (low < centre), joined
            ),
            "two_of_three_high": _two_of_three(
                (value >= centre + (high - centre) * 2 / 3) & (value <= high) & (high > centre), joined
            ),
        }
    rows = np.column_stack(list(patterns.values()))
    names = list(patterns)
    return [tuple(name for name, hit in zip(names, row, strict=True) if hit) for row in rows]


def _run(hits: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Return the length of the run of hits that ends at each point."""
    lengths = np.zeros(len(hits), dtype=int)
    for place, hit in enumerate(hits):
        before = lengths[place - 1] if place and joined[place] else 0
        lengths[place] = before + 1 if hit else 0
    return lengths


def _steps(hits: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Return the number of steps of one direction that end at each point."""
    lengths = np.zeros(len(hits), dtype=int)
    for place, hit in enumerate(hits):
        before = lengths[place - 1] if place and joined[place - 1] else 0
        lengths[place] = before + 1 if hit and joined[place] else 0
    return lengths


def _two_of_three(outer: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Return whether a point and at least one of the two before it are in the outer third."""
    before = np.r_[False, outer[:-1]] & joined
    two_before = np.r_[False, False, outer[:-2]] & joined & np.r_[False, joined[:-1]]
    return outer & (before | two_before)
