"""The smallest difference between a group and the others that the answers would have shown.

A difference counts as shown when it would have been one finding more, beside those there are, in 80 of 100
surveys of the same size. The calculation is exact; beyond :data:`MOST_CELLS` it uses the normal distribution.
"""

import numpy as np
import pandas as pd

from wcm_helpers.methods.count_distributions import binomial
from wcm_helpers.methods.group_tests import exact_p, next_limit
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
        be missed; the practical threshold where every customer answered).
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
            if grouping.complete(place, n, rest_n):
                smallest = rule.difference
            else:
                power = Power(n, rest_n, limit * part["weight"].iloc[0], rule.difference)
                smallest = power.smallest_difference(base)
            rows.append((grouping.name, group, n, base, smallest))
    return pd.DataFrame(rows, columns=["grouping", "group", "n", "base", "difference"])


class Power:
    """How often a difference is found between a group and the others.

    Parameters
    ----------
    n, rest_n : int
        Customers of the group and others that answered.
    limit : float
        The largest p that is a finding.
    difference : float
        The least difference of the answers that matters.
    """

    def __init__(self, n: int, rest_n: int, limit: float, difference: float) -> None:
        self.n, self.rest_n, self.limit, self.difference = n, rest_n, limit, difference
        self.findings = _findings(self) if (n + 1) * (rest_n + 1) <= MOST_CELLS else None

    def smallest_difference(self, base: float) -> float:
        """Return the smallest difference above ``base`` found with :data:`POWER`; NaN without one."""
        low, high = 0.0, 1 - base
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
        if self.findings is None:
            return self._normal(base, share)
        return float(binomial(self.n, share) @ self.findings @ binomial(self.rest_n, base))

    def _normal(self, base: float, share: float) -> float:
        from scipy.special import ndtr, ndtri

        n, rest_n = self.n, self.rest_n
        pooled = (n * share + rest_n * base) / (n + rest_n)
        by_chance = (pooled * (1 - pooled) * (1 / n + 1 / rest_n)) ** 0.5
        spread = (share * (1 - share) / n + base * (1 - base) / rest_n) ** 0.5
        needed = max(-float(ndtri(self.limit)) * by_chance, self.difference)
        return float(ndtr((share - base - needed) / spread)) if spread else float(share - base >= needed)


def _findings(power: Power) -> np.ndarray:
    """Return which pairs of hits, inside × outside, are findings: 1, else 0."""
    n, rest_n = power.n, power.rest_n
    enough = np.full(n + rest_n + 1, n + 1)
    for hits in range(n + rest_n + 1):
        p = exact_p(n + rest_n, hits, n)
        place = np.searchsorted(-p, -power.limit)
        if place < len(p):
            enough[hits] = max(0, hits - rest_n) + place
    inside, outside = np.arange(n + 1)[:, None], np.arange(rest_n + 1)[None, :]
    large = inside / n - outside / rest_n >= power.difference - 1e-9
    return (large & (inside >= enough[inside + outside])).astype(float)
