"""Needs of all customers, of a group, of a minority: verdicts that chance allows.

``individual``: a group wants it more often than the other customers, by at least a practical threshold, and
the share of such findings that are false is limited over the whole family of needs and groups.
``common``: enough customers want it, and no two classes can differ by more than a margin (equivalence: every
90 % interval lies inside the margin). ``minority``: the same, but fewer customers want it.
``cannot_tell``: the answers show neither. Customers count once and unweighted.

Source: D. J. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) for equivalence by two
one-sided tests; see :mod:`group_tests` and :mod:`share_gaps` for tests and intervals.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from wcm_helpers.methods.group_tests import GroupTest, discovery_limit
from wcm_helpers.methods.need_groups import Grouping, compare_groups, groupings_of, name_groups
from wcm_helpers.methods.share_gaps import differences, shares

COMMON, INDIVIDUAL, MINORITY, CANNOT_TELL = "common", "individual", "minority", "cannot_tell"

#: Of the intervals that show equivalence: two one-sided tests at 5 %.
EQUIVALENCE = 0.90

_EQUAL = 1e-9


@dataclass(frozen=True)
class NeedRule:
    """The limits of the verdicts, all shares from 0 to 1.

    Attributes
    ----------
    share : how many customers must want a common need
    margin : how far two classes may differ at most
    difference : how much more often a group must want its own need
    false_share : accepted share of false findings
    """

    share: float = 0.50
    margin: float = 0.20
    difference: float = 0.10
    false_share: float = 0.05


@dataclass(frozen=True, eq=False)
class NeedVerdicts:
    """What the answers show about each need.

    Attributes
    ----------
    needs : pd.DataFrame
        By need, in the given order: ``verdict``, ``n`` (customers that answered), ``share``, ``low``,
        ``high`` (95 %), ``first``, ``second`` (the two classes whose interval reaches furthest; None where
        fewer than two answered), ``gap``, ``gap_low``, ``gap_high`` (their difference, 90 %), ``alike``
        (all classes within the margin).
    tests : pd.DataFrame
        As :func:`compare_groups` returns it, with ``certain`` (p within the limit) and ``individual``.
        Groups without an answer, or without others to compare with, have no row.
    family : tuple of GroupTest
        One a row of ``tests``.
    limit : float
        The limit of p over weight; NaN without a finding.
    groupings : tuple of Grouping
    census : bool
        Every customer answered every need.
    rule : NeedRule
    """

    needs: pd.DataFrame
    tests: pd.DataFrame
    family: tuple[GroupTest, ...]
    limit: float
    groupings: tuple[Grouping, ...]
    census: bool
    rule: NeedRule

    def of(self, verdict: str) -> list[str]:
        """Return the needs of a verdict, the most wanted first."""
        rows = self.needs[self.needs["verdict"] == verdict]
        return rows.sort_values("share", ascending=False, kind="stable").index.tolist()


def judge_needs(
    wanted: pd.DataFrame,
    groups: pd.DataFrame,
    rule: NeedRule,
    *,
    population: pd.DataFrame | None = None,
    classes: str = "class",
) -> NeedVerdicts:
    """Return the verdict on each need.

    Parameters
    ----------
    wanted : pd.DataFrame of float
        Customers × needs, from 0 to 1 (the mean of a customer's respondents), NaN where not answered.
    groups : pd.DataFrame
        The same customers; a column a grouping, the most important first, None where unknown.
    rule : NeedRule
    population : pd.DataFrame, optional
        The same groupings of all customers, those that answered included: the smaller the part that did not
        answer, the narrower the intervals of shares and class differences. Without it the population is
        unlimited.
    classes : str
        The grouping whose groups must agree for a common need.

    Examples
    --------
    All 60 customers answered: every one wants slots, those of class A alone want a contact.

    >>> groups = pd.DataFrame({"class": ["A"] * 20 + ["B"] * 40})
    >>> wanted = pd.DataFrame({"slots": [1.0] * 60, "contact": [1.0] * 20 + [0.0] * 40})
    >>> judge_needs(wanted, groups, NeedRule(), population=groups).needs["verdict"].tolist()
    ['common', 'individual']
    """
    values = wanted.to_numpy(dtype=float)
    groupings = groupings_of(groups, population)
    tests, family = compare_groups(wanted.columns, values, groupings)
    limit = discovery_limit(family, rule.false_share)
    at_most = limit * (1 + _EQUAL)
    tests["certain"] = tests["p"].to_numpy(dtype=float) <= at_most * tests["weight"].to_numpy(dtype=float)
    tests["individual"] = name_groups(tests, wanted.columns, values, groupings, at_most, rule.difference)
    whole = np.inf if population is None else len(population)
    needs = _verdicts(wanted, next((g for g in groupings if g.name == classes), None), whole, tests, rule)
    census = len(wanted) > 0 and bool((needs["n"] >= whole).all())
    return NeedVerdicts(needs, tests, tuple(family), limit, tuple(groupings), census, rule)


def _verdicts(
    wanted: pd.DataFrame, classes: Grouping | None, whole: float, tests: pd.DataFrame, rule: NeedRule
) -> pd.DataFrame:
    answered = wanted.notna()
    n, hits = answered.sum().to_numpy(dtype=float), wanted.sum().to_numpy(dtype=float)
    everyone = np.full(len(n), whole)
    table = pd.DataFrame({"verdict": CANNOT_TELL, "n": n.astype(int)}, index=wanted.columns.rename("need"))
    _n, table["share"], table["low"], table["high"] = shares(hits, n, everyone)
    table = table.assign(**_widest_gaps(wanted, classes))
    reach = np.maximum(-table["gap_low"], table["gap_high"])
    complete = classes is not None and len(classes.groups) > 1
    if complete:
        complete = ((classes.member @ answered.to_numpy(dtype=float)) > 0).all(axis=0)
    table["alike"] = complete & (reach <= rule.margin + _EQUAL).to_numpy()
    _n, _share, low, high = shares(hits, n, everyone, EQUIVALENCE)
    table.loc[table["alike"] & (low >= rule.share - _EQUAL), "verdict"] = COMMON
    table.loc[table["alike"] & (high < rule.share), "verdict"] = MINORITY
    table.loc[table.index.isin(tests.loc[tests["individual"].astype(bool), "need"]), "verdict"] = INDIVIDUAL
    return table


def _widest_gaps(wanted: pd.DataFrame, classes: Grouping | None) -> dict[str, np.ndarray]:
    """Return, by need, the two classes whose difference may be largest, that difference, and its interval."""
    values = wanted.to_numpy(dtype=float)
    answered = ~np.isnan(values)
    first = np.full(values.shape[1], None, dtype=object)
    columns = {"first": first, "second": first.copy()}
    columns |= {name: np.full(values.shape[1], np.nan) for name in ("gap", "gap_low", "gap_high")}
    if classes is None or len(classes.groups) < 2:
        return columns
    n, hits = classes.member @ answered.astype(float), classes.member @ np.where(answered, values, 0.0)
    whole = np.broadcast_to(classes.population[:, None], n.shape)
    by_class = shares(hits, n, whole, EQUIVALENCE)
    furthest = np.full(values.shape[1], -1.0)
    for one, other in combinations(range(len(classes.groups)), 2):
        pair = (type(by_class)(*(part[place] for part in by_class)) for place in (one, other))
        gap, low, high = differences(*pair)
        reach = np.nan_to_num(np.maximum(-low, high), nan=-1.0)
        further = reach > furthest
        furthest = np.maximum(reach, furthest)
        cells = (classes.groups[one], classes.groups[other], gap, low, high)
        for column, cell in zip(columns.values(), cells, strict=True):
            column[further] = cell[further] if isinstance(cell, np.ndarray) else cell
    return columns
