"""Proposals: each common or individual need, whom an option for it reaches, and their revenue."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.formats import missing

#: The scope of a common need; others are ``class:A``, ``industry:…``, ``site:…`` or ``customer:…``.
EVERYONE = "everyone"
LETTERS = ("A", "B", "C")


@dataclass(frozen=True)
class Wanted:
    """A need with a verdict.

    Attributes
    ----------
    need : str
    scope : str
        Who wants it: EVERYONE, or a group or customer as ``column:value``.
    share : float
        Of the customers in the scope that answered.
    n : int
        How many of them answered.
    rest_share : float
        Of the other customers that answered; NaN where there are none.
    """

    need: str
    scope: str
    share: float
    n: int
    rest_share: float = math.nan


def find_proposals(
    wanted: Iterable[Wanted], frame: pd.DataFrame, *, anonymous: bool = False, smallest: int = 5
) -> pd.DataFrame:
    """Return one row a need and scope: common needs first, then individual ones by falling revenue.

    Parameters
    ----------
    wanted : iterable of Wanted
    frame : pd.DataFrame
        As :class:`SurveyMonth` has it.
    anonymous : bool
        Whether customers may not be told apart: then a scope of fewer than ``smallest`` customers has no row,
        nor has a single customer, and the counts by class are missing.
    smallest : int

    Returns
    -------
    pd.DataFrame
        ``need``, ``scope``, ``share``, ``n``, ``rest_share`` as wanted; ``customers`` (number of the frame
        in the scope), ``A``, ``B``, ``C`` (of them by class), ``value`` (their revenue of 12 months in
        ten-thousandths); NA where unknown.
    """
    rows = [_row(one, frame, anonymous) for one in wanted]
    columns = ["need", "scope", "share", "n", "rest_share", "customers", *LETTERS, "value"]
    found = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[5:], "Int64"))
    if anonymous:
        alone = found["scope"].str.startswith("customer:")
        small = (found["customers"] < smallest).fillna(False) | ((found["n"] < smallest).astype(bool))
        found = found[~alone & ~small]
    own = found["scope"] != EVERYONE
    worth = -found["value"].fillna(0).where(own, 0)
    order = found.assign(group=own, worth=worth, less=-found["share"])
    order = order.sort_values(["group", "worth", "less", "scope", "need"], kind="stable")
    return found.loc[order.index].reset_index(drop=True)


def in_scope(scope: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the customers of the frame in a scope."""
    if scope == EVERYONE:
        return frame
    column, _colon, value = scope.partition(":")
    return frame[frame["customer_id" if column == "customer" else column] == value]


def _row(one: Wanted, frame: pd.DataFrame, anonymous: bool) -> tuple:
    reached = in_scope(one.scope, frame)
    if reached.empty:  # no customer list, or its groups are not those of the answers
        counts: list[object] = [pd.NA] * (1 + len(LETTERS))
    else:
        known = reached["class"].notna().any() and not anonymous
        letters = [int((reached["class"] == letter).sum()) if known else pd.NA for letter in LETTERS]
        counts = [len(reached), *letters]
    values = [int(value) for value in reached["value"] if not missing(value)]
    return (one.need, one.scope, one.share, one.n, one.rest_share, *counts, sum(values) if values else pd.NA)
