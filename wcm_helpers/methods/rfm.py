"""RFM: how recently, how often and for how much a customer came, scored by edges and put into segments.

An edge is the value of a customer. A score counts the edges below a customer's own value, so that equal
customers get equal scores whatever the order of rows, and so that a score can be recomputed from the printed
edges alone. With fixed edges a customer moves when its own figures change, and never because others' do.

Sources: A. M. Hughes, *Strategic Database Marketing* (1994), for scoring by fifths; J. R. Bult and
T. Wansbeek, "Optimal selection for direct mail", Marketing Science 14 (1995), for the three measures.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

BINS = 5

#: What remains of an earlier value: −20 %, −5 %, +5 %, +20 %. Fixed: a trend means the same everywhere.
TREND_EDGES = (0.80, 0.95, 1.05, 1.20)
#: So many months are compared with as many earlier ones.
TREND_MONTHS = 3

#: The eight segments: large before smaller, active before slipping, often before seldom.
SEGMENTS = (
    "champions",
    "large_seldom",
    "large_slipping",
    "large_quiet",
    "smaller_regulars",
    "smaller_seldom",
    "smaller_slipping",
    "smaller_quiet",
)

#: The segments with a low score of recency.
SLIPPING = SEGMENTS[2:4] + SEGMENTS[6:8]


def edges(values: pd.Series, bins: int = BINS) -> tuple[float, ...]:
    """Return the values that divide customers into levels of about equal size.

    Parameters
    ----------
    values : pd.Series of int or float, one value a customer
        Any unit; missing values are left out.
    bins : int, 2 or more
        How many levels there may be at most.

    Returns
    -------
    tuple of int or float, rising
        The distinct values at 1/bins, 2/bins … of the customers, each the smallest one that at least that
        share reaches (inverted distribution function, no interpolation). The largest value is no edge, so
        that it is above all edges; fewer than ``bins - 1`` edges where values repeat, none where all do.

    Examples
    --------
    Of ten, the 2nd, 4th, 6th and 8th. Where six of ten are equal, three of the edges are one.

    >>> edges(pd.Series([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
    (2, 4, 6, 8)
    >>> edges(pd.Series([0, 0, 0, 0, 0, 0, 7, 8, 9, 9]))
    (0, 8)
    """
    present = values.dropna().to_numpy()
    if not len(present):
        return ()
    quantiles = np.unique(np.quantile(present, np.arange(1, bins) / bins, method="inverted_cdf"))
    return tuple(quantiles[quantiles < present.max()].tolist())


def scale(levels: int, bins: int = BINS) -> tuple[int, ...]:
    """Return the score of each level, the lowest level first: from 1 to ``bins``, as evenly as can be.

    A level that falls between two scores gets the lower one. A single level gets the middle of the scale.

    Examples
    --------
    >>> scale(5), scale(3), scale(2), scale(1)
    ((1, 2, 3, 4, 5), (1, 3, 5), (1, 5), (3,))
    """
    steps = levels - 1
    if not steps:
        return (middle_score(bins),)
    return tuple(1 + (2 * level * (bins - 1) + steps - 1) // (2 * steps) for level in range(levels))


def middle_score(bins: int = BINS) -> int:
    """Return the middle score of the scale, the lower one where there are two."""
    return (bins + 1) // 2


def score(
    values: pd.Series, edges: Sequence[float], bins: int = BINS, *, higher_is_better: bool = True
) -> pd.Series:
    """Return the score of each value, 1 to ``bins``.

    Parameters
    ----------
    values : pd.Series of int or float, indexed by customer id
        In the unit of the edges.
    edges : sequence of rising numbers
        As :func:`edges` returns them; a value on an edge belongs to the level below it.
    bins : int
        The best score; there are at most ``bins - 1`` edges.
    higher_is_better : bool
        False where few is good, as with days since the last order: the lowest level gets the best score.

    Returns
    -------
    pd.Series of int, on the same index
        Equal values get equal scores. A missing value gets the middle of the scale.

    Raises
    ------
    ValueError
        If the edges are too many or do not rise.

    Examples
    --------
    >>> days = pd.Series({"x": 3, "y": 10, "z": 11, "w": 90})
    >>> score(days, (3, 10, 30, 60)).tolist()
    [1, 2, 3, 5]
    >>> score(days, (3, 10, 30, 60), higher_is_better=False).tolist()
    [5, 4, 3, 1]
    >>> score(days, (10,)).tolist()  # two levels only: the ends of the scale
    [1, 1, 5, 5]
    """
    parted = np.asarray(edges)
    if len(parted) >= bins or (np.diff(parted) <= 0).any():
        raise ValueError(f"score needs at most {bins - 1} rising edges, got {list(edges)}")
    scores = np.array(scale(len(parted) + 1, bins))
    level = np.searchsorted(parted, values.to_numpy(), side="left")
    scores_of_values = scores[level if higher_is_better else len(parted) - level]
    return pd.Series(scores_of_values, index=values.index, dtype="int64").mask(
        values.isna(), middle_score(bins)
    )


def segment(recency: pd.Series, frequency: pd.Series, monetary: pd.Series, bins: int = BINS) -> pd.Series:
    """Return the segment of each customer: one of eight, by three yes-or-no answers.

    The middle score makes a customer neither large nor frequent nor slipping.

    Parameters
    ----------
    recency, frequency, monetary : pd.Series of int, 1 to ``bins``, on one index
        Scores; the best is the most recent, the most frequent, the largest.
    bins : int
        The best score.

    Returns
    -------
    pd.Series of str
        One of :data:`SEGMENTS`: ``large`` where the monetary score is above the middle of the scale,
        often where that of frequency is, slipping where that of recency is below it.

    Examples
    --------
    Large and frequent but silent; then small and seldom, and of middling recency.

    >>> segment(pd.Series([2, 3]), pd.Series([5, 1]), pd.Series([4, 3])).tolist()
    ['large_slipping', 'smaller_seldom']
    """
    smaller, seldom = (2 * scores.to_numpy() <= bins + 1 for scores in (monetary, frequency))
    slipping = 2 * recency.to_numpy() < bins + 1
    place = 4 * smaller + 2 * slipping + seldom
    return pd.Series(np.array(SEGMENTS, dtype=object)[place], index=recency.index, dtype=object)


def trend(now: pd.Series, before: pd.Series) -> pd.Series:
    """Return the ratio of a value to an earlier one: 1 is the same, 1.2 a fifth more.

    It is a ratio, not a change, so that 80 of 100 is exactly 0.8 and equals an edge written 0.8.

    Parameters
    ----------
    now, before : pd.Series of int, on one index
        Value of two equally long periods.

    Returns
    -------
    pd.Series of float
        NaN where the earlier value is not above zero; 0 where the later one is not.

    Examples
    --------
    >>> trend(pd.Series([80, 5, -3]), pd.Series([100, 0, 10])).tolist()
    [0.8, nan, 0.0]
    """
    return now.clip(lower=0).astype("float64") / before.where(before > 0).astype("float64")
