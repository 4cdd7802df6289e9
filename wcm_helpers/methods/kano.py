"""Kano: what a service is to those who answered how they feel with it and without it.

Each pair of answers gives a category: must-be (M), one-dimensional (O), attractive (A), indifferent (I),
reverse (R) or questionable (Q). The most frequent one is the category of the service only if chance does not
explain its lead over the second.

Sources: N. Kano et al., Hinshitsu 14 (1984); C. Berger et al., Center for Quality Management Journal 2(4)
(1993), with the coefficients of Timko and the test of Fong; M. C. Lee and J. F. Newcomb (1997) for the
strength.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

#: In the order in which equal counts are ranked.
CATEGORIES = ("M", "O", "A", "I", "R", "Q")
#: No one category leads clearly; and too few answers for any.
MIXED, UNKNOWN = "mixed", ""

#: Functional answers in rows, dysfunctional ones in columns: like, must-be, neutral, live with, dislike.
_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")

#: Fong's test: the difference of two counts in standard errors.
FONG = 1.65
#: Least lead of the first category, as a share of the answers.
STRENGTH = 0.06
#: A larger share of reverse or of questionable answers: the question was misunderstood.
FAULTY = 0.10
#: Fewer pairs of answers give no category.
LEAST_ANSWERS = 8


@dataclass(frozen=True)
class Kano:
    """The categories of one service among those who answered both questions.

    Attributes
    ----------
    counts : dict of category to int
    n : int
        All pairs of answers, with reverse and questionable ones.
    base : int
        Without them: what ``better`` and ``worse`` rest on.
    better, worse : float
        How much satisfaction rises with the service (0 to 1) and falls without it (0 to −1); NaN without
        base.
    mode : str
        The most frequent category; empty without an answer.
    difference, limit : float
        Of the two largest counts, and what it must reach by Fong's test.
    strength : float
        The difference as a share of the answers.
    category : str
        The mode, ``mixed``, or empty where there are too few answers.
    faulty : bool
        Whether too many answers are reverse or questionable.
    """

    counts: dict[str, int]
    n: int
    base: int
    better: float
    worse: float
    mode: str
    difference: float
    limit: float
    strength: float
    category: str
    faulty: bool


def categorise(functional: pd.Series, dysfunctional: pd.Series) -> pd.Series:
    """Return the category of each pair of answers, None where one of the two is missing.

    Parameters
    ----------
    functional, dysfunctional : pd.Series of float
        From 1 (like) to 5 (dislike), with and without the service; NaN where not answered.

    Examples
    --------
    >>> categorise(pd.Series([1, 1, 2, 3, 1]), pd.Series([5, 3, 5, 3, 1])).tolist()
    ['O', 'A', 'M', 'I', 'Q']
    """
    pairs = zip(functional, dysfunctional, strict=True)
    found = [_TABLE[int(f) - 1][int(d) - 1] if f == f and d == d else None for f, d in pairs]
    return pd.Series(found, index=functional.index, dtype=object)


def count(categories: pd.Series) -> dict[str, int]:
    """Return how many pairs of answers are in each category."""
    found = categories.value_counts()
    return {category: int(found.get(category, 0)) for category in CATEGORIES}


def judge(counts: Mapping[str, int]) -> Kano:
    """Return coefficients, test and category of one service.

    Parameters
    ----------
    counts : mapping of category to int
        All six.

    Examples
    --------
    >>> service = judge({"M": 95, "O": 123, "A": 45, "I": 33, "R": 0, "Q": 0})
    >>> service.category, round(service.better, 3), round(service.worse, 3)
    ('O', 0.568, -0.736)
    >>> service.difference, round(service.limit, 1)
    (28, 19.4)
    """
    n = sum(counts.values())
    base = n - counts["R"] - counts["Q"]
    ranked = sorted(CATEGORIES, key=lambda category: -counts[category])
    first, second = counts[ranked[0]], counts[ranked[1]]
    limit = FONG * np.sqrt((first + second) * (2 * n - first - second) / (2 * n)) if n else np.nan
    strength = (first - second) / n if n else np.nan
    leads = n > 0 and first - second >= limit and strength >= STRENGTH
    return Kano(
        counts=dict(counts),
        n=n,
        base=base,
        better=(counts["A"] + counts["O"]) / base if base else np.nan,
        worse=-(counts["O"] + counts["M"]) / base if base else np.nan,
        mode=ranked[0] if n else "",
        difference=first - second,
        limit=float(limit),
        strength=float(strength),
        category=UNKNOWN if n < LEAST_ANSWERS else ranked[0] if leads else MIXED,
        faulty=n > 0 and max(counts["R"], counts["Q"]) > FAULTY * n,
    )
