"""Careless answers: long runs of one answer, contradictions, haste, and copies.

One strong sign flags a response, or two weak ones; nothing is left out by it.

Sources: J. A. Johnson, Journal of Research in Personality 39 (2005) for runs and even-odd consistency;
A. W. Meade and S. B. Craig, Psychological Methods 17 (2012); J. L. Huang et al., Journal of Business and
Psychology 27 (2012) for two seconds per item.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

#: Faster than this, in seconds per question, nobody reads: a strong sign.
FASTEST = 2.0
#: Faster than this share of the median of all is a weak sign.
HASTY = 0.4
#: One answer in so large a share of the scale questions, one after the other, is a strong or a weak sign.
LONG, HALF = 0.75, 0.5
#: Of fewer scale questions a run says nothing; a strong sign needs a longer run.
LEAST_RUN, LEAST_LONG_RUN = 6, 10
#: Even-odd consistency needs so many dimensions, and is a weak sign below this.
LEAST_DIMENSIONS, INCONSISTENT = 4, 0.0
#: Equal answers to so many questions, not all the same, are a copy: a strong sign.
LEAST_COPIED = 10

STRONG = ("fast", "straight", "copy")
WEAK = ("hasty", "half_straight", "inconsistent")


def longstring(answers: pd.DataFrame) -> pd.Series:
    """Return the length of the longest run of equal answers, one after the other; blanks are passed over.

    Parameters
    ----------
    answers : pd.DataFrame of float
        A row a response, the questions in the order asked, as answered (reversed items not turned).

    Examples
    --------
    >>> longstring(pd.DataFrame([[3, 3, None, 3, 2], [1, 2, 1, 2, 1]])).tolist()
    [3, 1]
    """
    longest = np.zeros(len(answers), dtype=int)
    run = np.zeros(len(answers), dtype=int)
    last = np.full(len(answers), np.nan)
    for column in answers.to_numpy(dtype=float).T:
        given = ~np.isnan(column)
        run = np.where(given, np.where(column == last, run + 1, 1), run)
        last = np.where(given, column, last)
        longest = np.maximum(longest, run)
    return pd.Series(longest, answers.index)


def even_odd(answers: pd.DataFrame, dimensions: Mapping[str, str]) -> pd.Series:
    """Return how well the even questions of each dimension agree with the odd ones, from −1 to 1.

    For each response the means of the odd and of the even questions of each dimension are correlated over
    the dimensions, and corrected to the full length (Spearman-Brown). NaN with fewer than three dimensions
    of two answers each, and where all the means are equal.

    Parameters
    ----------
    answers : pd.DataFrame of float
        Reversed items turned; questions of one scale.
    dimensions : mapping of question to dimension
    """
    halves: list[list[np.ndarray]] = [[], []]
    groups: dict[str, list[str]] = {}
    for name in answers:
        if dimensions.get(name):
            groups.setdefault(dimensions[name], []).append(name)
    for names in groups.values():
        for half, chosen in enumerate((names[::2], names[1::2])):
            values = answers[chosen].to_numpy(dtype=float)
            given = (~np.isnan(values)).sum(axis=1)
            with np.errstate(invalid="ignore"):
                halves[half].append(np.where(given, np.nansum(values, axis=1) / np.maximum(given, 1), np.nan))
    if not groups:
        return pd.Series(np.nan, answers.index)
    odd, even = (np.column_stack(half) for half in halves)
    known = ~(np.isnan(odd) | np.isnan(even))
    n = known.sum(axis=1)
    odd, even = (_centred(half, known) for half in (odd, even))
    spread = np.sqrt((odd**2).sum(axis=1) * (even**2).sum(axis=1))
    enough = (n >= 3) & (spread > 1e-12)
    correlation = np.clip((odd * even).sum(axis=1) / np.where(enough, spread, 1), -1, 1)
    # A correlation near −1 has no Spearman-Brown correction: −1 is the floor.
    corrected = np.maximum(2 * correlation / np.maximum(1 + correlation, 1e-9), -1)
    return pd.Series(np.where(enough, corrected, np.nan), answers.index)


def _centred(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    filled = np.where(known, values, 0.0)
    mean = filled.sum(axis=1, keepdims=True) / np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.where(known, values - mean, 0.0)


def copies(answers: pd.DataFrame, least: int = LEAST_COPIED) -> pd.Series:
    """Return which responses have exactly the answers of another one, to at least ``least`` questions.

    Straight lines are no copies: many people may draw the same one.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 2, 3], [1, 2, 3], [1, 2, 4], [2, 2, 2], [2, 2, 2]])
    >>> copies(answers, least=3).tolist()
    [True, True, False, False, False]
    """
    varied = answers.max(axis=1) > answers.min(axis=1)
    enough = (answers.notna().sum(axis=1) >= least) & varied
    return answers.duplicated(keep=False) & enough


def signs(
    scales: pd.DataFrame,
    turned: pd.DataFrame,
    dimensions: Mapping[str, str],
    seconds: pd.Series,
    all_answers: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the signs of carelessness of each response, and whether they flag it.

    Parameters
    ----------
    scales : pd.DataFrame of float
        The scale questions as answered, in the order asked, NaN where not answered.
    turned : pd.DataFrame of float
        The same with reversed items turned.
    dimensions : mapping of question to dimension
    seconds : pd.Series of float
        Time per question answered; NaN unknown.
    all_answers : pd.DataFrame, optional
        What is compared to find copies, of all responses or some; the scale questions by default.

    Returns
    -------
    pd.DataFrame
        The bool columns STRONG and WEAK and ``flagged``; ``longest``, ``consistency``, ``seconds``.
    """
    answered = scales.notna().sum(axis=1)
    longest, consistency = longstring(scales), even_odd(turned, dimensions)
    copied = copies(scales if all_answers is None else all_answers)
    straight = (longest >= LEAST_LONG_RUN) & (longest >= LONG * answered)
    several = _compared_dimensions(turned, dimensions) >= LEAST_DIMENSIONS
    result = pd.DataFrame(
        {
            "fast": seconds < FASTEST,
            "straight": straight,
            "copy": copied.reindex(scales.index, fill_value=False) & ~straight,
            "hasty": seconds < HASTY * seconds.median(),
            "half_straight": (longest >= LEAST_RUN) & (longest >= HALF * answered),
            "inconsistent": several & (consistency < INCONSISTENT),
        }
    )
    flagged = result[list(STRONG)].any(axis=1) | (result[list(WEAK)].sum(axis=1) >= 2)
    return result.assign(flagged=flagged, longest=longest, consistency=consistency, seconds=seconds)


def _compared_dimensions(answers: pd.DataFrame, dimensions: Mapping[str, str]) -> pd.Series:
    """Return in how many dimensions each response has two answers or more."""
    groups = pd.Series({name: dimensions.get(name) or None for name in answers}, dtype=object)
    compared = pd.Series(0, answers.index)
    for names in groups.dropna().groupby(groups.dropna()).groups.values():
        compared += (answers[list(names)].notna().sum(axis=1) >= 2).astype(int)
    return compared
