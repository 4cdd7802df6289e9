"""The classes summed up: customers, value, the value that was enough, and the change on the month before."""

import pandas as pd

from wcm_helpers.methods import abc
from wcm_helpers.reports.classification.moves.counts import class_counts
from wcm_helpers.reports.classification.result import Classification


def summarise(now: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Return one row per class: its customers, their value, and the change on the month before.

    Parameters
    ----------
    now, previous : pd.DataFrame
        As ``abc.classify`` returns them; ``previous`` is empty where there is no month before.

    Returns
    -------
    pd.DataFrame
        ``class`` A, B, C, N; ``customers`` and their share ``of_customers``; ``value`` (ten-thousandths) and
        its share ``of_value`` of the positive total (missing for N); ``smallest``, the value that was enough;
        ``before`` and ``change`` in customers, missing where there is no month before.

    Examples
    --------
    >>> now = abc.classify(pd.Series({"x": 70, "y": 20, "z": 10}), abc.Rule())
    >>> summarise(now, now.iloc[:0])[["class", "customers", "value", "smallest"]].values.tolist()[:2]
    [['A', 2, 90, 20], ['B', 1, 10, 10]]
    """
    groups = [now[now["class"] == letter] for letter in abc.CLASSES]
    customers = pd.Series([len(group) for group in groups], dtype="Int64")
    table = pd.DataFrame(
        {
            "class": list(abc.CLASSES),
            "customers": customers,
            "of_customers": customers.astype("float64") / max(len(now), 1),
            "value": [int(group["value"].sum()) for group in groups],
            "of_value": [group["share"].sum(min_count=1) if len(group) else 0.0 for group in groups],
            "smallest": pd.Series([group["value"].min() for group in groups], dtype="Int64"),
        }
    )
    table.loc[table["class"] == "N", "of_value"] = float("nan")
    counted = previous["class"].value_counts()
    before = pd.Series([counted.get(letter, 0) for letter in abc.CLASSES], dtype="Int64")
    before = before if len(previous) else before.where(before < 0)
    return table.assign(before=before, change=customers - before)


def summarise_official(result: Classification) -> pd.DataFrame:
    """Return one row per official class: its customers and value, and who is on the way.

    Parameters
    ----------
    result : Classification

    Returns
    -------
    pd.DataFrame
        ``class`` A, B, C, N; ``customers`` now and ``before``, a month ago (missing without a month before);
        ``value`` (ten-thousandths) and its share ``of_value`` of the positive total (missing for N);
        ``would_qualify`` and ``waiting``, see ``class_counts``.
    """
    counts = class_counts(result)
    by_class = result.classes.groupby("official")
    values, shares = by_class["value"].sum(), by_class["share"].sum()
    table = pd.DataFrame({"class": list(counts), **pd.DataFrame(counts.values()).to_dict("list")})
    return table.assign(
        before=table["before"].astype("Int64"),
        value=[int(values.get(letter, 0)) for letter in counts],
        of_value=[float("nan") if letter == "N" else float(shares.get(letter, 0)) for letter in counts],
    )
