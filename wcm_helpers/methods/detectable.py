"""The smallest difference between a group and the others that the answers would have shown.

A difference counts as shown when it would have been one finding more, beside those there are, in 80 of 100
surveys of the same size. The calculation is exact; beyond :data:`MOST_CELLS` it uses the normal distribution.
"""

import numpy as np
import pandas as pd

from wcm_helpers.methods.group_tests import exact_support, next_limit, shrink, unexamined_share
from wcm_helpers.methods.needs import NeedVerdicts

#: How often a difference must be found to count as one the answers would have shown.
POWER = 0.80

#: Pairs of hits, inside times outside, up to which the calculation is exact.
MOST_CELLS = 250_000

_STEPS = 12  # halvings: to a fortieth of a percentage point


def detectable_differences(verdicts: NeedVerdicts) -> pd.DataFrame:
    """Return the smallest detectable difference of each group.

    Returns
    -------
    pd.DataFrame
        One row a group with answers: ``grouping``, ``group``, ``n``, ``base`` (the share of the others that
        want a need, the median of all needs), ``difference`` (NaN where even a need of the whole group would
        be missed).
    """
    tests, rule = verdicts.tests, verdicts.rule
    limit = next_limit(verdicts.family, int(tests["certain"].sum()), rule.false_share) if len(tests) else 0.0
    rows = []
    for grouping in verdicts.groupings:
        for place, group in enumerate(grouping.groups):
            part = tests[(tests["grouping"] == grouping.name) & (tests["group"] == group)]
            if part.empty:
                continue
            n, rest_n = int(part["n"].median()), int(part["rest_n"].median())
            base = float(part["rest_share"].median())
            populations = grouping.populations(place)
            power = _Power(n, rest_n, populations, limit * part["weight"].iloc[0], rule.difference)
            rows.append((grouping.name, group, n, base, power.smallest(base)))
    return pd.DataFrame(rows, columns=["grouping", "group", "n", "base", "difference"])


class _Power:
    """How often a difference is found between a group of ``n`` and ``rest_n`` others."""

    def __init__(
        self,
        n: int,
        rest_n: int,
        populations: tuple[int | None, int | None],
        limit: float,
        difference: float,
    ) -> None:
        self.n, self.rest_n, self.limit, self.difference = n, rest_n, limit, difference
        self.populations = [
            None if size is None else max(size, k) for size, k in zip(populations, (n, rest_n), strict=True)
        ]
        self.unexamined = unexamined_share((n, rest_n), self.populations)
        self.exact = (n + 1) * (rest_n + 1) <= MOST_CELLS
        self.found = self._found() if self.exact and self.unexamined > 0 else None

    def smallest(self, base: float) -> float:
        """Return the smallest difference above ``base`` found with :data:`POWER`; NaN without one."""
        low, high = 0.0, 1 - base
        if self.unexamined == 0:
            return min(self.difference, high) if high > 0 else float("nan")
        if not self.power(base, high) >= POWER:
            return float("nan")
        for _step in range(_STEPS):
            middle = (low + high) / 2
            if self.power(base, middle) >= POWER:
                high = middle
            else:
                low = middle
        return high

    def power(self, base: float, difference: float) -> float:
        """Return how often a difference is found."""
        share = min(base + difference, 1.0)
        if self.found is None:
            return self._normal(base, share)
        inside = _hits(self.n, share, self.populations[0])
        outside = _hits(self.rest_n, base, self.populations[1])
        return float(inside @ self.found @ outside)

    def _found(self) -> np.ndarray:
        """Return which pairs of hits, inside × outside, are findings."""
        n, rest_n = self.n, self.rest_n
        enough = np.full(n + rest_n + 1, n + 1)
        for hits in range(n + rest_n + 1):
            p = shrink(exact_support(n + rest_n, hits, n), self.unexamined).p
            place = np.searchsorted(-p, -self.limit)
            if place < len(p):
                enough[hits] = max(0, hits - rest_n) + place
        inside, outside = np.arange(n + 1)[:, None], np.arange(rest_n + 1)[None, :]
        large = inside / n - outside / rest_n >= self.difference - 1e-9
        return (large & (inside >= enough[inside + outside])).astype(float)

    def _normal(self, base: float, share: float) -> float:
        from scipy.special import ndtr, ndtri

        n, rest_n = self.n, self.rest_n
        pooled = (n * share + rest_n * base) / (n + rest_n)
        null = (pooled * (1 - pooled) * (1 / n + 1 / rest_n) * self.unexamined) ** 0.5
        spread = ((share * (1 - share) / n + base * (1 - base) / rest_n) * self.unexamined) ** 0.5
        needed = max(-float(ndtri(self.limit)) * null, self.difference)
        return float(ndtr((share - base - needed) / spread)) if spread else float(share - base >= needed)


def _hits(n: int, share: float, population: int | None) -> np.ndarray:
    """Return the chance of each number of hits among ``n`` answers of a population with this share."""
    if population is None:
        return _binomial(n, share)
    wanted = share * population
    below = int(np.floor(wanted + 1e-9))
    part = max(wanted - below, 0.0)
    lower = _hypergeometric(n, below, population)
    return lower if part < 1e-9 else (1 - part) * lower + part * _hypergeometric(n, below + 1, population)


def _binomial(n: int, share: float) -> np.ndarray:
    from scipy.special import gammaln, xlog1py, xlogy

    hits = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(hits + 1) - gammaln(n - hits + 1)
    return np.exp(ways + xlogy(hits, share) + xlog1py(n - hits, -share))


def _hypergeometric(n: int, wanted: int, population: int) -> np.ndarray:
    chances = np.zeros(n + 1)
    first = max(0, wanted + n - population)
    reach = exact_support(population, wanted, n).reach
    chances[first : first + len(reach)] = reach - np.append(reach[1:], 0.0)
    return chances
