"""Proposals: each common or individual need, whom an option for it reaches, and their revenue."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from wcm_helpers.core.formats import missing

#: The scope of a common need; others are ``class:A``, ``industry:…``, ``site:…`` or ``customer:…``, of
#: several customers with a bar between them.
EVERYONE = "everyone"
CUSTOMER, BETWEEN = "customer", "|"
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
    rows = [_row(_largest_first(one, frame), frame, anonymous) for one in together(wanted)]
    columns = ["need", "scope", "share", "n", "rest_share", "customers", *LETTERS, "value"]
    proposals = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[5:], "Int64"))
    if anonymous:
        alone = proposals["scope"].str.startswith(f"{CUSTOMER}:")
        small = (proposals["customers"] < smallest).fillna(False) | ((proposals["n"] < smallest).astype(bool))
        proposals = proposals[~alone & ~small]
    own = proposals["scope"] != EVERYONE
    worth = -proposals["value"].fillna(0).where(own, 0)
    order = proposals.assign(group=own, worth=worth, less=-proposals["share"])
    order = order.sort_values(["group", "worth", "less", "scope", "need"], kind="stable")
    return proposals.loc[order.index].reset_index(drop=True)


def in_scope(scope: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the customers of the frame in a scope."""
    if scope == EVERYONE:
        return frame
    column, _colon, value = scope.partition(":")
    return frame[frame.index.isin(customers_of(scope)) if column == CUSTOMER else frame[column] == value]


def customers_of(scope: str) -> list[str]:
    """Return the customers of a scope of customers; none of another scope.

    Examples
    --------
    >>> customers_of("customer:x|y"), customers_of("class:A")
    (['x', 'y'], [])
    """
    column, _colon, value = scope.partition(":")
    return value.split(BETWEEN) if column == CUSTOMER else []


def together(wanted: Iterable[Wanted]) -> list[Wanted]:
    """Return the needs with all customers that have the same one as one scope; of several no share of others.

    Examples
    --------
    >>> one, other = (Wanted("kits", f"customer:{name}", 1.0, 1, 0.1) for name in "xy")
    >>> [(need.scope, need.n) for need in together([one, other])]
    [('customer:x|y', 2)]
    """
    by_scope: dict[tuple[str, str], Wanted] = {}
    for one in wanted:
        single = bool(customers_of(one.scope))
        key = (one.need, CUSTOMER if single else one.scope)
        before = by_scope.get(key)
        if before:
            scope = BETWEEN.join([before.scope, *customers_of(one.scope)])
            by_scope[key] = Wanted(one.need, scope, one.share, before.n + one.n)
        else:
            by_scope[key] = one
    return list(by_scope.values())


def _largest_first(one: Wanted, frame: pd.DataFrame) -> Wanted:
    """Return a need with its customers in the order of their revenue."""
    ids = customers_of(one.scope)
    if len(ids) < 2:
        return one
    value = frame["value"].reindex(ids).fillna(0)
    order = sorted(ids, key=lambda name: (-int(value[name]), name))
    return replace(one, scope=f"{CUSTOMER}:{BETWEEN.join(order)}")


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
