"""The classes summed up: customers, value, the value that was enough, and the change on the month before."""

import pandas as pd

from wcm_helpers.methods import abc


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
