"""Many monthly series at once, and the flags of their control charts: a second, vectorised computation.

It shares no code with ``wcm_helpers.methods.control_charts``; the benchmark compares both before it counts.
"""

from collections.abc import Callable

import numpy as np

LATE, SPREAD = 0.05, 0.01  # the share of late orders, and its standard deviation between months
RUN = 7


def hours(series: int, months: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray | None]:
    """Return values of stable hours; they have no denominators."""
    return 24 + 2 * chance.standard_normal((series, months)), None


def shares(orders: int, spread: float) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Return a maker of stable late orders and orders; the true share varies between months by ``spread``."""

    def make(series: int, months: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        n = chance.poisson(orders, (series, months))
        share = np.clip(LATE + spread * chance.standard_normal((series, months)), 0.0005, 0.5)
        return chance.binomial(n, share), n

    return make


WORLDS = {
    "hours (XmR)": hours,
    **{
        f"{orders:,} orders, {name} (p′)": shares(orders, spread)
        for orders in (300, 3_000, 30_000)
        for name, spread in (("chance alone", 0.0), ("months differ", SPREAD))
    },
}


def flagged(
    numerator: np.ndarray, n: np.ndarray | None = None, *, baseline: int = 12, screen: bool = False
) -> np.ndarray:
    """Return which points are flagged, of values (XmR) or of numerators with denominators (p′)."""
    if n is None:
        first = numerator[:, :baseline]
        centre = np.broadcast_to(first.mean(1, keepdims=True), numerator.shape)
        half = 2.66 * _mean_range(first, screen=screen)[:, None]
        return _flags(numerator, centre, centre - half, centre + half)
    centre = (numerator[:, :baseline].sum(1) / n[:, :baseline].sum(1))[:, None]
    value, sigma = numerator / n, np.sqrt(centre * (1 - centre) / n)
    ranges = _mean_range(((value - centre) / sigma)[:, :baseline], screen=screen)
    half = 3 * sigma * (ranges / (2 / np.sqrt(np.pi)))[:, None]
    centre = np.broadcast_to(centre, value.shape)
    return _flags(value, centre, np.clip(centre - half, 0, None), np.clip(centre + half, None, 1))


def _mean_range(values: np.ndarray, *, screen: bool) -> np.ndarray:
    ranges = np.abs(np.diff(values, axis=1))
    mean = ranges.mean(1)
    if screen:
        within = ranges <= 3.267 * mean[:, None]
        mean = (ranges * within).sum(1) / within.sum(1)
    return mean


def _flags(value: np.ndarray, centre: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    hits = (value < low) | (value > high)
    for side, limit in ((1, high), (-1, low)):
        beyond, rising = side * (value - centre) > 0, side * np.diff(value, axis=1) > 0
        for place in range(RUN - 1, value.shape[1]):
            hits[:, place] |= beyond[:, place - RUN + 1 : place + 1].all(1)
            hits[:, place] |= rising[:, place - RUN + 1 : place].all(1)
        outer = (side * (value - centre - (limit - centre) * 2 / 3) >= 0) & (side * (value - limit) <= 0)
        outer &= side * (limit - centre) > 0
        near = np.zeros_like(outer)
        near[:, 1:] |= outer[:, :-1]
        near[:, 2:] |= outer[:, :-2]
        hits |= outer & near
    return hits
