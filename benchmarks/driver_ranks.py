"""How often is a named first driver the true one? ``python -m benchmarks.driver_ranks`` writes the table.

Two kinds of worlds are drawn in turn: the planted one of ``driver_worlds``, with five ratings of which one
has no effect, and random ones. In the first the ratings are close together: hardly anything can be named,
and rightly.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.driver_worlds import World, planted_world
from wcm_helpers.methods.driver_ranks import LEAST_ANSWERS, LEAST_TO_NAME, rank_drivers

SIZES = (40, 60, 80, 100, 150, 250, 400)
WORLDS = 150
TABLE = Path(__file__).with_name("driver_ranks.txt")

_HEAD = (
    "worlds   n  largest  named  right of named  in the group  covered\n"
    "             share                          that may be first\n"
)


class Row(NamedTuple):
    """What came out at one number of customers, as shares of the worlds."""

    kind: str
    n: int
    largest: float
    named: float
    right: float
    among: float
    covered: float


def rows(worlds: int = WORLDS, sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """Return one row a kind of world and number of customers.

    ``largest``: the largest share is that of the true first driver; ``named``: one is named; ``right``: of
    those named; ``among``: the true one is in the group that may be first; ``covered``: intervals of shares
    that contain the true share.
    """
    for kind in ("planted", "random"):
        for n in sizes:
            results = [result for seed in range(worlds) if (result := _one(kind, n, seed)) is not None]
            largest, named, right, among, covered = np.mean(results, axis=0)
            yield Row(kind, n, largest, named, right / named if named else np.nan, among, covered)


def _one(kind: str, n: int, seed: int) -> tuple[float, ...] | None:
    """Return the results of one world; None where nothing was computed."""
    world = planted_world() if kind == "planted" else World(np.random.default_rng(seed))
    values = world.draw(np.random.default_rng([seed, n]), n)
    frame = pd.DataFrame(values[:, :-1])
    ranks = rank_drivers(frame, pd.Series(values[:, -1]), pd.Series([None] * n, dtype=object))
    if ranks.reason or ranks.constant:
        return None
    truth = pd.Series(world.shares())
    first, table = truth.idxmax(), ranks.table
    inside = (table["low"] <= truth[table.index]) & (truth[table.index] <= table["high"])
    named = len(ranks.leading) == 1
    return (
        table.index[0] == first, named, named and ranks.leading[0] == first, first in ranks.leading,
        inside.mean(),
    )  # fmt: skip


def write(found: list[Row]) -> str:
    """Return the table as text."""
    lines = [
        f"{r.kind:<8}{r.n:>4}{r.largest:>8.2f}{r.named:>8.2f}{_share(r.right):>14}{r.among:>15.2f}{r.covered:>12.3f}"
        for r in found
    ]
    named = sum(r.named for r in found)
    right = sum(r.named * r.right for r in found if r.named)
    note = (
        f"A driver is named from {LEAST_TO_NAME} customers on, shares are shown from {LEAST_ANSWERS} on; "
        f"of all that were named {right / named:.0%} were the true one."
    )
    return _HEAD + "\n".join(lines) + f"\n{note}\n"


def _share(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}"


if __name__ == "__main__":
    text = write(list(rows()))
    TABLE.write_text(text, encoding="utf-8")
    print(text)
