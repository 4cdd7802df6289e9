"""Worlds of satisfaction with known drivers, for the calibration of ``methods/driver_ranks``."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from wcm_helpers.methods.drivers import correlations, lmg

#: Answers from which the true shares of a world are computed.
_TRUTH = 40_000
_LEVELS = (-1.5, -0.5, 0.5, 1.5)


class World:
    """Ratings that share a common part, and an outcome they explain, on five levels, mostly the upper ones.

    A random one has four to eight ratings of random strength; they explain 30 to 70 % of the outcome.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        size = rng.integers(4, 9)
        self.loadings = np.sqrt(rng.uniform(0.3, 0.7, size=size))
        self.effects = rng.exponential(size=size)
        self.r2 = rng.uniform(0.3, 0.7)
        self.shift = rng.uniform(0.0, 1.2)
        self.levels = True
        self._shares: np.ndarray | None = None

    def draw(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Return answers of n customers: the ratings, and the outcome last."""
        own = np.sqrt(1 - self.loadings**2) * rng.normal(size=(n, len(self.loadings)))
        ratings = self.loadings * rng.normal(size=(n, 1)) + own
        between = np.outer(self.loadings, self.loadings)
        np.fill_diagonal(between, 1.0)
        explained = self.effects @ between @ self.effects
        noise = np.sqrt(explained * (1 - self.r2) / self.r2)
        outcome = (ratings @ self.effects + noise * rng.normal(size=n)) / np.sqrt(explained / self.r2)
        values = np.column_stack([ratings, outcome])
        return 1.0 + np.digitize(values + self.shift, _LEVELS) if self.levels else values

    def shares(self) -> np.ndarray:
        """Return the true share of each rating in what all explain."""
        if self._shares is None:
            parts = lmg(correlations(self.draw(np.random.default_rng(0), _TRUTH)))[0]
            self._shares = parts / parts.sum()
        return self._shares


@cache
def planted_world(effects: Sequence[float] = (0.5, 0.35, 0.25, 0.15, 0.0), *, levels: bool = True) -> World:
    """Return a world of five ratings with a correlation of .6 that explain 55 % of the outcome."""
    world = World(np.random.default_rng(0))
    world.effects = np.array(effects)
    world.loadings = np.full(len(world.effects), np.sqrt(0.6))
    world.r2, world.shift, world.levels = 0.55, 0.8, levels
    return world
