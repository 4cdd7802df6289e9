"""How many careless responses are found? ``python -m benchmarks.careless_tenth`` writes the table.

In each world a tenth of the responses is careless, in turn a straight line, a line with slips, a repeated
pattern and random answers, given in about 1.3 seconds a question; the others take about 6 seconds and answer
by what they think of each dimension. Without durations only lines are found: the table says so.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.careless import signs

SIZES = (40, 100, 400)
WORLDS = 60
#: Questionnaires: dimensions, and questions of each, the last of which is reversed.
QUESTIONNAIRES = ((2, 8), (4, 4), (5, 6))
KINDS = ("straight", "slips", "pattern", "random")
TABLE = Path(__file__).with_name("careless_tenth.txt")

_HEAD = (
    "questionnaire    n  times    found  careful   found of which kind\n"
    "                                    flagged   straight  slips  pattern  random\n"
)


class Row(NamedTuple):
    """What came out for one questionnaire, number of responses, and with or without durations."""

    questionnaire: str
    n: int
    timed: bool
    found: float
    careful: float
    of_kind: dict[str, float]


class Answers(NamedTuple):
    """One world: answers as given and turned, seconds per question, and the kind of carelessness or ""."""

    scales: pd.DataFrame
    turned: pd.DataFrame
    dimensions: dict[str, str]
    seconds: pd.Series
    kind: np.ndarray


def world(rng: np.random.Generator, n: int, dimensions: int, questions: int) -> Answers:
    """Return the answers of n respondents on a scale of 1 to 5, a tenth of them careless."""
    number = dimensions * questions
    names = [f"q{place:02d}" for place in range(number)]
    turned_item = np.arange(number) % questions == questions - 1
    mind = 3.6 + 0.6 * rng.normal(size=(n, 1)) + 0.7 * rng.normal(size=(n, dimensions))
    felt = np.repeat(mind, questions, axis=1) + 0.3 * rng.normal(size=number)
    felt += 0.6 * rng.normal(size=(n, number))
    felt[:, turned_item] = 6 - felt[:, turned_item]
    given = np.clip(np.round(felt), 1, 5)
    seconds = np.exp(np.log(6) + 0.4 * rng.normal(size=n))
    kind = np.full(n, "", dtype=object)
    for place, row in enumerate(rng.choice(n, n // 10, replace=False)):
        kind[row] = KINDS[place % len(KINDS)]
        given[row] = _careless(rng, kind[row], number)
        seconds[row] = np.exp(np.log(1.3) + 0.35 * rng.normal())
    scales = pd.DataFrame(given, columns=names)
    turned = scales.mask(np.tile(turned_item, (n, 1)), 6 - scales)
    return Answers(
        scales,
        turned,
        {name: f"d{place // questions}" for place, name in enumerate(names)},
        pd.Series(seconds),
        kind,
    )


def _careless(rng: np.random.Generator, kind: str, number: int) -> np.ndarray:
    if kind == "random":
        return rng.integers(1, 6, number)
    if kind == "pattern":
        return np.resize(rng.permutation([1, 2, 3, 4, 5]), number)
    line = np.full(number, rng.integers(3, 6))
    slipped = rng.random(number) < (0.08 if kind == "slips" else 0)
    return np.where(slipped, rng.integers(1, 6, number), line)


def rows(worlds: int = WORLDS, sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """Yield the table row by row."""
    for dimensions, questions in QUESTIONNAIRES:
        for n in sizes:
            rng = np.random.default_rng(n + dimensions)
            drawn = [world(rng, n, dimensions, questions) for _world in range(worlds)]
            for timed in (True, False):
                yield _row(f"{dimensions} x {questions}", n, timed, drawn)


def _row(questionnaire: str, n: int, timed: bool, worlds: list[Answers]) -> Row:
    flagged, kinds = [], []
    for one in worlds:
        seconds = one.seconds if timed else pd.Series(np.nan, one.seconds.index)
        flagged.append(signs(one.scales, one.turned, one.dimensions, seconds)["flagged"].to_numpy())
        kinds.append(one.kind)
    flag, kind = np.concatenate(flagged), np.concatenate(kinds)
    return Row(
        questionnaire,
        n,
        timed,
        float(flag[kind != ""].mean()),
        float(flag[kind == ""].mean()),
        {name: float(flag[kind == name].mean()) for name in KINDS},
    )


def text(table: list[Row]) -> str:
    """Return the table as it is written."""
    lines = [
        f"{row.questionnaire:>13}{row.n:>5}  {'known' if row.timed else 'none':<6}{row.found:>8.3f}"
        f"{row.careful:>9.4f}{row.of_kind['straight']:>11.2f}{row.of_kind['slips']:>7.2f}"
        f"{row.of_kind['pattern']:>9.2f}{row.of_kind['random']:>8.2f}\n"
        for row in table
    ]
    return _HEAD + "".join(lines)


if __name__ == "__main__":
    TABLE.write_text(text(list(rows())), encoding="utf-8")
