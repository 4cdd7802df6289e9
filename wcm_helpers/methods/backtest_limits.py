"""Other limits: how well they would have predicted, a year ago, who would matter in the year since.

The best of many pairs on one year is chosen in hindsight: its gain is larger than its later gain will be,
even when its interval excludes zero. :func:`limits` therefore serves for a check on two years: choose on the
first, validate on the second.

Source: the accuracy ratio as banks use it on their ratings, B. Engelmann, E. Hayden and D. Tasche,
Risk 16 (2003).
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import CLASSES, TOLERANCE, Rule, classify
from wcm_helpers.methods.backtest import in_order
from wcm_helpers.methods.intervals import bootstrap, percentile_interval

LIMITS_A = (0.70, 0.75, 0.80, 0.85, 0.90)
LIMITS_B = (0.90, 0.95, 0.98)


def limits(cohort: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return how well other limits, and the ones in force, would have predicted who would matter.

    The score is the accuracy ratio: 0 is chance, 1 a perfect order of the customers; each customer has the
    weight of its value. Unlike a measure of ranks it does not reward separating small customers from smaller
    ones.

    Parameters
    ----------
    cohort : pd.DataFrame, one row a customer with a class then
        ``value_then`` and ``value_now``.
    rule : Rule
        The rule in force; only its two limits are changed.

    Returns
    -------
    pd.DataFrame
        One row a pair of limits: ``limit_a``, ``limit_b``, ``in_force``, ``in_a``, ``in_b``, ``in_c``,
        ``score`` with ``low`` and ``high``, ``difference`` to the rule in force with its interval
        ``difference_low`` and ``difference_high`` from the same draws, and ``best`` (one row; of equals the
        one in force, else the nearest to it). Scores are NaN when all customers are equal.

    Examples
    --------
    The curve of A, B, C: (1/3, .8), (2/3, .9), (1, 1): (.8 + 1.7 + 1.9) / 3 - 1 = 7/15, which is also the
    area of the perfect order.

    >>> cohort = pd.DataFrame({"value_then": [80, 15, 5], "value_now": [8, 1, 1]})
    >>> table = limits(cohort, Rule())
    >>> table.loc[table["in_force"], ["in_a", "in_b", "in_c", "score"]].to_dict("records")
    [{'in_a': 1, 'in_b': 1, 'in_c': 1, 'score': 1.0}]
    """
    customers = in_order(cohort)
    pairs = sorted({(a, b) for a in LIMITS_A for b in LIMITS_B if a < b} | {(rule.limit_a, rule.limit_b)})
    cuts = np.array([_cuts(customers["value_then"], pair, rule) for pair in pairs])
    frame = pd.DataFrame(pairs, columns=["limit_a", "limit_b"])
    frame["in_force"] = (frame["limit_a"] == rule.limit_a) & (frame["limit_b"] == rule.limit_b)
    frame[["in_a", "in_b", "in_c"]] = np.diff(cuts, axis=1)[:, :3]
    score = _ratios_of(customers, cuts)
    frame["score"] = score(np.ones((1, len(customers)), dtype="int64"))[0]
    drawn = bootstrap(score, len(customers)) if len(customers) else np.empty((0, len(pairs)))
    frame["low"], frame["high"] = percentile_interval(drawn)
    force = int(np.flatnonzero(frame["in_force"])[0])
    frame["difference"] = frame["score"] - frame["score"].iloc[force]
    frame["difference_low"], frame["difference_high"] = percentile_interval(drawn - drawn[:, [force]])
    frame["best"] = frame.index == _best(frame, rule)
    return frame


def _cuts(then: pd.Series, pair: tuple[float, float], rule: Rule) -> np.ndarray:
    """Return where the classes A, B, C and N of a book in falling order end, and 0 before them."""
    counts = classify(then, replace(rule, limit_a=pair[0], limit_b=pair[1]))["class"].value_counts()
    return np.concatenate([[0], np.cumsum([int(counts.get(letter, 0)) for letter in CLASSES])])


def _ratios_of(customers: pd.DataFrame, cuts: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function from weights to the accuracy ratio of each pair of limits."""
    value = customers["value_now"].clip(lower=0).to_numpy("float64")
    best = np.argsort(-value, kind="stable")
    ends, places = np.unique(cuts, return_inverse=True)
    places = places.reshape(cuts.shape)

    def ratios(weights: np.ndarray) -> np.ndarray:
        possible = _possible(weights[:, best], value[best])
        customers, brought = _reached(weights, ends), _reached(weights * value, ends)
        reached = _area(customers[:, places], brought[:, places])
        # Below this the customers are equal but for rounding, and no order is better than another.
        possible = np.where(possible > 1e-9, possible, np.nan)
        return (reached / possible[:, None]).round(12)  # the two are summed differently

    return ratios


def _reached(customers: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the sums before each end; the first end is 0, the last the number of columns."""
    if len(ends) < 2:
        return np.zeros((len(customers), len(ends)))
    return np.pad(np.add.reduceat(customers, ends[:-1], axis=1).cumsum(axis=1), ((0, 0), (1, 0)))


def _possible(weights: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return the area of :func:`_area` where each customer is a class of its own, the largest first."""
    brought = (weights * value).cumsum(axis=1)
    if not brought.shape[1]:
        return np.full(len(weights), np.nan)
    total = np.where(brought[:, -1] > 0, brought[:, -1], np.nan)
    twice = 2 * np.einsum("dn,dn->d", weights, brought) - np.einsum("dn,dn,n->d", weights, weights, value)
    return twice / (weights.sum(axis=1) * total) - 1


def _area(customers: np.ndarray, brought: np.ndarray) -> np.ndarray:
    """Return twice the area between the curve of cumulated customers and value and the diagonal.

    The last axis runs along the curve, from nothing to everybody.
    """
    total = np.where(brought[..., -1:] > 0, brought[..., -1:], np.nan)
    across = np.diff(customers / customers[..., -1:], axis=-1)
    up = brought / total
    return (across * (up[..., 1:] + up[..., :-1])).sum(axis=-1) - 1


def _best(frame: pd.DataFrame, rule: Rule) -> int:
    if frame["score"].isna().all():
        return -1
    top = frame[frame["score"] > frame["score"].max() - TOLERANCE]
    away = (top["limit_a"] - rule.limit_a).abs() + (top["limit_b"] - rule.limit_b).abs()
    return int(away.round(9).idxmin())
