"""Does a group want something more often than the others: exact tests, and a limit for many of them.

Each group is compared with all other customers by the hypergeometric distribution of its hits (Fisher's exact
test, one-sided: more, with mid-p). The limit for p controls the share of false findings over the whole family
of tests; it counts for each test how often chance really passes the limit, which is rarely for a small group,
so that a group too small to show anything does not weaken the others.

Sources: R. A. Fisher, *The Design of Experiments* (1935); H. O. Lancaster, Journal of the American
Statistical Association 56 (1961) for mid-p; Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical
Society B 57 (1995); C. R. Genovese, K. Roeder and L. Wasserman, Biometrika 93 (2006) for weights; J. F.
Heyse, in *Recent Advances in Biostatistics* (2011) for discrete tests.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

#: Random orders for shares that are no counts, where several people answered for one customer.
DRAWS = 10_000
SEED = 1935

#: Sums that differ by less are equal but for arithmetic.
_EQUAL = 1e-9

#: The smallest limit that is told from none, and how finely limits are searched.
_SMALLEST, _STEPS = 1e-12, 800


class Support(NamedTuple):
    """All p a test can have, falling, and how often chance alone gives one so small."""

    p: np.ndarray
    reach: np.ndarray


class GroupTest(NamedTuple):
    """The p of one group, and the support of its test; None where every p is possible.

    ``weight`` is the part of the accepted false findings that the test may use up, relative to others.
    """

    p: float
    support: Support | None
    weight: float = 1.0

    def chance(self, limits: np.ndarray) -> np.ndarray:
        """Return how often chance alone gives a weighted p of at most each of the limits."""
        limits = limits * self.weight
        if self.support is None:
            return limits
        places = np.searchsorted(-self.support.p, -limits)
        return np.append(self.support.reach, 0.0)[places]


def compare(inside: np.ndarray, outside: np.ndarray, *, complete: bool = False) -> GroupTest:
    """Test whether a group wants something more often than the others.

    How many customers did not answer does not matter: the question is whether the group differs by more than
    a group of its size, drawn from all that answered, would by chance. Only where every customer answered is
    any difference a fact.

    Parameters
    ----------
    inside, outside : np.ndarray of float
        One value a customer from 0 to 1, of the group and of the others; at least one each.
    complete : bool
        Whether all customers of the group and all others answered: p is 0 for any difference then, else 1.

    Examples
    --------
    Four of four against none of four: one order of 70; half of its chance counts (mid-p).

    >>> round(1 / compare(np.ones(4), np.zeros(4)).p)
    140
    """
    if complete:
        more = inside.mean() > outside.mean() + _EQUAL
        return GroupTest(0.0 if more else 1.0, Support(np.empty(0), np.empty(0)))
    if is_count(inside) and is_count(outside):
        return compare_counts(int(inside.sum()), len(inside), int(outside.sum()), len(outside))
    return GroupTest(_permuted(np.concatenate([inside, outside]), len(inside)), None)


def compare_counts(hits: int, n: int, rest_hits: int, rest_n: int) -> GroupTest:
    """Test hits of a group of ``n`` against those of ``rest_n`` others; see :func:`compare`.

    Examples
    --------
    >>> round(1 / compare_counts(4, 4, 0, 4).p)
    140
    """
    support = exact_support(n + rest_n, hits + rest_hits, n)
    return GroupTest(float(support.p[hits - max(0, hits + rest_hits - rest_n)]), support)


@lru_cache(maxsize=20_000)
def exact_support(n: int, hits: int, size: int) -> Support:
    """Return the mid-p of every possible number of hits in a group of ``size`` out of ``n``, fewest first."""
    possible = np.arange(max(0, hits + size - n), min(hits, size) + 1)
    ways = _log_choose(hits, possible) + _log_choose(n - hits, size - possible)
    chances = np.exp(ways - ways.max())
    chances /= chances.sum()
    reach = np.minimum(np.cumsum(chances[::-1])[::-1], 1.0)
    return Support(reach - chances / 2, reach)


def is_count(values: np.ndarray) -> bool:
    """Return whether all values are 0 or 1."""
    return bool(((values == 0) | (values == 1)).all())


def _permuted(values: np.ndarray, size: int) -> float:
    """Return the mid-p of the first ``size`` values among random orders of all."""
    rng = np.random.default_rng(SEED)
    observed = values[:size].sum()
    ordered = np.sort(values)  # the same p for the same values in any order
    at_once = max(1, 4_000_000 // len(values))
    larger = equal = 0
    for first in range(0, DRAWS, at_once):
        drawn = np.tile(ordered, (min(at_once, DRAWS - first), 1))
        sums = rng.permuted(drawn, axis=1)[:, :size].sum(axis=1)
        equal += int((np.abs(sums - observed) <= _EQUAL * size).sum())
        larger += int((sums > observed + _EQUAL * size).sum())
    return (larger + equal / 2 + 0.5) / (DRAWS + 1)


def _log_choose(n: int, k: np.ndarray) -> np.ndarray:
    from scipy.special import gammaln

    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)


def discovery_limit(tests: Sequence[GroupTest], false_share: float) -> float:
    """Return the limit of p over weight up to which tests are findings.

    The largest one where the number of p that chance alone puts at or below it, summed over all tests, is at
    most ``false_share`` of the number there is.

    Returns
    -------
    float
        NaN where nothing is a finding.

    Examples
    --------
    >>> fair = [GroupTest(p, None) for p in (0.01, 0.04, 0.03)]
    >>> discovery_limit(fair, 0.05), discovery_limit(fair, 0.025)
    (0.04, nan)
    """
    ordered = np.sort([test.p / test.weight for test in tests])
    limits = np.unique(ordered)
    findings = np.searchsorted(ordered, limits, side="right")
    passing = limits[expected_by_chance(tests, limits) <= false_share * findings + _EQUAL]
    return float(passing[-1]) if len(passing) else float("nan")


def expected_by_chance(tests: Sequence[GroupTest], limits: np.ndarray) -> np.ndarray:
    """Return how many p of a family chance alone puts at or below each limit, on average."""
    return sum((test.chance(limits) for test in tests), np.zeros(len(limits)))


def next_limit(tests: Sequence[GroupTest], findings: int, false_share: float) -> float:
    """Return the limit of p over weight for one more finding beside those there are.

    Examples
    --------
    >>> fair = [GroupTest(p, None) for p in (0.01, 0.5, 0.8, 0.9)]
    >>> round(next_limit(fair, 1, 0.05), 3)
    0.025
    """
    if not tests:
        return float("nan")
    limits = np.geomspace(_SMALLEST, 1 / min(test.weight for test in tests), _STEPS)
    passing = limits[expected_by_chance(tests, limits) <= false_share * (findings + 1)]
    return float(passing[-1]) if len(passing) else 0.0
