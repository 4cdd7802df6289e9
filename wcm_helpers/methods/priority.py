"""Priority under contention: whose orders were released first of those that waited together."""

import numpy as np
import pandas as pd

#: So many orders of a class a day are compared, evenly spread over the day.
_MOST = 400


def release_pairs(waiting: pd.DataFrame, first: str, other: str) -> pd.DataFrame:
    """Return, by site and day, in how many pairs of orders that waited together the first class went first.

    Parameters
    ----------
    waiting : pd.DataFrame
        ``site_id``, ``class``, ``created_at`` and ``released_at``; an order belongs to the day it came in.
    first, other : str
        Two classes.

    Returns
    -------
    pd.DataFrame
        ``site_id``, ``day``, ``first`` (pairs in which the first class was released earlier; of equal times a
        half) and ``pairs``.

    Examples
    --------
    An order of A came in after one of C and was released before it:

    >>> times = pd.to_datetime(["2026-09-01 09:00", "2026-09-01 08:00"])
    >>> released = pd.to_datetime(["2026-09-01 10:00", "2026-09-01 11:00"])
    >>> rows = pd.DataFrame({"site_id": "S", "class": ["A", "C"], "created_at": times})
    >>> rows["released_at"] = released
    >>> release_pairs(rows, "A", "C")[["first", "pairs"]].values.tolist()
    [[1.0, 1.0]]
    """
    rows = []
    chosen = waiting[waiting["class"].isin([first, other])]
    keys = [chosen["site_id"], chosen["created_at"].dt.normalize().rename("day")]
    for (site, day), part in chosen.groupby(keys, sort=True):
        sides = [_spread(part[part["class"] == letter]) for letter in (first, other)]
        if all(len(side) for side in sides):
            rows.append((site, day, *_compare(*sides)))
    frame = pd.DataFrame(rows, columns=["site_id", "day", "first", "pairs"])
    return frame[frame["pairs"] > 0].reset_index(drop=True)


def _spread(part: pd.DataFrame) -> np.ndarray:
    """Return the two times of orders as numbers, at most so many, evenly spread."""
    times = part.sort_values(["created_at", "released_at"])[["created_at", "released_at"]]
    values = times.to_numpy(dtype="datetime64[us]").astype("int64")
    if len(values) <= _MOST:
        return values
    return values[np.linspace(0, len(values) - 1, _MOST).astype(int)]


def _compare(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    created1, released1 = one[:, 0][:, None], one[:, 1][:, None]
    created2, released2 = other[:, 0][None, :], other[:, 1][None, :]
    together = (created2 < released1) & (created1 < released2)
    earlier = np.where(released1 < released2, 1.0, np.where(released1 == released2, 0.5, 0.0))
    return float((earlier * together).sum()), float(together.sum())
