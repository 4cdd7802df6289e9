"""The figures that sites are compared by: with an interval only where the answers suffice for one."""

import pandas as pd
import pytest

from tests.reports.demand_survey.hostile import opened, wave
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.demand_survey.comparable import comparables_of


def test_they_are_those_of_the_export(sample_review):
    by_id = {one.id: one for one in comparables_of(sample_review)}
    assert list(by_id) == ["responses", "response_rate", "satisfaction", "nps"]
    rows = pd.read_csv(ROOT / "data" / "sample" / "survey-2026-09.csv", dtype=str)
    scores = pd.to_numeric(rows["6、您有多大可能向同行推荐我们？"], errors="coerce").dropna()
    nps = by_id["nps"]
    assert nps.value == pytest.approx(100 * ((scores >= 9).mean() - (scores <= 6).mean()), abs=0.01)
    assert nps.n == len(scores)
    assert nps.low < nps.value < nps.high
    rate = by_id["response_rate"]
    assert (rate.low, rate.high) == pytest.approx(wilson(round(rate.value * rate.n), rate.n), abs=1e-6)


def test_few_answers_have_no_interval():
    for one in comparables_of(opened(wave(3))):
        if one.id in ("satisfaction", "nps"):
            assert not one.has_interval


def test_a_wave_without_answers_and_an_anonymous_one_say_what_they_can():
    assert [one.id for one in comparables_of(opened(wave(0)))] in (
        ["responses"],
        ["responses", "response_rate"],
    )
    anonymous = [one.id for one in comparables_of(opened(wave(30, anonymous=True)))]
    assert "response_rate" not in anonymous
