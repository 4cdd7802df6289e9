"""The figures of run.json: those of the sample as planted, and None where nothing can be computed."""

import json

import pandas as pd
import pytest

from tests.reports.demand_survey.hostile import opened, wave
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports.demand_survey.figures import NAMES, figures_of


def test_they_are_those_of_the_export_and_of_the_planted_needs(sample_review):
    figures = figures_of(sample_review)
    assert tuple(figures) == NAMES
    rows = pd.read_csv(ROOT / "data" / "sample" / "survey-2026-09.csv", dtype=str)
    scores = pd.to_numeric(rows["6、您有多大可能向同行推荐我们？"], errors="coerce").dropna()
    nps = 100 * ((scores >= 9).mean() - (scores <= 6).mean())
    assert figures["nps"] == pytest.approx(nps, abs=0.05)
    assert figures["nps_low"] < figures["nps"] < figures["nps_high"]
    words = rows["5、总体而言，您对我们的仓储服务满意吗？"]
    answered = words[words.isin(["非常不满意", "不满意", "一般", "满意", "非常满意"])]
    top_two = answered.isin(["满意", "非常满意"]).mean()
    assert figures["satisfaction"] == pytest.approx(top_two, abs=5e-5)
    assert figures["common_needs"] == ["receiving_slots"]
    assert "batch_certificates" in figures["individual_needs"]["industry:医药"]
    assert 0 < figures["detectable_difference"] < 1
    assert {*figures["alpha"]} == {"服务表现", "合作关系"}
    json.dumps(figures)


def test_what_cannot_be_computed_is_none():
    figures = figures_of(opened(wave(0)))
    assert figures["responses"] == 0
    assert figures["nps"] is None and figures["satisfaction"] is None
    json.dumps(figures, allow_nan=False)
    assert figures_of(opened(wave(6, anonymous=True)))["response_rate"] is None


@pytest.mark.parametrize(("anonymous", "responses"), [(True, 9), (False, 10)])
def test_a_response_without_an_answer_is_counted_in_a_named_survey_alone(anonymous, responses):
    survey = wave(10, anonymous=anonymous)
    survey.responses["empty"] = [True] + [False] * 9
    assert figures_of(opened(survey))["responses"] == responses
