"""Concentration: how much of the business hangs on how few customers.

All figures count customers with a positive value only; :func:`excluded` returns the rest. Resampling misleads
about the largest customer, who is either there or not: :func:`without_largest` returns the business without
it instead.

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

    ``largest`` are the ids of the largest customers (several, if they are equal; one of them leaves),
    ``share`` its share of the total, and ``classes`` the classification of the other customers.
    """

    largest: list[str]
    share: float
    classes: pd.DataFrame


def _positive(values: pd.Series) -> np.ndarray:
    """Return the positive values, smallest first, so that no sum depends on the order of rows."""
    positive = np.asarray(values)
    return np.sort(positive[positive > 0]).astype("float64")


def excluded(values: pd.Series) -> Excluded:
    """Return the customers at zero or below, which the figures of this module leave out.

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
    positive = _positive(values)
    n = len(positive)
    if n == 0 or (small_sample and n == 1):
        return float("nan")
    weights = 2 * np.arange(1, n + 1) - n - 1
    population = float((weights * positive).sum() / (n * positive.sum()))
    return population * n / (n - 1) if small_sample else population


def lorenz(values: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve: the share of the total that the smallest customers bring.

    Parameters
    ----------
    values : pd.Series of int or float, one value a customer
        Any unit; values at or below zero are left out.

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
    positive = _positive(values)
    reached = np.concatenate([[0.0], np.cumsum(positive)])
    return pd.DataFrame(
        {
            "customers": np.arange(len(positive) + 1) / max(len(positive), 1),
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
    positive = _positive(values)
    return float(np.square(positive / positive.sum()).sum()) if len(positive) else float("nan")


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
    positive = _positive(values)
    return float(positive[-n:].sum() / positive.sum()) if len(positive) else float("nan")


def without_largest(values: pd.Series, rule: Rule) -> WithoutLargest:
    """Return the share that the largest customer brings, and the classes of the others without it.

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
    >>> left.share, left.classes["class"].to_dict()  # without x, y starts at 0 % and z at 75 %: both are A
    (0.6, {'y': 'A', 'z': 'A'})
    """
    classes = classify(values, rule)
    counted = classes[classes["class"] != "N"]
    if counted.empty:
        return WithoutLargest([], float("nan"), classes)
    largest = counted.index[counted["rank"] == 1]
    after = classify(values.drop(largest[0]), rule)
    return WithoutLargest(list(largest), float(counted["share"].iloc[0]), after)
