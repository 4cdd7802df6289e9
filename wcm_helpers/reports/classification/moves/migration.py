"""Customers that went from one official class to another: since a year ago, and over two years."""

import itertools

import pandas as pd

from wcm_helpers.classes.official_classes import Official
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.intervals import wilson

#: Months back of the matrix, months back of the flows, and greatest number of their steps.
YEAR, REACH, STEPS = 12, 24, 6
#: The class of a customer without activity in the window.
NOBODY = "–"


def migration_matrix(official: Official, months_back: int = YEAR) -> pd.DataFrame:
    """Return how many customers went from which official class to which.

    Returns
    -------
    pd.DataFrame
        One row per class of then (``from``), last ``–`` for no class then; the classes of now A, B, C, N and
        ``–`` (no activity in the window) as columns; ``customers``, ``stayed`` as a share and its 95 %
        interval ``low`` to ``high`` (Wilson; missing in the row ``–``). Empty where the covered windows
        do not reach back; ``attrs["month"]`` is the month compared with.

    Examples
    --------
    >>> letters = pd.DataFrame([["A", "A"], ["A", "B"], [None, "C"]], columns=["2025-05", "2026-05"])
    >>> from types import SimpleNamespace
    >>> official = SimpleNamespace(path=SimpleNamespace(official=letters), covered=list(letters))
    >>> migration_matrix(official, 1)[["from", "A", "B", "C", "customers", "stayed"]].values.tolist()
    [['A', 1, 1, 0, 2, 0.5], ['–', 0, 0, 1, 1, nan]]
    """
    letters = official.path.official[official.covered]
    if letters.shape[1] <= months_back:
        return pd.DataFrame()
    then, now = letters.iloc[:, -1 - months_back], letters.iloc[:, -1]
    present = then.notna() | now.notna()
    order = [*CLASSES, NOBODY]
    counts = pd.crosstab(then[present].fillna(NOBODY), now[present].fillna(NOBODY))
    counts = counts.reindex(index=[c for c in order if c in counts.index], columns=order, fill_value=0)
    frame = counts.rename_axis(index="from", columns=None).reset_index()
    frame["customers"] = counts.sum(axis=1).to_numpy()
    stayed = [counts.loc[letter, letter] if letter != NOBODY else None for letter in counts.index]
    bounds = [
        wilson(int(same), int(n)) if same is not None else (float("nan"), float("nan"))
        for same, n in zip(stayed, frame["customers"], strict=True)
    ]
    frame["stayed"] = [
        same / n if same is not None else float("nan")
        for same, n in zip(stayed, frame["customers"], strict=True)
    ]
    frame["low"], frame["high"] = [low for low, _ in bounds], [high for _, high in bounds]
    frame.attrs["month"] = letters.columns[-1 - months_back]
    return frame


def flows(official: Official) -> tuple[list[str], list[pd.DataFrame]]:
    """Return months in even steps back from the last, and the moves between each two of them.

    Months whose window begins before the history are left out: their classes rest on fewer months.

    Returns
    -------
    list of str, list of pd.DataFrame
        The months, and one frame for each two of them: the classes A, B, C, N and ``–`` as rows (before) and
        columns (after), customers in the cells. A customer without a class in all these months is left out.
    """
    letters = official.path.official[official.covered[-REACH - 1 :]]
    every = max(1, -(-(letters.shape[1] - 1) // STEPS))
    chosen = letters.iloc[:, ::-1].iloc[:, ::every].iloc[:, ::-1]
    chosen = chosen[chosen.notna().any(axis=1)].fillna(NOBODY)
    order = [*CLASSES, NOBODY]
    months = list(chosen.columns)
    return months, [
        pd.crosstab(chosen[before], chosen[after]).reindex(index=order, columns=order, fill_value=0)
        for before, after in itertools.pairwise(months)
    ]
