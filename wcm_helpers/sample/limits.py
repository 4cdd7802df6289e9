"""Scale the revenue of customers so that they end near a class limit, or cross one in a set month.

The position of a customer depends on all others, so the levels are set in turn, in several rounds. The
classes are the plain ones (A while larger customers bring less than 80 %, B while less than 95 %): the truth
that the methods must recover.
"""

from typing import NamedTuple

import numpy as np

LIMITS = {"A": 0.80, "B": 0.95}
WINDOW = 12
_ROUNDS = 8


class Crossing(NamedTuple):
    """Customer ``row`` crosses the lower limit of class ``limit`` in month number ``month``, up or down."""

    row: int
    limit: str
    month: int
    up: bool


class Near(NamedTuple):
    """Customers larger than ``row`` bring about ``share`` of the last window's revenue."""

    row: int
    share: float


def window_sums(net: np.ndarray, month: int) -> np.ndarray:
    """Return every customer's sum over the window that ends with month number ``month``."""
    return net[:, max(0, month + 1 - WINDOW) : month + 1].sum(axis=1)


def start_shares(values: np.ndarray) -> np.ndarray:
    """Return for each value the share of strictly larger values in the sum of all positive ones.

    Examples
    --------
    >>> start_shares(np.array([10.0, 60.0, 20.0, 10.0, -5.0])).tolist()
    [0.8, 0.0, 0.6, 0.8, 1.0]
    """
    positive = np.sort(np.maximum(values, 0))
    below = np.concatenate([[0], np.cumsum(positive)])
    total = below[-1]
    return (total - below[np.searchsorted(positive, values, side="right")]) / total


def settle(net: np.ndarray, crossings: list[Crossing], nears: list[Near]) -> np.ndarray:
    """Return ``net`` with the rows of the crossings and of the nears scaled to their targets.

    Parameters
    ----------
    net : numpy.ndarray of float, customers by months
        Revenue of each customer, in any unit.
    crossings, nears
        The targets; a crossing that no level can reach leaves its row unchanged.

    Returns
    -------
    numpy.ndarray of float
        A new array of the same shape.
    """
    net = net.copy()
    for _ in range(_ROUNDS):
        for near in nears:
            net[near.row] *= _scale_near(net, near)
        for crossing in crossings:
            net[crossing.row] *= _scale_across(net, crossing)
    return net


def crosses(net: np.ndarray, crossing: Crossing) -> bool:
    """Return whether the customer crosses the limit in the month and direction of its target."""
    limit = LIMITS[crossing.limit]
    before, after = (
        start_shares(window_sums(net, month))[crossing.row] < limit
        for month in (crossing.month - 1, crossing.month)
    )
    return bool(before != after and after == crossing.up)


def _scale_across(net: np.ndarray, crossing: Crossing) -> float:
    if crossing.month < WINDOW:
        return 1.0
    bounds = []
    for month in (crossing.month - 1, crossing.month):
        sums = window_sums(net, month)
        others = np.delete(sums, crossing.row)
        bounds.append(_least_value(others, LIMITS[crossing.limit]) / sums[crossing.row])
    low, high = bounds[::-1] if crossing.up else bounds
    return float(np.sqrt(low * high)) if low < high else 1.0


def _least_value(others: np.ndarray, limit: float) -> float:
    """Return the smallest value with less than ``limit`` of the total in larger values."""
    others = np.sort(others[others > 0])
    total = others.sum()
    low, high = 1e-9 * total, total
    for _ in range(80):
        middle = float(np.sqrt(low * high))
        before = others[np.searchsorted(others, middle, side="right") :].sum()
        low, high = (low, middle) if before / (total + middle) < limit else (middle, high)
    return high


def _scale_near(net: np.ndarray, near: Near) -> float:
    sums = window_sums(net, net.shape[1] - 1)
    others = np.sort(np.delete(sums, near.row))
    others = others[others > 0]
    between = np.sqrt(others[1:] * others[:-1])  # the position of a customer is between two others
    before = others.sum() - np.cumsum(others)[:-1]
    shares = before / (others.sum() + between)
    return float(between[np.abs(shares - near.share).argmin()] / sums[near.row])
