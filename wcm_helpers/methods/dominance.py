"""Disclosure control of sums: which groups' amounts may be shown without giving away one contributor's.

A sum of which one contributor has 70 % or more, or two have 85 %, tells a reader (the second contributor
above all) about what the first has, however many contributors there are; it is hidden like a sum of too few
(primary). So that it cannot be computed from the total, what is hidden is at least two groups whose sum
together could be shown (complementary). Counts are the matter of :mod:`wcm_helpers.methods.disclosure`.

Source: Hundepool et al. 2012, *Statistical Disclosure Control*, chapter 4, the (n, k) rule.
"""

import math
from collections.abc import Hashable

import numpy as np
import pandas as pd

from wcm_helpers.methods.disclosure import SMALLEST

#: Shares of a sum that the largest, and the two largest, contributors must stay below.
ONE, TWO = 0.70, 0.85


def sum_shown(amounts: pd.Series | np.ndarray, smallest: int = SMALLEST) -> bool:
    """Return whether the sum of contributors' amounts may be shown.

    Parameters
    ----------
    amounts : pd.Series or np.ndarray of number, one a contributor
        Losses count by their size; a contributor with 0 contributes nothing.

    Examples
    --------
    Five contributors; with 60 and 25 of 100 two of them have 85 %.

    >>> sum_shown(pd.Series([60, 20, 10, 5, 5])), sum_shown(pd.Series([60, 25, 5, 5, 5]))
    (True, False)
    """
    sizes = np.sort(np.abs(np.asarray(amounts, dtype=float)))[::-1]
    sizes = sizes[sizes > 0]
    if len(sizes) < max(smallest, 1):
        return False
    total = sizes.sum()
    return bool(sizes[0] < ONE * total and sizes[:2].sum() < TWO * total)


def sums_shown(amounts: pd.Series, groups: pd.Series, smallest: int = SMALLEST) -> list[Hashable]:
    """Return the groups whose sums may be shown beside the total of all, sorted.

    Parameters
    ----------
    amounts : pd.Series of number, one a contributor
    groups : pd.Series, the group of each contributor
        A partition: each contributor is in one group.

    Returns
    -------
    list
        Empty where even the total must not be shown.

    Raises
    ------
    ValueError
        If a contributor is in no group: the rest of the total would be another one than is checked.

    Examples
    --------
    One customer has nearly all of B, so B is hidden; with B alone hidden the total would give it away, and
    with A, the smaller of the others, it does not.

    >>> amounts = pd.Series([*[10] * 6, 90, 1, 1, 1, 1, *[40] * 6])
    >>> sums_shown(amounts, pd.Series([*"AAAAAA", *"BBBBB", *"CCCCCC"]))
    ['C']
    """
    of_group = groups.reindex(amounts.index)
    if of_group.isna().any():
        raise ValueError("a contributor is in no group")
    parts = {group: part.to_numpy(dtype=float) for group, part in amounts.groupby(of_group, sort=True)}
    shown = [group for group, part in parts.items() if sum_shown(part, smallest)]
    hidden = [group for group in parts if group not in shown]
    # A hidden group alone fails here, too: its own sum is why it is hidden.
    while hidden and shown and not sum_shown(np.concatenate([parts[group] for group in hidden]), smallest):
        nearest = min(shown, key=lambda group: (math.fsum(np.abs(parts[group])), str(group)))
        shown.remove(nearest)
        hidden.append(nearest)
    return shown
