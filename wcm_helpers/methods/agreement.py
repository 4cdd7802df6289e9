"""Agreement of coders: how far two or more people who coded the same notes gave the same codes.

Cohen's κ compares two coders who both coded every note; Krippendorff's α takes any number of coders, lets
codes be missing, and knows how far apart two codes are.

Sources: J. Cohen, Educational and Psychological Measurement 20 (1960); K. Krippendorff, *Computing
Krippendorff's Alpha-Reliability* (2011); B. Efron, Annals of Statistics 7 (1979) for the bootstrap.
"""

from typing import Literal

import numpy as np
import pandas as pd

from wcm_helpers.methods.intervals import Interval, bootstrap, percentile_interval

#: How the distance of two codes is measured.
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def cohen_kappa(first: pd.Series, second: pd.Series) -> float:
    """Return Cohen's κ of two coders; notes without a code of both are left out.

    Parameters
    ----------
    first, second : pd.Series
        The code each gave, note by note, with one index.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance gives; NaN without a note, or where both gave one single code.

    Examples
    --------
    They agree on 3 of 4; by chance on 2 of 4: (3/4 − 1/2) / (1 − 1/2) = 1/2.

    >>> cohen_kappa(pd.Series(["late", "late", "bill", "bill"]), pd.Series(["late", "late", "bill", "late"]))
    0.5
    """
    both = first.notna() & second.notna()
    first, second = first[both], second[both]
    if first.empty:
        return float("nan")
    observed = float((first == second).mean())
    shares = first.value_counts(normalize=True), second.value_counts(normalize=True)
    by_chance = float(shares[0].mul(shares[1], fill_value=0).sum())
    return float("nan") if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def krippendorff_alpha(codes: pd.DataFrame, level: Level = "nominal") -> float:
    """Return Krippendorff's α of two or more coders.

    Parameters
    ----------
    codes : pd.DataFrame, notes × coders
        The code each coder gave, missing where none; numbers unless the level is nominal. Notes with fewer
        than two codes are left out.
    level : str
        ``nominal``: codes are equal or not; ``ordinal``: by rank; ``interval``: by squared difference;
        ``ratio``: by squared difference over sum.

    Returns
    -------
    float
        1 for full agreement, 0 for chance, below 0 for worse; NaN where only one code was given at all.

    Examples
    --------
    >>> codes = pd.DataFrame({"A": ["late", "bill", "bill"], "B": ["late", "bill", "bill"]})
    >>> krippendorff_alpha(codes)
    1.0
    """
    disagreement, counts, distance = _per_unit(codes, level)
    return float(_alpha(np.ones((1, len(counts))), disagreement, counts, distance)[0])


def alpha_interval(codes: pd.DataFrame, level: Level = "nominal") -> Interval:
    """Return the bootstrap interval of Krippendorff's α: notes are drawn, distances are those of all notes.

    Parameters
    ----------
    codes, level
        As for :func:`krippendorff_alpha`.

    Returns
    -------
    Interval
        NaN with fewer than two notes that have two codes, and where α has no value.
    """
    disagreement, counts, distance = _per_unit(codes, level)
    if len(counts) < 2:
        return Interval(float("nan"), float("nan"))
    drawn = bootstrap(lambda weights: _alpha(weights, disagreement, counts, distance)[:, None], len(counts))
    low, high = percentile_interval(drawn)[:, 0].tolist()
    return Interval(low, high)


def _per_unit(codes: pd.DataFrame, level: Level) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the disagreement within each note, how often it has each code, and the squared distances."""
    given = codes.notna().to_numpy(dtype=bool)
    values, known = np.unique(codes.to_numpy()[given], return_inverse=True)
    units = np.nonzero(given)[0]
    counts = np.zeros((len(codes), len(values)))
    np.add.at(counts, (units, known), 1)
    counts = counts[counts.sum(axis=1) >= 2]
    distance = _distances(values, counts.sum(axis=0), level)
    pairs = counts.sum(axis=1) - 1
    disagreement = np.einsum("uc,ck,uk->u", counts, distance, counts) / pairs
    return disagreement, counts, distance


def _distances(values: np.ndarray, totals: np.ndarray, level: Level) -> np.ndarray:
    """Return the squared distance of every two codes."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "ordinal":
        middle = np.cumsum(totals) - totals / 2
        return (middle[:, None] - middle[None, :]) ** 2
    numbers = values.astype("float64")
    difference = (numbers[:, None] - numbers[None, :]) ** 2
    if level == "interval":
        return difference
    total = (numbers[:, None] + numbers[None, :]) ** 2
    return np.divide(difference, total, out=np.zeros_like(difference), where=total > 0)


def _alpha(
    weights: np.ndarray, disagreement: np.ndarray, counts: np.ndarray, distance: np.ndarray
) -> np.ndarray:
    """Return α for each row of weights of the notes; NaN where all drawn codes are one."""
    totals = weights @ counts
    expected = np.einsum("dc,ck,dk->d", totals, distance, totals)
    observed = (weights @ disagreement) * (totals.sum(axis=1) - 1)
    alpha = np.full(len(weights), np.nan)
    np.divide(observed, expected, out=alpha, where=expected > 0)
    return 1 - alpha
