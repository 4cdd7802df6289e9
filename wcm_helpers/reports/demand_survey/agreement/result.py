"""What the section on interviews and coder agreement shows: language-free."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods.intervals import Interval


@dataclass(frozen=True, eq=False)
class Coding:
    """How far the coders of the interview notes agree.

    Attributes
    ----------
    notes, coders : int
        Notes with two codes or more, and those who gave them.
    same : int
        Notes to which all gave the same code.
    alpha : float
        Krippendorff's α of the codes, NaN where there is none.
    interval : Interval
    kappa : float
        Cohen's κ where there are two coders, else NaN.
    codes : pd.DataFrame
        One row a code, the most frequent first: ``code``, ``given`` (times) and ``alpha`` (the code
        against all others).
    hidden : bool
        Whether themes are left out because they have too few notes.
    """

    notes: int
    coders: int
    same: int
    alpha: float
    interval: Interval
    kappa: float
    codes: pd.DataFrame
    hidden: bool = False


@dataclass(frozen=True, eq=False)
class Interviews:
    """How answers were given, and the coding of the notes.

    Attributes
    ----------
    modes : pd.DataFrame
        One row a mode that may be shown: ``mode`` (empty: not recorded), ``responses``, ``answered`` (to the
        question on satisfaction), ``share``, ``low``, ``high`` (of the top two levels; NaN where not shown).
    hidden : bool
        Whether modes are left out because they have too few responses.
    question : str
        The question on satisfaction; empty without one.
    coding : Coding or None
        None without codes.
    """

    modes: pd.DataFrame
    hidden: bool
    question: str
    coding: Coding | None
