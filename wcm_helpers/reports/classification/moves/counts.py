"""How many customers changed class in a month: the one place where changes are counted.

The first page, the sections on classes and class changes and ``run.json`` read their numbers here.
"""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification.result import Classification


class ChangeCounts(NamedTuple):
    """Customers by what happened to their official class since the month before.

    ``up`` and ``down`` changed from one class to another (A, B, C, N in this order); ``entered`` had no
    activity in the window that ended a month before, ``left`` have none in the window now; these four exclude
    each other. ``would_qualify`` and ``waiting`` keep their official class, and the class by the rule is a
    better or a worse one; ``by_hand`` are in a class set by hand, whatever the class by the rule.
    """

    up: int
    down: int
    entered: int
    left: int
    would_qualify: int
    waiting: int
    by_hand: int

    @property
    def changed(self) -> int:
        """Customers that were in one official class and are in another."""
        return self.up + self.down


class ClassCounts(NamedTuple):
    """Customers of one official class: now, a month ago (None without one), and those on their way."""

    customers: int
    before: int | None
    would_qualify: int
    waiting: int


def change_counts(result: Classification) -> ChangeCounts:
    """Return the numbers of class changes of a month; without a month before there are no changes."""
    moved = result.moves["state"] == "moved" if result.has_previous else pd.Series(dtype=bool)
    ways = directions(result.moves[moved]) if moved.any() else pd.Series(dtype=object)
    pending = pending_changes(result.classes)
    return ChangeCounts(
        **{way: int((ways == way).sum()) for way in ("up", "down", "entered", "left")},
        would_qualify=int((pending == "would_qualify").sum()),
        waiting=int((pending == "waiting").sum()),
        by_hand=int(result.classes["expires"].notna().sum()),
    )


def class_counts(result: Classification) -> dict[str, ClassCounts]:
    """Return by class A, B, C, N its customers, by the official class.

    ``would_qualify`` counts the customers of worse classes that the rule would put into this one, ``waiting``
    the customers of this class that the rule would put into a worse one.
    """
    classes, path = result.classes, result.official.path.official
    pending = pending_changes(classes)
    before = path.iloc[:, -2].value_counts() if result.has_previous else None
    return {
        letter: ClassCounts(
            int((classes["official"] == letter).sum()),
            None if before is None else int(before.get(letter, 0)),
            int(((pending == "would_qualify") & (classes["class"] == letter)).sum()),
            int(((pending == "waiting") & (classes["official"] == letter)).sum()),
        )
        for letter in CLASSES
    }


def directions(moves: pd.DataFrame) -> pd.Series:
    """Return ``up``, ``down``, ``entered`` or ``left`` for each row, by the official class.

    Examples
    --------
    >>> letters = pd.DataFrame({"official_before": ["B", None, "C"], "official": ["A", "C", None]})
    >>> directions(letters).tolist()
    ['up', 'entered', 'left']
    """
    old, new = moves["official_before"], moves["official"]
    better = new.fillna("–") < old.fillna("–")
    ways = pd.Series("down", index=moves.index, dtype=object).mask(better, "up")
    return ways.mask(old.isna(), "entered").mask(new.isna(), "left")


def pending_changes(classes: pd.DataFrame) -> pd.Series:
    """Return for each customer whether the class by the rule is better or worse than its official class.

    Parameters
    ----------
    classes : pd.DataFrame
        ``class``, ``official`` and ``expires`` (of a class set by hand, which waits for nothing).

    Returns
    -------
    pd.Series of str
        ``would_qualify`` (for a better class), ``waiting`` (for a worse one to be confirmed) or empty.

    Examples
    --------
    >>> letters = {"class": ["A", "C", "A"], "official": ["B", "B", "B"]}
    >>> classes = pd.DataFrame({**letters, "expires": [None, None, "2026-12-31"]})
    >>> pending_changes(classes).tolist()
    ['would_qualify', 'waiting', '']
    """
    free = classes["expires"].isna()
    pending = pd.Series("", index=classes.index, dtype=object)
    pending = pending.mask(free & (classes["class"] < classes["official"]), "would_qualify")
    return pending.mask(free & (classes["class"] > classes["official"]), "waiting")
