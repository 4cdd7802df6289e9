"""Which groups of customers want something more often than the others, over all needs and groups together.

The tests of one grouping (classes) may use up four fifths of the accepted false findings, those of the
others the rest: classes decide the service, and there are few of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.methods.group_tests import GroupTest, compare, compare_counts, is_count
from wcm_helpers.methods.share_gaps import differences, shares

#: The part of the accepted false findings for the first grouping; the others divide the rest equally.
FIRST_GROUPING = 0.8

_EQUAL = 1e-9
_COLUMNS = ("need", "grouping", "group", "n", "share", "rest_n", "rest_share", "difference", "low", "high")


@dataclass(frozen=True, eq=False)
class Grouping:
    """One way to divide the customers: who is in which group, and how many there are in all.

    ``member`` is groups × customers that answered; ``population`` one number a group, infinite if unlimited.
    """

    name: str
    groups: tuple[str, ...]
    member: np.ndarray
    population: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Whether each customer has a group."""
        return self.member.any(axis=0)

    @property
    def others(self) -> np.ndarray:
        """How many customers are in other groups than each, in all."""
        if np.isinf(self.population).any():
            return np.full(len(self.groups), np.inf)
        return self.population.sum() - self.population

    def complete(self, place: int, n: int, rest_n: int) -> bool:
        """Return whether all customers of a group and all others answered."""
        return bool(n >= self.population[place] and rest_n >= self.others[place])


def groupings_of(groups: pd.DataFrame, population: pd.DataFrame | None) -> list[Grouping]:
    """Return the groupings of customers; parameters as :func:`wcm_helpers.methods.needs.judge_needs`."""
    return [_grouping(name, groups, population) for name in groups]


def _grouping(name: str, groups: pd.DataFrame, population: pd.DataFrame | None) -> Grouping:
    everybody = groups if population is None else population
    labels = sorted(set(groups[name].dropna()) | set(everybody[name].dropna()))
    member = np.array([(groups[name] == label).to_numpy(dtype=bool) for label in labels], dtype=bool)
    sizes = [np.inf if population is None else (everybody[name] == label).sum() for label in labels]
    return Grouping(
        name, tuple(labels), member.reshape(len(labels), len(groups)), np.array(sizes, dtype=float)
    )


def compare_groups(
    needs: Sequence[str], values: np.ndarray, groupings: Sequence[Grouping]
) -> tuple[pd.DataFrame, list[GroupTest]]:
    """Compare every group with the others on every need.

    Parameters
    ----------
    needs : sequence of str
    values : np.ndarray of float, customers × needs
        From 0 to 1, NaN where not answered.
    groupings : sequence of Grouping

    Returns
    -------
    pd.DataFrame, list of GroupTest
        ``need``, ``grouping``, ``group``, ``n``, ``share``, ``rest_n``, ``rest_share``, ``difference``,
        ``low``, ``high`` (95 %), ``p`` and ``weight``; and the test of each row.
    """
    tables, family = [], []
    whole = [is_count(column[~np.isnan(column)]) for column in values.T]
    for order, grouping in enumerate(groupings):
        table = _table(needs, values, grouping)
        weight = budget(order, len(groupings)) / max(len(table), 1)
        cells = [table.pop(name).tolist() for name in ("place", "column")]
        cells += [table[name].tolist() for name in ("n", "share", "rest_n", "rest_share")]
        for place, need, n, share, rest_n, rest_share in zip(*cells, strict=True):
            complete = grouping.complete(place, n, rest_n)
            if whole[need] and not complete:
                test = compare_counts(round(share * n), n, round(rest_share * rest_n), rest_n)
            else:
                member, known = grouping.member[place], ~np.isnan(values[:, need]) & grouping.known
                inside, outside = values[known & member, need], values[known & ~member, need]
                test = compare(inside, outside, complete=complete)
            family.append(test._replace(weight=weight))
        tables.append(table)
    filled = [table for table in tables if len(table)]
    tests = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(_COLUMNS))
    return tests.assign(p=[test.p for test in family], weight=[test.weight for test in family]), family


def _table(needs: Sequence[str], values: np.ndarray, grouping: Grouping) -> pd.DataFrame:
    """Return shares and differences of the groups that can be compared, with their places."""
    answered = ~np.isnan(values)
    n = grouping.member @ answered.astype(float)
    hits = grouping.member @ np.where(answered, values, 0.0)
    rest_n, rest_hits = n.sum(axis=0) - n, hits.sum(axis=0) - hits
    complete = (n >= grouping.population[:, None]) & (rest_n >= grouping.others[:, None])
    inside, rest = (
        shares(wanted, of, np.where(complete, of, np.inf)) for wanted, of in ((hits, n), (rest_hits, rest_n))
    )
    gap, low, high = differences(inside, rest)
    place, column = at = np.nonzero((n > 0) & (rest_n > 0))
    return pd.DataFrame(
        {
            "need": np.asarray(needs, dtype=object)[column], "grouping": grouping.name,
            "group": np.asarray(grouping.groups, dtype=object)[place], "n": n[at].astype(int),
            "share": inside.share[at], "rest_n": rest_n[at].astype(int), "rest_share": rest.share[at],
            "difference": gap[at], "low": low[at], "high": high[at], "place": place, "column": column,
        }
    )  # fmt: skip


def budget(order: int, groupings: int) -> float:
    """Return the part of the accepted false findings for a grouping, the first one in order 0.

    Examples
    --------
    >>> budget(0, 1), budget(0, 2), budget(1, 2), budget(2, 3)
    (1.0, 0.8, 0.2, 0.1)
    """
    if groupings == 1:
        return 1.0
    return FIRST_GROUPING if order == 0 else round(1 - FIRST_GROUPING, 12) / (groupings - 1)


def name_groups(
    tests: pd.DataFrame,
    needs: Sequence[str],
    values: np.ndarray,
    groupings: Sequence[Grouping],
    limit: float,
    difference: float,
) -> np.ndarray:
    """Return which tests name a group: the clearest first, then those that differ without its customers.

    So a class is not named for the industry of its customers.

    Parameters
    ----------
    tests : pd.DataFrame
        As :func:`compare_groups` returns it.
    limit : float
        Of p over weight.
    difference : float
        The least difference that matters.
    """
    named = np.zeros(len(tests), dtype=bool)
    by_name = {grouping.name: grouping for grouping in groupings}
    passes = tests["p"].to_numpy(dtype=float) <= limit * tests["weight"].to_numpy(dtype=float)
    passes &= tests["difference"].to_numpy(dtype=float) >= difference - _EQUAL
    for need, rows in tests[passes].groupby("need", sort=False):
        column = values[:, list(needs).index(need)]
        left = ~np.isnan(column)
        waiting = rows.sort_values(["p", "difference"], ascending=[True, False], kind="stable")
        while len(waiting):
            first = waiting.iloc[0]
            named[waiting.index[0]] = True
            grouping = by_name[first["grouping"]]
            left &= ~grouping.member[grouping.groups.index(first["group"])]
            others = waiting.iloc[1:]
            again = [
                _p_among(column, left, by_name[row.grouping], row, difference) for row in others.itertuples()
            ]
            others = others.assign(p=again)
            waiting = others[others["p"] <= limit * others["weight"]].sort_values("p", kind="stable")
    return named


def _p_among(
    column: np.ndarray, left: np.ndarray, grouping: Grouping, row: object, difference: float
) -> float:
    """Return the p of a group among the customers that are left; 1 where it differs too little."""
    place = grouping.groups.index(row.group)
    member = grouping.member[place]
    inside, outside = column[left & member], column[left & grouping.known & ~member]
    if not len(inside) or not len(outside) or inside.mean() - outside.mean() < difference - _EQUAL:
        return 1.0
    return compare(inside, outside, complete=grouping.complete(place, row.n, row.rest_n)).p
