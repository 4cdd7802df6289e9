"""How often the intervals of the survey report contain the truth: ``python -m benchmarks.coverage``.

Many worlds are made up: customers with an opinion, answered on five levels or from 0 to 10, of which n are
asked. Each line of the table is one figure, n answers, and so many customers in all; its coverage is the mean
over the worlds and the lowest of a single one. The table is written to ``coverage.txt`` beside this file.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.estimates import Sample, sample_of
from wcm_helpers.methods.intervals import Interval
from wcm_helpers.methods.proportions import wilson_interval
from wcm_helpers.methods.scale_means import (
    ADDED_ANSWERS,
    NPS_SPREAD,
    adjusted_interval,
    level_spread,
    pair_interval,
    share_spread,
)

TABLE = Path(__file__).with_name("coverage.txt")
ANSWERS = (5, 8, 20, 40, 100)
#: Customers in all, in times the answers; None: ever so many.
POPULATIONS = (None, 2.0, 1.25)
WORLDS, SAMPLES, SEED = 50, 400, 2_026
#: Answers ever so many customers would give: the truth of a world.
_MANY = 200_000

Draw = Callable[[np.random.Generator, dict[str, float], tuple[int, ...]], np.ndarray]


class Figure(NamedTuple):
    """A figure of the report: how its values are drawn, and its interval from a sample."""

    name: str
    draw: Draw
    interval: Callable[[Sample], Interval]


class Coverage(NamedTuple):
    """One line of the table: shares from 0 to 1, the width in units of the figure."""

    figure: str
    n: int
    population: int | None
    coverage: float
    lowest: float
    width: float


def _opinions(rng: np.random.Generator, world: dict[str, float], shape: tuple[int, ...]) -> np.ndarray:
    """Return what customers think now, and a second opinion related to it, on a scale from 1 to 5."""
    first, noise = rng.standard_normal((2, *shape))
    second = world["alike"] * first + (1 - world["alike"] ** 2) ** 0.5 * noise
    return np.stack(
        [
            world["mean"] + world["spread"] * first,
            world["mean"] + world["shift"] + world["spread"] * second,
        ]
    )


def _levels(opinions: np.ndarray) -> np.ndarray:
    return np.clip(np.round(opinions), 1, 5)


def _promoters(opinions: np.ndarray) -> np.ndarray:
    scores = np.clip(np.round(2.2 * opinions - 1), 0, 10)
    return (scores >= 9).astype(float) - (scores <= 6)


def _figure(value: Callable[[np.ndarray], np.ndarray], *, paired: bool = False) -> Draw:
    def draw(rng: np.random.Generator, world: dict[str, float], shape: tuple[int, ...]) -> np.ndarray:
        now, other = value(_opinions(rng, world, shape))
        return now - other if paired else now

    return draw


def _top_two(opinions: np.ndarray) -> np.ndarray:
    return (_levels(opinions) >= 4).astype(float)


def _added(middle: float, spread: float, added: float) -> Callable[[Sample], Interval]:
    return lambda sample: adjusted_interval(sample, added, middle, spread)


def _of_pairs(spread: float) -> Callable[[Sample], Interval]:
    return lambda sample: pair_interval(sample, spread)


FIGURES = (
    Figure("top two", _figure(_top_two), lambda sample: wilson_interval(sample.mean, sample.size)),
    Figure("mean, 1 to 5", _figure(_levels), _added(3, level_spread(1, 5), ADDED_ANSWERS)),
    Figure("NPS", _figure(_promoters), _added(0, 0.5, ADDED_ANSWERS)),
    Figure("gap or change of a mean", _figure(_levels, paired=True), _of_pairs(level_spread(1, 5))),
    Figure("change of top two, paired", _figure(_top_two, paired=True), _of_pairs(share_spread(0, 1))),
    Figure("change of NPS, paired", _figure(_promoters, paired=True), _of_pairs(NPS_SPREAD)),
)


#: The value of an opinion for the figures that are also measured with several people a customer.
VALUES = {"top two": _top_two, "mean, 1 to 5": _levels, "NPS": _promoters}


def worlds(count: int, seed: int) -> Iterator[dict[str, float]]:
    """Yield made-up worlds, from dissatisfied to very satisfied customers."""
    rng = np.random.default_rng(seed)
    for _world in range(count):
        yield {
            "mean": rng.uniform(2.4, 4.6),
            "spread": rng.uniform(0.8, 1.4),
            "shift": rng.uniform(-0.8, 0.8),
            "alike": rng.uniform(0.2, 0.8),
        }


def measure(
    figure: Figure, n: int, population: int | None, *, count: int, samples: int, seed: int
) -> Coverage:
    """Return how often the interval of a figure contains the truth.

    Parameters
    ----------
    figure : Figure
    n : int
        Answers, each of another customer.
    population : int or None
        Customers in all; None for ever so many.
    count, samples, seed : int
        Worlds, samples of each, and the seed of both.
    """
    rng = np.random.default_rng(seed)
    inside, widths = [], []
    for world in worlds(count, seed):
        values = figure.draw(rng, world, (samples, population or n))
        truth = (
            np.full(samples, figure.draw(rng, world, (_MANY,)).mean())
            if population is None
            else values.mean(axis=1)
        )
        asked = values[:, :n]
        size = float(n) if population is None else n * (population - 1) / (population - n)
        ends = np.array(
            [
                figure.interval(Sample(n, n, mean, variance, size))
                for mean, variance in zip(
                    asked.mean(axis=1).tolist(), asked.var(axis=1).tolist(), strict=True
                )
            ]
        )
        inside.append(((ends[:, 0] <= truth + 1e-12) & (truth <= ends[:, 1] + 1e-12)).mean())
        widths.append((ends[:, 1] - ends[:, 0]).mean())
    return Coverage(figure.name, n, population, np.mean(inside), min(inside), np.mean(widths))


def measure_clusters(figure: Figure, n: int, *, count: int, samples: int, seed: int) -> Coverage:
    """Return the same for n customers of which one to three people answered, alike as the world has it."""
    rng = np.random.default_rng(seed)
    inside, widths = [], []
    for world in worlds(count, seed):
        truth = figure.draw(rng, world, (_MANY,)).mean()
        hits = 0
        for _sample in range(samples):
            people = rng.integers(1, 4, n)
            common = np.repeat(rng.standard_normal(n), people)
            own = rng.standard_normal(people.sum())
            mood = world["alike"] ** 0.5 * common + (1 - world["alike"]) ** 0.5 * own
            values = VALUES[figure.name](world["mean"] + world["spread"] * mood)
            sample = sample_of(pd.Series(values), pd.Series(np.repeat(np.arange(n), people)))
            low, high = figure.interval(sample)
            hits += low <= truth <= high
            widths.append(high - low)
        inside.append(hits / samples)
    return Coverage(
        f"{figure.name}, 1 to 3 people each", n, None, np.mean(inside), min(inside), np.mean(widths)
    )


def measure_all(
    answers: tuple[int, ...] = ANSWERS, *, count: int = WORLDS, samples: int = SAMPLES, seed: int = SEED
) -> list[Coverage]:
    """Return the table: every figure, number of answers and number of customers."""
    lines = [
        measure(
            figure, n, None if times is None else round(times * n), count=count, samples=samples, seed=seed
        )
        for figure in FIGURES
        for n in answers
        for times in POPULATIONS
    ]
    return lines + [
        measure_clusters(figure, n, count=count // 2, samples=samples // 4, seed=seed)
        for figure in FIGURES
        if figure.name in VALUES
        for n in answers[2:4]
    ]


def written(lines: list[Coverage]) -> str:
    """Return the table as text."""
    head = (
        f"Coverage of 95 % intervals: {WORLDS} worlds, {SAMPLES} samples of each, seed {SEED}.\n"
        "Written by python -m benchmarks.coverage. From 8 answers on the mean over the worlds is between "
        ".93\nand .97, and no world of customers that answer once is below .90: with fewer the report cannot "
        "tell.\n\n"
        f"{'figure':<33}{'answers':>8}{'customers':>11}{'coverage':>10}{'lowest':>8}{'width':>8}\n"
    )
    rows = [
        f"{line.figure:<33}{line.n:>8}{'many' if line.population is None else line.population:>11}"
        f"{line.coverage:>10.3f}{line.lowest:>8.3f}{line.width:>8.2f}"
        for line in lines
    ]
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(measure_all()), encoding="utf-8")
