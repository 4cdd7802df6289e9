"""The intervals of the survey contain the truth as often as they say, and the committed table says so."""

import re

import pandas as pd
import pytest

from benchmarks import coverage
from wcm_helpers.methods.estimates import LEAST_ANSWERS, sample_of
from wcm_helpers.methods.nps import net_promoter_score
from wcm_helpers.methods.proportions import share_of
from wcm_helpers.methods.scale_means import mean_of

LINES = [
    re.fullmatch(r"(.+?)\s+(\d+)\s+(many|\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", line).groups()
    for line in coverage.TABLE.read_text(encoding="utf-8").splitlines()[5:]
]


def test_the_table_has_every_figure_and_size():
    single = [(name, int(n)) for name, n, *_rest in LINES if "people" not in name]
    expected = [
        (figure.name, n) for figure in coverage.FIGURES for n in coverage.ANSWERS for _times in range(3)
    ]
    assert single == expected
    assert len(LINES) == len(expected) + 6


def test_from_the_least_number_of_answers_on_they_cover():
    for _name, n, _customers, mean, _lowest, _width in LINES:
        if int(n) >= LEAST_ANSWERS:
            assert 0.93 <= float(mean) <= 0.97


def test_with_fewer_some_world_is_missed_too_often():
    once = [line for line in LINES if "people" not in line[0]]
    worst = {n: min(float(line[4]) for line in once if int(line[1]) == n) for n in coverage.ANSWERS}
    assert min(n for n, lowest in worst.items() if lowest >= 0.90) == LEAST_ANSWERS


@pytest.mark.parametrize("figure", coverage.FIGURES, ids=lambda figure: figure.name)
def test_a_few_worlds_again(figure):
    for population in (None, 16):
        line = coverage.measure(figure, 8, population, count=12, samples=150, seed=3)
        assert 0.91 <= line.coverage <= 0.985  # 1,800 samples: chance of ±.01, and other worlds


def test_what_is_measured_is_what_the_report_computes():
    answers = pd.Series([5.0, 4, 4, 2, 1, 3, 5, 5])
    customers = pd.Series(list("abcdefgh"))
    sample = sample_of(answers, customers, population=16)
    assert sample.size == pytest.approx(8 * 15 / 8)
    by_name = {figure.name: figure for figure in coverage.FIGURES}
    mean = mean_of(answers, 1, 5, customers, 16)
    assert by_name["mean, 1 to 5"].interval(sample) == pytest.approx(mean[1:3])
    top = (answers >= 4).astype(float)
    share = share_of(top, customers, 16)
    assert by_name["top two"].interval(sample_of(top, customers, 16)) == pytest.approx(share[1:3])
    nps = net_promoter_score(answers * 2, customers, 16)
    assert by_name["NPS"].interval(nps.sample) == pytest.approx(nps.estimate[1:3])


def test_the_same_seed_gives_the_same_table():
    one, other = (
        [coverage.measure(figure, 20, None, count=2, samples=8, seed=5) for figure in coverage.FIGURES]
        for _run in range(2)
    )
    assert coverage.written(one) == coverage.written(other)
    assert (
        coverage.written(one).splitlines()[:5] == coverage.TABLE.read_text(encoding="utf-8").splitlines()[:5]
    )
