"""How often the verdicts on needs are right: ``python -m benchmarks.need_worlds``.

In each made-up world n customers answered, a fifth of class A, three tenths of B, half of C; there are 20
needs. Four are planted: class A wants them more often than the others. The power is the share of planted
needs that are named for class A; the false share is that of all names that are wrong, on average. The table
is written to ``need_worlds.txt`` beside this file.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.detectable import detectable_differences
from wcm_helpers.methods.group_tests import compare_counts, discovery_limit
from wcm_helpers.methods.need_groups import budget
from wcm_helpers.methods.needs import COMMON, NeedRule, NeedVerdicts, judge_needs

TABLE = Path(__file__).with_name("need_worlds.txt")
ANSWERS = (40, 100, 200, 400)
DIFFERENCES = (0.0, 0.2, 0.3, 0.4)
WORLDS, SEED = 300, 2_026
NEEDS, PLANTED, BASE = 20, 4, 0.4
#: Customers of the industries, where the worlds have some.
INDUSTRIES = (0.30, 0.25, 0.20, 0.12, 0.08, 0.05)
#: Half of the needs are as common as can be; half differ by just the margin, so that none of them is.
COMMON_SHARE, MARGIN = 0.75, NeedRule().margin
#: Shares that differ by less are equal but for arithmetic.
EQUAL = 1e-9
#: A planted need small enough that the answers of the smallest surveys could show one more.
DETECTABLE_BASE = 0.2


class Findings(NamedTuple):
    """One line of a table: n answers, the planted difference, and what was found of it."""

    n: int
    difference: float
    power: float
    false_share: float


class Equivalence(NamedTuple):
    """How often needs are called common: rightly, and where two classes differ by just the margin."""

    n: int
    right: float
    wrong: float


class Detectable(NamedTuple):
    """The mean printed difference of class A, how often there was one, and how often it was found."""

    n: int
    difference: float
    printed: float
    found: float


Line = Findings | Equivalence | Detectable


def customers(rng: np.random.Generator, n: int, *, industries: bool) -> pd.DataFrame:
    """Return the class of each customer, and its industry."""
    sizes = [n // 5, 3 * n // 10, n - n // 5 - 3 * n // 10]
    groups = pd.DataFrame({"class": np.repeat(["A", "B", "C"], sizes)})
    if industries:
        names = [f"industry {place}" for place in range(len(INDUSTRIES))]
        groups["industry"] = rng.choice(names, n, p=INDUSTRIES)
    return groups


def wanted_by(rng: np.random.Generator, shares: np.ndarray) -> pd.DataFrame:
    """Return who wants what, from customers × needs of chances."""
    wanted = (rng.random(shares.shape) < shares).astype(float)
    return pd.DataFrame(wanted, columns=[f"need {place}" for place in range(shares.shape[1])])


def planted(groups: pd.DataFrame, difference: float, base: float, count: int) -> np.ndarray:
    """Return the chance of each need: the first ``count`` are wanted more often in class A."""
    shares = np.full((len(groups), NEEDS), base)
    shares[(groups["class"] == "A").to_numpy(), :count] += difference
    return shares


def names(wanted: pd.DataFrame, groups: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (need, group) of all names: the tests and the limit of ``judge_needs`` without its tables.

    Where two groups of a need pass the limit, ``judge_needs`` decides which of them are named.
    """
    rule, values = NeedRule(), wanted.to_numpy()
    family, places, large = [], [], []
    for order, grouping in enumerate(groups):
        codes, labels = pd.factorize(groups[grouping], sort=True)
        member = codes == np.arange(len(labels))[:, None]
        n, hits = member.sum(axis=1), np.rint(member.astype(float) @ values).astype(int)
        rest_n, rest_hits = len(codes) - n, np.rint(values.sum(axis=0)).astype(int) - hits
        gap = hits / n[:, None] - rest_hits / rest_n[:, None]
        weight = budget(order, groups.shape[1]) / hits.size
        for place, column in np.ndindex(*hits.shape):
            cell = hits[place, column], n[place], rest_hits[place, column], rest_n[place]
            family.append(compare_counts(*map(int, cell))._replace(weight=weight))
            places.append((wanted.columns[column], labels[place]))
            large.append(gap[place, column] >= rule.difference - EQUAL)
    limit = discovery_limit(family, rule.false_share) * (1 + EQUAL)
    tests = zip(family, places, large, strict=True)
    passing = [place for test, place, enough in tests if enough and test.p <= limit * test.weight]
    if len({need for need, _group in passing}) == len(passing):
        return set(passing)
    return judged(wanted, groups)


def judged(wanted: pd.DataFrame, groups: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (need, group) of all names by ``judge_needs``."""
    tests = judge_needs(wanted, groups, NeedRule()).tests
    return set(tests.loc[tests["individual"], ["need", "group"]].itertuples(index=False, name=None))


def findings(n: int, difference: float, *, industries: bool, worlds: int, seed: int = SEED) -> Findings:
    """Return how often planted needs are named, and how many of the names are false."""
    rng = np.random.default_rng([seed, n, round(100 * difference), industries])
    right, false = [], []
    count = PLANTED if difference else 0
    for _world in range(worlds):
        groups = customers(rng, n, industries=industries)
        wanted = wanted_by(rng, planted(groups, difference, BASE, count))
        found = names(wanted, groups)
        true = found & {(need, "A") for need in wanted.columns[:count]}
        right.append(len(true) / PLANTED)
        false.append(len(found - true) / max(len(found), 1))
    return Findings(n, difference, float(np.mean(right)), float(np.mean(false)))


def equivalence(n: int, *, worlds: int, seed: int = SEED) -> Equivalence:
    """Return how often needs of all classes alike, and needs that just miss the margin, are called common."""
    rng = np.random.default_rng([seed, n])
    right, wrong = [], []
    for _world in range(worlds):
        groups = customers(rng, n, industries=False)
        shares = planted(groups, 0.0, COMMON_SHARE, 0)
        shares[(groups["class"] == "A").to_numpy(), NEEDS // 2 :] -= MARGIN
        common = judge_needs(wanted_by(rng, shares), groups, NeedRule()).needs["verdict"] == COMMON
        right.append(common.iloc[: NEEDS // 2].mean())
        wrong.append(common.iloc[NEEDS // 2 :].mean())
    return Equivalence(n, float(np.mean(right)), float(np.mean(wrong)))


def detectable(n: int, *, worlds: int, seed: int = SEED) -> Detectable:
    """Return how often one more need is found that differs as much as the report prints."""
    rng = np.random.default_rng([seed, n, 1])
    printed, hits = [], []
    for _world in range(worlds):
        groups = customers(rng, n, industries=True)
        wanted = wanted_by(rng, planted(groups, 0.4, DETECTABLE_BASE, PLANTED - 1))
        row = _of_class_a(judge_needs(wanted, groups, NeedRule()))
        if np.isnan(row["difference"]):
            continue
        printed.append(row["difference"])
        shares = planted(groups, row["difference"], row["base"], NEEDS)[:, -1]
        wanted[wanted.columns[-1]] = (rng.random(n) < shares).astype(float)
        hits.append((wanted.columns[-1], "A") in names(wanted, groups))
    nothing = float("nan")
    mean, found = (float(np.mean(values)) if values else nothing for values in (printed, hits))
    return Detectable(n, mean, len(printed) / worlds, found)


def _of_class_a(verdicts: NeedVerdicts) -> pd.Series:
    table = detectable_differences(verdicts)
    return table[table["group"] == "A"].iloc[0]


def jobs(worlds: int = WORLDS) -> list[Callable[[], Line]]:
    """Return what computes each line of the four tables, in their order."""
    grid = [(n, difference) for n in ANSWERS for difference in DIFFERENCES]
    return [
        *(
            partial(findings, n, difference, industries=industries, worlds=worlds)
            for industries in (False, True)
            for n, difference in grid
        ),
        *(partial(function, n, worlds=worlds) for function in (equivalence, detectable) for n in ANSWERS),
    ]


def run(job: Callable[[], Line]) -> Line:
    """Return a line."""
    return job()


def written(lines: list[Line], worlds: int = WORLDS) -> str:
    """Return the tables as text."""
    named = [line for line in lines if isinstance(line, Findings)]
    half = len(named) // 2
    text = [
        f"Verdicts on needs: {worlds} worlds a line, seed {SEED}; python -m benchmarks.need_worlds.",
        f"{NEEDS} needs, wanted by {BASE:.0%}; {PLANTED} of them by class A (a fifth) more often.",
    ]
    for title, part in (
        ("compared by class", named[:half]),
        (f"compared by class and by {len(INDUSTRIES)} industries", named[half:]),
    ):
        text += ["", f"{title:<46}{'answers':>8}{'points':>8}{'power':>8}{'false':>8}"]
        text += [
            f"{'':<46}{line.n:>8}{100 * line.difference:>8.0f}{line.power if line.difference else 0:>8.3f}"
            f"{line.false_share:>8.3f}"
            for line in part
        ]
    text += ["", f"{'called common':<46}{'answers':>8}{'alike':>8}{'at the margin':>16}"]
    text += [
        f"{'':<46}{line.n:>8}{line.right:>8.3f}{line.wrong:>16.3f}"
        for line in lines
        if isinstance(line, Equivalence)
    ]
    text += [
        "",
        f"{'detectable difference of class A':<46}{'answers':>8}{'points':>8}{'printed':>9}{'found':>8}",
    ]
    text += [
        f"{'':<46}{line.n:>8}{100 * line.difference:>8.0f}{line.printed:>9.2f}{line.found:>8.3f}"
        for line in lines
        if isinstance(line, Detectable)
    ]
    return "\n".join(text) + "\n"


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    with ProcessPoolExecutor(2) as pool:
        tables = written(list(pool.map(run, jobs(count))), count)
    TABLE.write_text(tables, encoding="utf-8")
    print(tables)
