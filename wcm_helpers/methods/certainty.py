"""Certainty of classes: without one month of the window, and with other limits.

:func:`jackknife` leaves out each month of the window in turn and classifies the rest: it shows the classes
that depend on a single month. It is not the probability of a class, for months are no sample.
:func:`sensitivity` moves the limits: 80 % and 95 % are conventions, and it shows the classes that depend on
them.

Sources: M. H. Quenouille, "Notes on bias in estimation", Biometrika 43 (1956), and J. W. Tukey, "Bias and
confidence in not-quite large samples", Annals of Mathematical Statistics 29 (1958), for leaving out one part
at a time.
"""

from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import CLASSES, TOLERANCE, Rule, classify

#: The class of a customer without activity in the other months.
NONE = "none"

#: How far a limit is moved, as a share.
STEP = 0.05

_DECIMALS = 10  # of a limit, so that 0.80 + 0.05 is 0.85


class Sensitivity(NamedTuple):
    """The classes by other limits: a row for each pair, the impossible pairs, the customers that move.

    ``scenarios`` has ``limit_a``, ``limit_b``, ``in_force``, ``A``, ``B``, ``C`` (customers) and ``changed``
    (customers in another class than under the rule in force); ``left_out`` has pairs of limits; ``moving``
    the ids of the customers that another pair puts into another class, sorted. A pair whose B ends at 100 %
    removes class C: everybody in it changes, so it does not count for ``moving``.
    """

    scenarios: pd.DataFrame
    left_out: list[tuple[float, float]]
    moving: list[str]


def jackknife(by_month: pd.DataFrame, active: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return how often a customer has the same class when one month of the window is left out.

    There are as many draws as months. A customer whose only active month is left out has no class in that
    draw. The share measures how much a class depends on single months, not how probable it is.

    Parameters
    ----------
    by_month : pd.DataFrame of int64, customer × month of the window
        Values in any unit (whole ten-thousandths in this workbook); may be negative.
    active : pd.DataFrame of bool, the same rows and columns
        Whether the customer did anything in the month, even where that sums to 0.
    rule : Rule
        The rule of the classes.

    Returns
    -------
    pd.DataFrame
        One row a customer active in the window, in the order of ``by_month``: ``A``, ``B``, ``C``, ``N``,
        ``none``, the shares of draws with that class (they sum to 1), and ``kept``, the share with the class
        of the whole window. With one month nothing can be left out: all are missing.

    Examples
    --------
    Both months together give 60 of 100 and 40 of 100, A and A. Without June: x 50 of 55, so y starts at 91 %
    and is B. Without May: x 10 of 45, y 35 of 45: y is the largest, and x starts at 78 % and stays A.

    >>> by_month = pd.DataFrame({"2026-05": [50, 5], "2026-06": [10, 35]}, index=["x", "y"])
    >>> jackknife(by_month, by_month > 0, Rule())[["A", "B", "kept"]].loc["y"].tolist()
    [0.5, 0.5, 0.5]
    """
    there = active.any(axis=1).to_numpy()
    values = by_month.to_numpy()[there]
    active_months = active.to_numpy(dtype=bool)[there]
    months, total, months_active = values.shape[1], values.sum(axis=1), active_months.sum(axis=1)
    whole = _letters(total, rule)
    if months < 2:
        draws = np.full((0, len(values)), NONE, dtype=object)
    else:
        draws = np.array(
            [
                _letters(total - values[:, left], rule, months_active > active_months[:, left])
                for left in range(months)
            ],
            dtype=object,
        ).reshape(months, len(values))
    shares = {place: _share(draws == place) for place in (*CLASSES, NONE)}
    retained = _share(draws == whole)
    return pd.DataFrame(
        {**shares, "kept": retained}, index=by_month.index[there].rename("customer_id"), dtype="float64"
    )


def _share(hits: np.ndarray) -> np.ndarray:
    """Return the share of draws that hit, by customer; missing where there is no draw."""
    return hits.mean(axis=0) if len(hits) else np.full(hits.shape[1], np.nan)


def _letters(values: np.ndarray, rule: Rule, there: np.ndarray | None = None) -> np.ndarray:
    """Return each customer's class among those that are there; ``none`` for the others."""
    letters = np.full(len(values), NONE, dtype=object)
    places = np.arange(len(values)) if there is None else np.flatnonzero(there)
    if len(places):
        # Places instead of ids: equal customers share a class, so no order among them matters.
        classes = classify(pd.Series(values[places], index=places), rule)
        letters[classes.index.to_numpy()] = classes["class"].to_numpy()
    return letters


def sensitivity(values: pd.Series, rule: Rule, step: float = STEP) -> Sensitivity:
    """Return the classes with each limit lower, as it is, and higher.

    Parameters
    ----------
    values : pd.Series of int, one value a customer, indexed by customer id
        Any unit.
    rule : Rule
        The rule in force; everything but its limits stays.
    step : float
        How far a limit is moved, as a share. The limit of B goes no higher than 1.

    Returns
    -------
    Sensitivity
        Up to nine pairs of limits, sorted, the one in force among them. Impossible pairs (A not above 0, or B
        not above A) are left out and listed.

    Examples
    --------
    Starts are 0 %, 50 %, 77 % and 92 %. With A to 75 % z is B instead of A; with B to 90 % w is C.

    >>> book = pd.Series({"x": 50, "y": 27, "z": 15, "w": 8})
    >>> result = sensitivity(book, Rule())
    >>> result.scenarios[["limit_a", "limit_b", "A", "B", "C", "changed"]].values.tolist()[0]
    [0.75, 0.9, 2.0, 1.0, 1.0, 2.0]
    >>> result.moving
    ['w', 'z']
    """
    moved = (-step, 0.0, step)
    limits_a = [round(rule.limit_a + away, _DECIMALS) for away in moved]
    limits_b = [min(round(rule.limit_b + away, _DECIMALS), 1.0) for away in moved]
    pairs = sorted(set(product(limits_a, limits_b)))
    possible = [pair for pair in pairs if 0 < pair[0] < pair[1]]
    in_force = classify(values, rule)["class"]
    months_active = {pair: _under(values, rule, pair).reindex(in_force.index) for pair in possible}
    changed = {pair: letters != in_force for pair, letters in months_active.items()}
    now = (round(rule.limit_a, _DECIMALS), round(rule.limit_b, _DECIMALS))
    rows = [
        {
            "limit_a": pair[0],
            "limit_b": pair[1],
            "in_force": pair == now,
            **{letter: int((letters == letter).sum()) for letter in "ABC"},
            "changed": int(changed[pair].sum()),
        }
        for pair, letters in months_active.items()
    ]
    counted = [pair for pair in possible if pair[1] < 1 or rule.limit_b == 1]
    moves = pd.DataFrame({pair: changed[pair] for pair in counted}, index=in_force.index).any(axis=1)
    left_out = [pair for pair in pairs if pair not in months_active]
    return Sensitivity(pd.DataFrame(rows), left_out, sorted(moves.index[moves]))


def _under(values: pd.Series, rule: Rule, limits: tuple[float, float]) -> pd.Series:
    return classify(values, replace(rule, limit_a=limits[0], limit_b=limits[1]))["class"]


def across(classes: pd.DataFrame, rule: Rule) -> pd.Series:
    """Return the class on the other side of the limit a customer is nearest to.

    Parameters
    ----------
    classes : pd.DataFrame
        As :func:`wcm_helpers.methods.abc.classify` returns it.
    rule : Rule
        The rule of ``classes``.

    Returns
    -------
    pd.Series of str
        Indexed as ``classes``; N for group N, which is near no limit.

    Examples
    --------
    B starts at 90 %, which is nearer to 95 % than to 80 %.

    >>> classes = classify(pd.Series({"x": 90, "y": 6, "z": 4}), Rule())
    >>> across(classes, Rule()).to_dict()
    {'x': 'B', 'y': 'C', 'z': 'B'}
    """
    # On the limit itself the crossing rule decides to which side a customer belongs.
    beyond = -TOLERANCE if rule.crossing == "into" else TOLERANCE
    behind = classes["distance"] > beyond
    letters = np.select(
        [classes["class"].isin(["A", "C"]), (classes["class"] == "B") & behind, classes["class"] == "B"],
        ["B", "A", "C"],
        "N",
    )
    return pd.Series(letters, index=classes.index, dtype=object)


def boundary(classes: pd.DataFrame, draws: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return the customers at risk of changing class, the least certain first.

    A customer is at risk if it is within ``rule.band`` of a limit, or if leaving out one month puts it into
    another class. A customer without a class, for lack of any other active month, is in no other class.

    Parameters
    ----------
    classes : pd.DataFrame
        As :func:`wcm_helpers.methods.abc.classify` returns it.
    draws : pd.DataFrame
        As :func:`jackknife` returns it, of the same customers.
    rule : Rule
        The rule of both.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class``, ``other`` (the class it would be in most often; where no draw moves it,
        the one across the nearest limit), ``distance`` (as in ``classes``), ``kept``, ``A`` … ``none``
        (shares of draws) and ``value``; sorted by ``kept``, then by the distance to a limit, then by falling
        value, then by id.

    Examples
    --------
    >>> by_month = pd.DataFrame({"2026-05": [50, 5], "2026-06": [10, 35]}, index=["x", "y"])
    >>> classes = classify(by_month.sum(axis=1), Rule())
    >>> near = boundary(classes, jackknife(by_month, by_month > 0, Rule()), Rule())
    >>> near[["customer_id", "class", "other", "kept"]].values.tolist()
    [['y', 'A', 'B', 0.5]]
    """
    customers = classes[["class", "distance", "near_limit", "value"]].join(draws)
    elsewhere = customers[list(CLASSES)].to_numpy(copy=True)
    elsewhere[customers["class"].to_numpy()[:, None] == np.array(CLASSES)] = 0.0
    elsewhere = np.nan_to_num(elsewhere)
    beyond = across(classes, rule).to_numpy()
    # Far less than one draw: of two classes drawn equally often the nearer one counts.
    nearer = (beyond[:, None] == np.array(CLASSES)) * 1e-6
    customers["other"] = np.array(CLASSES, dtype=object)[(elsewhere + nearer).argmax(axis=1)]
    near = customers[customers["near_limit"].to_numpy() | (elsewhere > 0).any(axis=1)]
    near = near.assign(away=near["distance"].abs(), falling=-near["value"]).reset_index()
    near = near.sort_values(["kept", "away", "falling", "customer_id"], kind="stable")
    columns = ["customer_id", "class", "other", "distance", "kept", *CLASSES, NONE, "value"]
    return near[columns].reset_index(drop=True)
