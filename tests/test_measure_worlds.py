"""Verdicts on measures in made-up series: the recorded table keeps its promise, and so does a small one."""

import re

import numpy as np
import pytest

from benchmarks import measures
from benchmarks.measures import WORLDS, make_series

LINE = re.compile(r"^(.*?)\s+" + r"\s+".join([r"([\d.]+)%"] * 4) + "$", re.MULTILINE)


def test_placebo_dates_work_in_five_per_cent_at_most_and_two_sigma_are_shown_in_eighty():
    table = measures.TABLE.read_text(encoding="utf-8")
    rows = {name.strip(): [float(part) for part in parts] for name, *parts in LINE.findall(table)}
    assert set(rows) == {world.name for world in WORLDS}
    assert int(table.split(" series")[0].replace(",", "")) >= 1_000
    assert max(placebo for placebo, *_rest in rows.values()) <= 5.0
    assert min(by_then for *_rest, by_then in rows.values()) >= 80.0


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_has_its_months_and_its_change(world):
    months = world.before + measures.AFTER
    still, moved = (make_series(np.random.default_rng(4), world, change) for change in (0.0, -2.0))
    assert {len(each) for each in still} == {months}
    assert len(still) == 1 + world.compared
    fall = still[0]["value"] - moved[0]["value"]
    assert fall[: world.before].abs().max() == 0
    assert fall[world.before :].mean() > 0


def test_few_series_come_near_the_table(monkeypatch):
    monkeypatch.setattr(measures, "SERIES", 30)
    placebo, _any, shown, _by_then = measures.shares(WORLDS[0])
    assert placebo <= 0.1
    assert shown >= 0.7
    assert measures.write_table([(0.0, 0.0, 1.0, 1.0)] * len(WORLDS)).count("100.0%") == 2 * len(WORLDS)
