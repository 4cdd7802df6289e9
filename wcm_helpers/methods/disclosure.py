"""Disclosure control of anonymous surveys: which groups, cells and levels may be shown.

A cell of fewer than ``smallest`` people is hidden (primary), and so are as many others that it cannot be
computed from the totals and the cells that are shown (complementary). An empty group is hidden like a small
one: the two look alike. Hundepool et al. 2012, *Statistical Disclosure Control*, chapter 4.
"""

from collections.abc import Hashable

import numpy as np
import pandas as pd

SMALLEST = 5


def groups_shown(sizes: pd.Series, smallest: int = SMALLEST) -> list[Hashable]:
    """Return the groups of a partition that may be shown beside their total, in their order.

    What is hidden is at least two groups and at least ``smallest`` people, or nothing: the smallest of the
    other groups is hidden too where it must be. The total itself may be shown where it is not below
    ``smallest``.

    Parameters
    ----------
    sizes : pd.Series of int
        People by group, of every group that could have people.

    Examples
    --------
    >>> groups_shown(pd.Series({"A": 12, "B": 9, "C": 30}))
    ['A', 'B', 'C']
    >>> groups_shown(pd.Series({"A": 12, "B": 2, "C": 30}))
    ['C']
    """
    hide = _hide_in_line(sizes.to_numpy(dtype=float), smallest)
    return sizes.index[~hide].tolist()


def levels_shown(counts: pd.Series, smallest: int = SMALLEST) -> list[tuple[Hashable, ...]]:
    """Return the levels of a scale, neighbours merged until each has no people or ``smallest`` of them.

    A mean of the same answers must not be shown where levels are merged: it would tell them apart.

    Parameters
    ----------
    counts : pd.Series of int
        People by level, from worst to best.

    Returns
    -------
    list of tuple
        The levels in order, those merged in one tuple; empty if all together are too few.

    Examples
    --------
    >>> levels_shown(pd.Series([1, 3, 9, 0, 20], index=[1, 2, 3, 4, 5]))
    [(1, 2, 3), (4,), (5,)]
    """
    merged = [((level,), int(count)) for level, count in counts.items()]
    if counts.sum() < smallest:
        return []
    while small := [place for place, (_levels, n) in enumerate(merged) if 0 < n < smallest]:
        place = min(small, key=lambda at: merged[at][1])
        beside = [near for near in (place - 1, place + 1) if 0 <= near < len(merged)]
        other = min(beside, key=lambda near: (merged[near][1] == 0, merged[near][1]))
        first, second = sorted((place, other))
        levels, people = zip(merged[first], merged[second], strict=True)
        merged[first : second + 1] = [(sum(levels, ()), sum(people))]
    return [levels for levels, _people in merged]


def share_shown(part: int, total: int, smallest: int = SMALLEST) -> bool:
    """Return whether a share may be shown with its base: neither the part nor the rest is of 1 to 4 people.

    Examples
    --------
    >>> share_shown(9, 20), share_shown(18, 20), share_shown(20, 20), share_shown(2, 4)
    (True, False, True, False)
    """
    rest = total - part
    return total >= smallest and all(not 0 < people < smallest for people in (part, rest))


def hidden(counts: pd.DataFrame, smallest: int = SMALLEST) -> pd.DataFrame:
    """Return which cells of a table of counts must not be shown beside its totals.

    The totals that may be shown are those of the rows ``groups_shown(counts.sum(axis=1))`` and the columns
    ``groups_shown(counts.sum())``, and the total of all. From these and the cells shown nobody can tell that
    a hidden cell is below ``smallest``.

    Parameters
    ----------
    counts : pd.DataFrame of int
        Rows and columns are partitions of the same people.

    Returns
    -------
    pd.DataFrame of bool
        Of the same shape; rows and columns whose total must not be shown are hidden altogether.

    Examples
    --------
    >>> counts = pd.DataFrame({"yes": [2, 20, 9], "no": [10, 11, 30]}, index=["A", "B", "C"])
    >>> hidden(counts)["yes"].tolist()
    [True, False, True]
    """
    cells = counts.to_numpy(dtype=float)
    rows = ~_hide_in_line(cells.sum(axis=1), smallest)
    columns = ~_hide_in_line(cells.sum(axis=0), smallest)
    hide = (cells < smallest) | ~rows[:, None] | ~columns[None, :]
    while True:
        _complete_lines(cells, hide, rows, columns, smallest)
        exposed = _exposed_cell(cells, hide, rows, columns, smallest)
        if exposed is None or hide.all():
            return pd.DataFrame(hide, index=counts.index, columns=counts.columns)
        _hide_another(cells, hide, *exposed)


def shares_hidden(chosen: pd.DataFrame, bases: pd.Series, smallest: int = SMALLEST) -> pd.DataFrame:
    """Return which shares must not be shown, of groups (rows) that choose each of several options (columns).

    Each option is a table of its own: those who chose it and those who did not, by group.

    Parameters
    ----------
    chosen : pd.DataFrame of int
        People of each group (a partition) who chose each option.
    bases : pd.Series of int
        People asked, by group.

    Examples
    --------
    >>> chosen = pd.DataFrame({"faster": [6, 20, 19], "colder": [5, 5, 6]}, index=["A", "B", "C"])
    >>> shares_hidden(chosen, pd.Series({"A": 13, "B": 22, "C": 30})).to_dict("list")
    {'faster': [True, True, False], 'colder': [False, False, False]}
    """
    asked = bases.reindex(chosen.index)
    tables = {
        name: hidden(pd.DataFrame({"yes": people, "no": asked - people}), smallest).any(axis=1)
        for name, people in chosen.items()
    }
    return pd.DataFrame(tables, index=chosen.index, columns=chosen.columns, dtype=bool)


def _hide_in_line(
    cells: np.ndarray, smallest: int, hide: np.ndarray | None = None, preferred: np.ndarray | None = None
) -> np.ndarray:
    """Return which cells of a line with a known total are hidden: at least two and ``smallest`` people.

    Of the cells that could be hidden too, the smallest of the preferred ones goes first.
    """
    hide = cells < smallest if hide is None else hide.copy()
    last = np.zeros(len(cells)) if preferred is None else ~preferred
    while hide.any() and not hide.all() and (hide.sum() < 2 or cells[hide].sum() < smallest):
        shown = np.flatnonzero(~hide)
        hide[min(shown, key=lambda place: (last[place], cells[place]))] = True
    return hide


def _complete_lines(
    cells: np.ndarray, hide: np.ndarray, rows: np.ndarray, columns: np.ndarray, smallest: int
) -> None:
    """Hide further cells, in place, until no line with a known total gives away what it hides."""
    before = -1
    while before != hide.sum():
        before = hide.sum()
        for row in np.flatnonzero(rows):
            hide[row] = _hide_in_line(cells[row], smallest, hide[row], hide.any(axis=0))
        for column in np.flatnonzero(columns):
            hide[:, column] = _hide_in_line(cells[:, column], smallest, hide[:, column], hide.any(axis=1))


def _exposed_cell(
    cells: np.ndarray, hide: np.ndarray, rows: np.ndarray, columns: np.ndarray, smallest: int
) -> tuple[int, int] | None:
    """Return the first cell that the totals show to be below ``smallest``; None if there is none."""
    from scipy.optimize import linprog

    places = np.argwhere(hide)
    if not len(places) or cells.sum() < smallest:
        return None
    lines = [places[:, 0] == row for row in np.flatnonzero(rows)]
    lines += [places[:, 1] == column for column in np.flatnonzero(columns)]
    lines.append(np.ones(len(places), dtype=bool))
    lines = [line for line in lines if line.any()]
    people = cells[hide]
    for place in np.flatnonzero(people < smallest):
        largest = linprog(
            -np.eye(len(places))[place], A_eq=np.array(lines, dtype=float),
            b_eq=[people[line].sum() for line in lines], method="highs",
        )  # fmt: skip
        if -largest.fun < smallest - 1e-6:
            row, column = places[place]
            return int(row), int(column)
    return None


def _hide_another(cells: np.ndarray, hide: np.ndarray, row: int, column: int) -> None:
    """Hide the smallest shown cell of a row and a column, in place; of the table if there is none in them."""
    near = np.zeros_like(hide)
    near[row], near[:, column] = True, True
    shown = near & ~hide if (near & ~hide).any() else ~hide
    hide[np.unravel_index(np.argmin(np.where(shown, cells, np.inf)), cells.shape)] = True
