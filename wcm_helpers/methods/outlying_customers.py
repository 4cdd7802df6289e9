"""Customers whose rate is below that of their peers by more than chance and their usual differences explain.

Peers differ among themselves; each customer is tested against a beta-binomial of its peers without it, so
that not everyone in an uneven class is called an exception, and the tests are read together (Benjamini and
Hochberg).
"""

import numpy as np
import pandas as pd
from scipy.special import bdtr, betaincinv

from wcm_helpers.methods.count_distributions import beta_binomial
from wcm_helpers.methods.multiple_tests import benjamini_hochberg

#: Fewer peers, or fewer cases of its own, say nothing of a customer.
LEAST_PEERS, LEAST_CASES = 5, 20
#: Customers of a class differ by so much (intraclass correlation) even where few cases do not show it.
LEAST_SPREAD = 0.005
COLUMNS = ("value", "low", "high", "peers", "n", "p", "adjusted")


def find_outlying(counts: pd.DataFrame) -> pd.DataFrame:
    """Return every customer tested against the others of its group.

    Parameters
    ----------
    counts : pd.DataFrame
        By customer (index): ``group``, ``numerator`` and ``denominator``; ``better`` rates are high.

    Returns
    -------
    pd.DataFrame
        By customer, those with enough cases and peers: ``group``, ``value``, its 95 % interval ``low`` and
        ``high``, ``peers`` (the rate of the others), ``n``, ``p`` (of a rate as low or lower) and
        ``adjusted`` over all of them.
    """
    rows = []
    for group, part in counts[counts["denominator"] >= LEAST_CASES].groupby("group", sort=True):
        if len(part) <= LEAST_PEERS:
            continue
        hits, n = part["numerator"].to_numpy(dtype=float), part["denominator"].to_numpy(dtype=float)
        for place, customer in enumerate(part.index):
            others = np.arange(len(part)) != place
            rows.append((customer, group, *_test(hits[place], n[place], hits[others], n[others])))
    columns = ["customer_id", "group", *COLUMNS[:-1]]
    frame = pd.DataFrame(rows, columns=columns).set_index("customer_id")
    frame["adjusted"] = benjamini_hochberg(frame["p"].to_numpy()) if len(frame) else []
    return frame


def _test(hits: float, n: float, others: np.ndarray, others_n: np.ndarray) -> tuple[float, ...]:
    mean = float(others.sum() / others_n.sum())
    # A spread estimated from few peers may be too small: the upper part of its error is taken.
    spread = between_customers(others, others_n) * (1 + 2 / np.sqrt(len(others)))
    spread = min(0.99, max(LEAST_SPREAD, spread))
    rate = hits / n
    low, high = betaincinv([max(hits, 1e-9), hits + 1], [n - hits + 1, max(n - hits, 1e-9)], [0.025, 0.975])
    if mean in (0.0, 1.0):
        p = float(bdtr(hits, n, min(max(mean, 1e-6), 1 - 1e-3)))
    else:
        size = max(1 / spread - 1, 1e-3)
        chances = beta_binomial(int(n), mean * size, (1 - mean) * size)
        p = min(1.0, float(chances[: int(hits) + 1].sum()))
    return rate, float(low), float(high), mean, n, p


def between_customers(hits: np.ndarray, n: np.ndarray) -> float:
    """Return the intraclass correlation of cases within customers, by moments; 0 where chance explains all.

    Examples
    --------
    >>> between_customers(np.array([90.0, 90.0, 90.0]), np.array([100.0, 100.0, 100.0]))
    0.0
    """
    mean = hits.sum() / n.sum()
    chance = mean * (1 - mean)
    if chance == 0 or len(n) < 2:
        return 0.0
    within = float((n * (hits / n - mean) ** 2).sum())
    expected = float(chance * (len(n) - 1))
    weight = float(n.sum() - (n**2).sum() / n.sum()) - (len(n) - 1)
    return max(0.0, (within - expected) / (chance * weight)) if weight > 0 else 0.0
