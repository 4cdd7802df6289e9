"""How often the verdicts on measures are right: ``python -m benchmarks.measures``.

Each line has series of one kind with a known truth. *Placebo*: nothing happened at the date; the share of
series whose measure "works" all the same, at the verdict after six months and at any of the verdicts after
three to six. *Shown*: the indicator fell by two standard deviations of its months; the share shown after six
months, and by then. The table is written to ``measures.txt`` beside this file.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.interrupted_series import SHOWN, measure_effect

TABLE = Path(__file__).with_name("measures.txt")
SERIES, SEED, AFTER, TWO_SIGMA = 1_000, 2_027, 6, 2.0
FIRST = "2023-01"


class World(NamedTuple):
    """A kind of series: months before, correlation of neighbours, season, what is measured, and a peer."""

    name: str
    before: int
    correlation: float = 0.0
    season: float = 0.0
    kind: str = "amount"
    compared: bool = False


WORLDS = (
    World("independent months", 30),
    World("independent months, one year before", 12),
    World("neighbours alike, ρ 0.3", 30, 0.3),
    World("neighbours alike, ρ 0.3, one year before", 12, 0.3),
    World("season of two sigma with a peak", 30, 0.0, 2.0),
    World("season and neighbours alike", 30, 0.3, 2.0),
    World("season and neighbours alike, two years before", 24, 0.3, 2.0),
    World("share of 200 to 600 orders, over-dispersed", 30, 0.0, 0.0, "share"),
    World("share, over-dispersed, season, neighbours alike", 30, 0.3, 2.0, "share"),
    World("counts of about 12, over-dispersed", 30, 0.0, 0.0, "count"),
    World("with a comparable group, common shocks", 30, 0.3, 2.0, "amount", compared=True),
)


def make_noise(chance: np.random.Generator, months: int, world: World) -> np.ndarray:
    """Return months of standard deviation 1 around a season."""
    noise = chance.normal(size=months)
    for place in range(1, months):
        rest = np.sqrt(1 - world.correlation**2)
        noise[place] = world.correlation * noise[place - 1] + rest * noise[place]
    times = np.arange(months)
    peak = 0.5 * (times % 12 == 10)
    return noise + world.season * (np.sin(2 * np.pi * times / 12) / np.sqrt(2) + peak)


def make_series(chance: np.random.Generator, world: World, change: float) -> list[pd.DataFrame]:
    """Return the series of a world, and that of its comparable group."""
    count = world.before + AFTER
    months = [add_months(FIRST, place) for place in range(count)]
    level = make_noise(chance, count, world)
    step = np.where(np.arange(count) < world.before, 0.0, change)
    if world.kind == "amount":
        if not world.compared:
            return [pd.DataFrame({"month": months, "value": 30 + level + step})]
        mine = pd.DataFrame({"month": months, "value": 30 + level + np.sqrt(2) * step})
        # what hits both groups in a month is as large as what hits one; the peer has the same season
        common = chance.normal(size=count)
        peer = pd.DataFrame({"month": months, "value": 40 + make_noise(chance, count, world) + common})
        return [mine.assign(value=mine["value"] + common), peer]
    if world.kind == "share":
        cases = chance.integers(200, 600, count)
        spread = np.sqrt((0.2 * 0.1 * 0.9) ** 2 + 0.1 * 0.9 / 400)  # over-dispersion, and chance
        counts = chance.binomial(cases, expit(logit(0.1 + spread * step) + 0.2 * level))
        return [
            pd.DataFrame(
                {"month": months, "value": counts / cases, "numerator": counts, "denominator": cases}
            )
        ]
    spread = np.sqrt((0.2 * 12) ** 2 + 12)
    counts = chance.poisson((12 + spread * step) * np.exp(0.2 * level))
    return [pd.DataFrame({"month": months, "value": counts, "numerator": counts})]


def shares(world: World) -> tuple[float, float, float, float]:
    """Return placebo at six months and at any, shown at six months and by then."""
    results = []
    for change in (0.0, -TWO_SIGMA):
        chance, last, ever = np.random.default_rng(SEED), 0, 0
        for _series in range(SERIES):
            series = make_series(chance, world, change)
            verdicts = [_verdict(series, world, after) for after in range(3, AFTER + 1)]
            last += verdicts[-1] == SHOWN
            ever += SHOWN in verdicts
        results += [last / SERIES, ever / SERIES]
    return tuple(results)


def _verdict(series: list[pd.DataFrame], world: World, after: int) -> str:
    known = [each.head(world.before + after) for each in series]
    start = pd.Timestamp(f"{add_months(FIRST, world.before)}-01")
    comparison = known[1] if len(known) > 1 else None
    return measure_effect(known[0], start, better="down", comparison=comparison).verdict


def write_table(rows: list[tuple[float, float, float, float]]) -> str:
    """Return the table as text."""
    head = f"{SERIES:,} series a line; placebo dates at most 5 %, two sigma at least 80 %\n\n"
    head += f"{'':52}{'placebo':>18}{'two sigma shown':>20}\n"
    head += f"{'':52}{'month 6':>9}{'any':>9}{'month 6':>11}{'by then':>9}\n"
    lines = [
        f"{world.name:52}{row[0]:9.1%}{row[1]:9.1%}{row[2]:11.1%}{row[3]:9.1%}"
        for world, row in zip(WORLDS, rows, strict=True)
    ]
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        table = write_table(list(pool.map(shares, WORLDS)))
    TABLE.write_text(table, encoding="utf-8")
    print(table)
