"""Satisfaction and NPS of the waves, as indicators with the answers they rest on."""

import pytest

from tests.sample.committed import SAMPLE, read
from wcm_helpers.reports.performance.catalogue.survey_values import survey_values


@pytest.fixture(scope="module")
def values(performance_review):
    return survey_values(performance_review).set_index(["indicator", "month"])


def test_every_closed_wave_has_both(values):
    assert set(values.index) == {
        (name, month) for name in ("satisfaction", "nps") for month in ("2026-03", "2026-09")
    }


def test_the_value_is_within_its_interval_and_the_quotient_of_its_parts(values):
    share = values.loc["satisfaction"]
    assert (share["low"] < share["value"]).all() and (share["value"] < share["high"]).all()
    assert (share["numerator"] / share["denominator"]).tolist() == pytest.approx(share["value"].tolist())
    points = values.loc["nps"]
    assert points["value"].between(-100, 100).all() and (points["n"] > 50).all()


def test_the_answers_are_not_more_than_the_rows_of_the_export(values):
    rows = len(read(SAMPLE / "survey-2026-09.csv"))
    assert 0.5 * rows < values.loc[("nps", "2026-09"), "n"] <= rows
