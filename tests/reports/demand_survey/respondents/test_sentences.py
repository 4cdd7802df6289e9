"""The sentences on respondents and weights."""

import pandas as pd
import pytest

from tests.reports.demand_survey.respondents.test_analysis import HUNDRED, counted
from tests.reports.demand_survey.respondents.test_weighting import TWENTY, frame_of, weights_of
from tests.surveys import question, survey_of
from wcm_helpers.methods.raking import REASONS
from wcm_helpers.reports.demand_survey.respondents import sentences
from wcm_helpers.reports.demand_survey.respondents.figures import MainFigures
from wcm_helpers.reports.demand_survey.respondents.result import Weighting

SURVEY = survey_of([question("SAT", "csat")], {"SAT": [4]})


def figures(change):
    return MainFigures(
        pd.DataFrame(
            [("nps", "NPS", 20, 0.1, 0.1 + change, change)],
            columns=["kind", "key", "n", "plain", "other", "change"],
        )
    )


def test_how_many_answered():
    assert sentences.response(counted(HUNDRED, ["c00"])) == "1 of 100 customers asked answered (1%)."
    one = counted(frame_of(**{"class": ["A"]}), ["c00"])
    assert sentences.response(one) == "1 of 1 customer asked answered (100%)."


def test_the_lowest_rate_is_told_where_nothing_is_missing():
    result = counted(HUNDRED, [*HUNDRED.index[:9], *HUNDRED.index[20:51]])
    assert sentences.lowest(result) == (
        "The lowest response rate is that of class C, 39% (31 of 80); this may be chance."
    )
    assert sentences.lowest(counted(HUNDRED, list(HUNDRED.index))) == ""
    missing = counted(HUNDRED, [*HUNDRED.index[:18], *HUNDRED.index[20:42]])
    assert sentences.lowest(missing) == ""


def test_what_weighting_changes():
    result = weights_of(TWENTY, ["c00", "c01", "c05", "c06"])
    assert sentences.weighting(result, figures(-0.25), SURVEY) == (
        "Weighted by class, “NPS” changes most: −15.0 instead of +10.0."
    )
    assert sentences.weighting(result, figures(0.01), SURVEY) == (
        "Weighted by class, no main figure changes by 3 percentage points or more."
    )
    assert sentences.weighting(result, figures(float("nan")), SURVEY) == "The answers are weighted by class."


@pytest.mark.parametrize("reason", [*REASONS, "anonymous", "frame", "nobody", "groups"])
def test_every_refusal_has_a_sentence(reason):
    margin = "industry" if reason in REASONS else ""
    text = sentences.refusal(Weighting(pd.Series(), pd.Series(), reason, margin, "toys" if margin else ""))
    assert text.startswith("The answers are not weighted: ") and text.endswith(".")
    assert ("industry" in text) or not margin or reason == "groups"


def test_costly_weights_are_warned_of():
    assert sentences.cost(weights_of(TWENTY, ["c00", "c05"])) == ""
    frame = frame_of(**{"class": ["A"] * 10 + ["C"] * 90})
    text = sentences.cost(weights_of(frame, [*frame.index[:10], "c10"], cap=10))
    assert text.startswith("With weights the 11 customers that answered count like 1")


def test_pooled_and_left_out_groups_are_named():
    frame = frame_of(industry=["food"] * 10 + ["toys"] * 3 + ["wine"] * 4)
    assert sentences.pooled(weights_of(frame, ["c00", "c01", "c10"])) == [
        "By industry, these small groups are weighted together: toys and wine.", "",
    ]  # fmt: skip
    frame = frame_of(**{"class": ["A"] * 6 + ["C"] * 9 + ["N"] * 2})
    assert sentences.pooled(weights_of(frame, ["c00", "c06"])) == [
        "2 customers of small groups without an answer are not represented."
    ]


def test_names_of_groups():
    named = [("class", "A"), ("class", "N"), ("industry", ""), ("industry", "other"), ("site", "S1")]
    assert [sentences.group_name(*group) for group in named] == [
        "class A", "group N", "customers without an industry", "other industries", "S1",
    ]  # fmt: skip
