"""Backtest: how well the classes of a year ago predicted who would matter in the year since.

Nothing is fitted. The classes of a year ago are compared with the value since, and with the value that as
many customers chosen at random, by other simple figures, or in hindsight would have brought. Intervals come
from a bootstrap of the customers with their classes.

Sources: W. H. Kruskal and W. A. Wallis, Journal of the American Statistical Association 47 (1952), with
epsilon-squared after M. Tomczak and E. Tomczak, Trends in Sport Sciences 21 (2014).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import CLASSES, TOLERANCE
from wcm_helpers.methods.intervals import bootstrap, percentile_interval, wilson

#: The classes must predict so many months: a year, with each season once.
OUTCOME_MONTHS = 12
#: A customer without activity in so many last months counts as silent; so many months make "recently".
SILENT_MONTHS = 3
RECENT_MONTHS = 3

#: With fewer customers a year ago nothing is concluded.
LEAST_CUSTOMERS = 20
#: With fewer in class A one draw in twenty or more has none of them, and the interval begins at 0 whatever
#: they brought: (1 - 3/n)^n is above 2.5 %, (1 - 4/n)^n below.
LEAST_IN_A = 4

#: The columns by which customers are sorted: never by id.
VALUES = ["value_then", "value_now", "orders_then", "recent_then", "orders_now", "silent", "gone"]


class Agreement(NamedTuple):
    """How well the orders of then and now agree: a share with its interval, and the rank correlation."""

    epsilon_squared: float
    low: float
    high: float
    spearman: float


class Verdict(NamedTuple):
    """``good``, ``chance`` or ``cannot_tell`` with the reason (empty otherwise)."""

    key: str
    reason: str


def captures(cohort: pd.DataFrame) -> pd.DataFrame:
    """Return what share of the value since class A brought, and as many customers chosen otherwise.

    Parameters
    ----------
    cohort : pd.DataFrame, one row a customer with a class then
        ``class`` (A, B, C, N), ``value_then`` and ``value_now`` (any unit, may be negative),
        ``orders_then`` and ``recent_then`` (the value of the last months then).

    Returns
    -------
    pd.DataFrame
        Rows ``classes`` (class A), ``orders``, ``recent`` and ``best`` (as many customers by most orders
        then, by most value in the last months then, by most value since; equals share the last places) and
        ``chance`` (the mean of as many customers drawn at random). ``share`` of the value above zero, ``low``
        and ``high`` (none for chance); ``difference`` of class A to the row, with its interval from the same
        draws. There is no interval when class A has too few customers. Where few customers bring most, the
        intervals cover about 90 % instead of 95 %.

    Examples
    --------
    Of 8 + 1 + 1 class A brought 8; one of three at random brings a third.

    >>> cohort = pd.DataFrame({"class": list("ABC"), "value_then": [9, 2, 1], "value_now": [8, 1, 1]})
    >>> cohort = cohort.assign(orders_then=[1, 5, 1], recent_then=[2, 2, 0])
    >>> captures(cohort)["share"].round(3).to_dict()
    {'classes': 0.8, 'orders': 0.1, 'recent': 0.45, 'best': 0.8, 'chance': 0.333}
    """
    customers = in_order(cohort)
    value = customers["value_now"].clip(lower=0).to_numpy("float64")
    in_a = (customers["class"] == "A").to_numpy("float64")
    n, chosen = len(customers), int(in_a.sum())
    ways = {
        "classes": in_a,
        "orders": largest(customers["orders_then"], chosen),
        "recent": largest(customers["recent_then"], chosen),
        "best": largest(customers["value_now"], chosen),
    }
    brought = np.column_stack([*(way * value for way in ways.values()), value, in_a])

    def figures(weights: np.ndarray) -> np.ndarray:
        sums = _sums(weights, brought)
        total = np.where(sums[:, -2:-1] > 0, sums[:, -2:-1], np.nan)
        return np.column_stack([sums[:, :-2] / total, sums[:, -1] / max(n, 1)])

    shares = figures(np.ones((1, n)))[0]
    drawn = bootstrap(figures, n) if chosen >= LEAST_IN_A else np.empty((0, len(shares)))
    low, high = percentile_interval(drawn)
    low[-1] = high[-1] = np.nan  # chance is an expectation; its spread counts in the difference only
    apart_low, apart_high = percentile_interval(drawn[:, :1] - drawn)
    return pd.DataFrame(
        {
            "share": shares, "low": low, "high": high,
            "difference": shares[0] - shares, "difference_low": apart_low, "difference_high": apart_high,
        },
        index=pd.Index([*ways, "chance"], name="way"),
    )  # fmt: skip


def by_class(cohort: pd.DataFrame, months_then: int = 12, months_now: int = OUTCOME_MONTHS) -> pd.DataFrame:
    """Return the outcome of each class of a year ago.

    Parameters
    ----------
    cohort : pd.DataFrame, one row a customer with a class then
        As for :func:`captures`, and ``orders_now``, ``silent`` (nothing in the last months since) and
        ``gone`` (nothing in all of them).
    months_then, months_now : int
        Length of the two periods: ``kept`` compares months of equal number.

    Returns
    -------
    pd.DataFrame
        One row a class, A first, N only when it has customers: ``customers``, ``value_then``, ``value_now``
        (net), ``kept`` (value now against then; NaN if then was not above zero), ``orders_now``, ``mean``
        value now a customer with ``mean_low`` and ``mean_high`` (NaN for fewer than two customers),
        ``silent``, ``silent_share`` with ``silent_low`` and ``silent_high`` (Wilson), ``gone``.

    Examples
    --------
    >>> cohort = pd.DataFrame({"class": ["A", "C"], "value_then": [90, 10], "value_now": [45, 0]})
    >>> cohort = cohort.assign(orders_then=1, recent_then=1, orders_now=[4, 0], silent=[0, 1], gone=[0, 1])
    >>> by_class(cohort)[["class", "kept", "silent_share"]].to_dict("records")  # doctest: +ELLIPSIS
    [{'class': 'A', 'kept': 0.5, 'silent_share': 0.0}, {'class': 'B', 'kept': nan, 'silent_share': nan}, ...
    """
    customers = in_order(cohort)
    means = _mean_intervals(customers)
    rows = []
    for letter in CLASSES:
        group = customers[customers["class"] == letter]
        if letter == "N" and group.empty:
            continue
        then, now, silent = (int(group[name].sum()) for name in ("value_then", "value_now", "silent"))
        rows.append(
            {
                "class": letter,
                "customers": len(group),
                "value_then": then,
                "value_now": now,
                "kept": (now / months_now) / (then / months_then) if then > 0 else np.nan,
                "orders_now": int(group["orders_now"].sum()),
                "mean": now / len(group) if len(group) else np.nan,
                **dict(zip(("mean_low", "mean_high"), means[letter], strict=True)),
                "silent": silent,
                "silent_share": silent / len(group) if len(group) else np.nan,
                **dict(zip(("silent_low", "silent_high"), wilson(silent, len(group)), strict=True)),
                "gone": int(group["gone"].sum()),
            }
        )
    return pd.DataFrame(rows)


def agreement(cohort: pd.DataFrame) -> Agreement:
    """Return how much of the differences in rank since then the classes explain.

    Epsilon-squared is H / (n - 1) of Kruskal and Wallis: the part of the variance of ranks between classes.
    Classes at random reach (classes - 1) / (n - 1) on average, and the bootstrap adds as much: with few
    customers a low figure, and the lower end of its interval, are no proof.

    Parameters
    ----------
    cohort : pd.DataFrame, one row a customer with a class then
        ``class``, ``value_then`` and ``value_now`` (any unit).

    Returns
    -------
    Agreement
        All NaN when all customers share one class, or one value now.

    Examples
    --------
    Ranks 1 2 | 3 4: between classes 2 · (1.5 - 2.5)² + 2 · (3.5 - 2.5)² = 4 of 5.

    >>> cohort = pd.DataFrame({"class": list("AABB"), "value_then": [9, 8, 2, 1], "value_now": [4, 3, 1, 0]})
    >>> round(agreement(cohort).epsilon_squared, 6), agreement(cohort).spearman
    (0.8, 1.0)
    """
    customers = in_order(cohort)
    nothing = Agreement(np.nan, np.nan, np.nan, np.nan)
    if customers["class"].nunique() < 2 or customers["value_now"].nunique() < 2:
        return nothing
    explained_by = _explained_by(customers)
    explained = float(explained_by(np.ones((1, len(customers))))[0, 0])
    low, high = percentile_interval(bootstrap(explained_by, len(customers))).ravel().tolist()
    ranks = customers[["value_then", "value_now"]].rank().to_numpy()
    spread = ranks.std(axis=0)
    return Agreement(
        explained, low, high, float(np.corrcoef(ranks.T)[0, 1]) if spread.all() else float("nan")
    )


def verdict(captured: pd.DataFrame, classes: pd.DataFrame) -> Verdict:
    """Return whether the classes predicted well who would matter.

    Parameters
    ----------
    captured, classes : pd.DataFrame
        As :func:`captures` and :func:`by_class` return them.

    Returns
    -------
    Verdict
        ``good``: the whole interval of the difference of A to chance is above 0, the value now a customer
        falls from A to B to C, and A's lower end is above B's upper end. ``chance``: the interval of the
        difference contains 0 or is below it. ``cannot_tell``, with the reason: ``few`` customers,
        ``no_value`` since, ``all_in_a`` (nothing to compare), ``few_in_a`` (too few for an interval) or
        ``overlap``.
    """
    counts = classes.set_index("class")["customers"]
    n, in_a = int(counts.sum()), int(counts.get("A", 0))
    reasons = {
        "few": n < LEAST_CUSTOMERS,
        "no_value": np.isnan(captured["share"]["classes"]),
        "all_in_a": in_a == n > 0,
        "few_in_a": in_a < LEAST_IN_A,
    }
    for reason, applies in reasons.items():
        if applies:
            return Verdict("cannot_tell", reason)
    if not captured["difference_low"]["chance"] > TOLERANCE:
        return Verdict("chance", "")
    classed = classes[(classes["customers"] > 0) & (classes["class"] != "N")]
    falls = (classed["mean"].diff().dropna() < 0).all()
    apart = len(classed) < 2 or classed["mean_low"].iloc[0] > classed["mean_high"].iloc[1]
    return Verdict("good", "") if falls and apart else Verdict("cannot_tell", "overlap")


def in_order(cohort: pd.DataFrame) -> pd.DataFrame:
    """Return customers from the largest value then to the smallest, equals by their other values."""
    return cohort.sort_values(
        [name for name in VALUES if name in cohort], ascending=False, kind="stable", ignore_index=True
    )


def largest(values: pd.Series, places: int) -> np.ndarray:
    """Return to what part each customer is among the ``places`` largest: equals share the last places.

    Parameters
    ----------
    values : pd.Series of int or float, one value a customer
        Any unit.
    places : int
        0 or more; more than there are customers includes everyone.

    Returns
    -------
    np.ndarray of float, in the order of ``values``
        From 0 (not among them) to 1.

    Examples
    --------
    >>> largest(pd.Series([1, 3, 1]), 2).tolist()
    [0.5, 1.0, 0.5]
    """
    customers = values.to_numpy()
    falling = -np.sort(-customers)
    above = np.searchsorted(-falling, -customers, side="left")
    equals = np.searchsorted(-falling, -customers, side="right") - above
    return np.clip((places - above) / equals, 0.0, 1.0)


def _sums(weights: np.ndarray, columns: np.ndarray) -> np.ndarray:
    # Not a matrix product: its sums would differ in the last digit with the number of threads.
    return np.column_stack([np.einsum("dn,n->d", weights, column) for column in columns.T])


def _mean_intervals(customers: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the interval of each class's mean value now; NaN for fewer than two customers."""
    groups = [(customers["class"] == letter).to_numpy("float64") for letter in CLASSES]
    value = customers["value_now"].to_numpy("float64")
    columns = np.column_stack([*groups, *(group * value for group in groups)])

    def means(weights: np.ndarray) -> np.ndarray:
        sums = _sums(weights, columns)
        there = np.where(sums[:, :4] > 0, sums[:, :4], np.nan)
        return sums[:, 4:] / there

    drawn = bootstrap(means, len(customers)) if len(customers) else np.empty((0, 4))
    ends = percentile_interval(drawn)
    ends[:, [group.sum() < 2 for group in groups]] = np.nan
    return {letter: ends[:, place] for place, letter in enumerate(CLASSES)}


def _explained_by(customers: pd.DataFrame) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function from weights to epsilon-squared, ties in their middle rank."""
    order = np.argsort(customers["value_now"].to_numpy(), kind="stable")
    value, letters = customers["value_now"].to_numpy()[order], customers["class"].to_numpy()[order]
    starts = np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1]]))
    sizes = np.diff(np.append(starts, len(value)))
    groups = np.column_stack([(letters == letter).astype("float64") for letter in pd.unique(letters)])

    def explained(weights: np.ndarray) -> np.ndarray:
        drawn = weights[:, order]
        ties = np.add.reduceat(drawn, starts, axis=1)
        rank = np.repeat(ties.cumsum(axis=1) - (ties - 1) / 2, sizes, axis=1)
        away = rank - (len(value) + 1) / 2
        counts, sums = _sums(drawn, groups), _sums(drawn * away, groups)
        between = (sums**2 / np.maximum(counts, 1)).sum(axis=1)
        in_all = np.einsum("dn,dn,dn->d", drawn, away, away)
        return (between / np.where(in_all > 0, in_all, np.nan))[:, None]

    return explained
