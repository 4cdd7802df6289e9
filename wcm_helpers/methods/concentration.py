"""Concentration: how much of the business hangs on how few customers.

Everything here looks at customers with a positive value only; what is left out is told by :func:`excluded`.
Re-sampling misleads about the largest customer, who is either there or not: :func:`without_largest` shows
the business without it instead.

Sources: C. Gini, *Variabilità e mutabilità* (1912); G. Deltas, Review of Economics and Statistics 85 (2003)
for the small-sample Gini; A. O. Hirschman, American Economic Review 54 (1964) for the sum of squared shares.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import Rule, classify


class Excluded(NamedTuple):
    """Customers without a positive value: how many, their sum, and its size against the positive total."""

    customers: int
    value: int
    share: float


class WithoutLargest(NamedTuple):
    """The business if its largest customer left.

    ``largest`` are the ids of the largest (several, if they are equal; one of them leaves), ``share`` what is
    lost, ``classes`` the classification of those who stay and ``enter_a`` the ids that come into class A.
    """

    largest: list[str]
    share: float
    classes: pd.DataFrame
    enter_a: list[str]


def _positive(values: pd.Series) -> np.ndarray:
    """Return the positive values, smallest first, so that no sum depends on the order of rows."""
    held = np.asarray(values)
    return np.sort(held[held > 0]).astype("float64")


def excluded(values: pd.Series) -> Excluded:
    """Return what the figures of this module leave out: customers at zero or below.

    Examples
    --------
    >>> excluded(pd.Series([60, 40, 0, -5]))
    Excluded(customers=2, value=-5, share=0.05)
    """
    left_out = values[values <= 0]
    total = int(values[values > 0].sum())
    lost = int(left_out.sum())
    return Excluded(len(left_out), lost, abs(lost) / total if total else float("nan"))


def gini(values: pd.Series, *, small_sample: bool = True) -> float:
    """Return the Gini coefficient: 0 when all customers are equal, near 1 when one has everything.

    Parameters
    ----------
    values : pd.Series of int or float, one value a customer
        Any unit; values at or below zero are left out.
    small_sample : bool
        Multiply by n / (n - 1), so that few customers can reach 1 as many can; else the population form.

    Returns
    -------
    float
        Σ (2i - n - 1) vᵢ / (n Σ v), values rising; NaN when nothing is positive, and in the small-sample form
        for a single customer.

    Examples
    --------
    One of two has three quarters: (-1 · 1 + 1 · 3) / (2 · 4) = 0.25, and 0.25 · 2 / 1 = 0.5.

    >>> gini(pd.Series([1, 3]), small_sample=False), gini(pd.Series([1, 3]))
    (0.25, 0.5)
    """
    held = _positive(values)
    n = len(held)
    if n == 0 or (small_sample and n == 1):
        return float("nan")
    weights = 2 * np.arange(1, n + 1) - n - 1
    population = float((weights * held).sum() / (n * held.sum()))
    return population * n / (n - 1) if small_sample else population


def lorenz(values: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve: what share of the total the smallest customers bring.

    Returns
    -------
    pd.DataFrame
        ``customers`` and ``value``, cumulative shares from 0 to 1, the smallest customer first; only the
        point 0, 0 when nothing is positive.

    Examples
    --------
    >>> lorenz(pd.Series([3, 1]))
       customers  value
    0        0.0   0.00
    1        0.5   0.25
    2        1.0   1.00
    """
    held = _positive(values)
    reached = np.concatenate([[0.0], np.cumsum(held)])
    return pd.DataFrame(
        {
            "customers": np.arange(len(held) + 1) / max(len(held), 1),
            "value": reached / (reached[-1] or 1.0),
        }
    )


def herfindahl(values: pd.Series) -> float:
    """Return the Herfindahl–Hirschman index: the sum of squared shares, 1/n (all equal) to 1 (one customer).

    Examples
    --------
    >>> herfindahl(pd.Series([50, 30, 20]))  # .25 + .09 + .04
    0.38
    """
    held = _positive(values)
    return float(np.square(held / held.sum()).sum()) if len(held) else float("nan")


def effective_customers(values: pd.Series) -> float:
    """Return how many equal customers would be as concentrated: one divided by the Herfindahl index.

    Examples
    --------
    >>> effective_customers(pd.Series([10, 10, 10, 10]))
    4.0
    """
    return 1 / herfindahl(values)


def top_share(values: pd.Series, n: int) -> float:
    """Return the share of the ``n`` largest customers (of all, when there are fewer); NaN without a total.

    Examples
    --------
    >>> top_share(pd.Series([50, 30, 20, -10]), 2)
    0.8
    """
    held = _positive(values)
    return float(held[-n:].sum() / held.sum()) if len(held) else float("nan")


def without_largest(values: pd.Series, rule: Rule) -> WithoutLargest:
    """Return what losing the largest customer would mean: the share lost, and the classes of those who stay.

    Parameters
    ----------
    values : pd.Series of int, one value a customer, indexed by customer id
        Any unit.
    rule : Rule
        The rule of the classes.

    Returns
    -------
    WithoutLargest
        With no positive value: no largest, share NaN, the classes as they are.

    Examples
    --------
    >>> left = without_largest(pd.Series({"x": 60, "y": 30, "z": 10}), Rule())
    >>> left.share, left.enter_a  # without x, y starts at 0 % and z at 75 %: both are needed to reach 80 %
    (0.6, ['z'])
    """
    classes = classify(values, rule)
    counted = classes[classes["class"] != "N"]
    if counted.empty:
        return WithoutLargest([], float("nan"), classes, [])
    largest = counted.index[counted["rank"] == 1]
    after = classify(values.drop(largest[0]), rule)
    in_a = after.index[after["class"] == "A"]
    entered = in_a[(classes["class"].reindex(in_a) != "A").to_numpy()].tolist()
    return WithoutLargest(list(largest), float(counted["share"].iloc[0]), after, entered)
