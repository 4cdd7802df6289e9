"""The weights of a wave: they have the margins of the frame, or the margin that forbids it is named."""

import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.respondents.weighting import weigh
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def frame_of(**columns):
    """Return a frame of customers c00, c01 … from columns of groups."""
    n = len(next(iter(columns.values())))
    ids = [f"c{place:02d}" for place in range(n)]
    whole = {"customer_name": ids, "class": None, "industry": None, "site": None, "value": pd.NA, **columns}
    return pd.DataFrame({"customer_id": ids, **whole}, index=ids)


def month_of(frame, customers, **more):
    survey = survey_of(
        [question("SAT", "csat")], {"SAT": [4] * len(customers)}, customer_id=customers, **more
    )
    return SurveyMonth(survey, None, frame)


def weights_of(frame, customers, *, margins=("class", "industry", "site"), cap=5.0, **more):
    return weigh(month_of(frame, customers, **more), frame, margins, cap)


TWENTY = frame_of(**{"class": ["A"] * 5 + ["C"] * 15})


def test_customers_get_the_share_of_their_class():
    """Asked 5 A and 15 C, answered 4 A and 4 C: 1.25 and 3.75, with mean 1 that is 0.5 and 1.5."""
    result = weights_of(TWENTY, ["c00", "c01", "c02", "c03", "c05", "c06", "c07", "c08"])
    assert result.customers.tolist() == pytest.approx([0.5] * 4 + [1.5] * 4)
    assert result.used == ("class",) and result.n == 8 and not result.costly
    # Σw² = 4 · .25 + 4 · 2.25 = 10; deff = 8 · 10 / 64
    assert (result.deff, result.n_eff) == pytest.approx((1.25, 6.4))
    assert result.margins[["level", "units", "target", "after"]].to_numpy().tolist() == [
        ["A", 4, 5, pytest.approx(5)],
        ["C", 4, 15, pytest.approx(15)],
    ]


def test_a_customer_with_several_responses_counts_once():
    customers = ["c00", "c01", "c05", "c05", "c05", None]
    result = weights_of(TWENTY, customers)
    weights = result.responses.tolist()
    # customers: A 2.5 each of two, C 15 of one; c05 shares its weight among three responses
    assert weights[0] == weights[1] and weights[2] == weights[3] == weights[4]
    assert 3 * weights[2] / weights[0] == pytest.approx(6)
    assert weights[5] != weights[5] and sum(weights[:5]) == pytest.approx(5)


def test_design_weights_are_used():
    result = weights_of(TWENTY, ["c00", "c01", "c05"], weight=[1.0, 3.0, 1.0])
    assert result.customers["c01"] / result.customers["c00"] == pytest.approx(3)


@pytest.mark.parametrize(
    ("customers", "reason", "margin", "level"),
    [
        (["c05", "c06", "c07"], "empty", "class", "A"),
        ([None, None], "nobody", "", ""),
        ([], "nobody", "", ""),
        (["c00", "c00", "unknown"], "empty", "class", "C"),
    ],
)
def test_what_cannot_be_weighted_is_named(customers, reason, margin, level):
    result = weights_of(TWENTY, customers)
    assert (result.reason, result.margin, result.level) == (reason, margin, level)
    assert not result.weighted and result.responses.isna().all() and result.customers.empty


def test_a_cap_that_cannot_be_met_is_named():
    frame = frame_of(**{"class": ["A"] * 10 + ["C"] * 90})
    # C has 90 of 100 customers and one of eleven answers: weight 90 / (100 / 11) = 9.9 mean weights
    customers = [*frame.index[:10], "c10"]
    assert weights_of(frame, customers, cap=5).reason == "cap"
    assert weights_of(frame, customers, cap=10).weighted


def test_the_loss_of_more_than_half_is_pointed_out():
    frame = frame_of(**{"class": ["A"] * 10 + ["C"] * 90})
    result = weights_of(frame, [*frame.index[:10], "c10"], cap=10)
    # weights 1 (ten times) and 90: n_eff = 100² / (10 + 8100) = 1.23 of 11
    assert result.n_eff == pytest.approx(10_000 / 8_110) and result.costly


def test_without_customers_groups_or_names_there_are_no_weights():
    assert weights_of(TWENTY[:0], ["c00"]).reason == "frame"
    assert weights_of(frame_of(**{"class": ["A"] * 9}), ["c00"]).reason == "groups"
    assert weights_of(TWENTY, ["c00"], anonymous=True).reason == "anonymous"


def test_small_groups_are_weighted_together():
    frame = frame_of(industry=["food"] * 10 + ["toys"] * 3 + ["wine"] * 4)
    result = weights_of(frame, ["c00", "c01", "c10"])
    assert result.pooled == {"industry": ["toys", "wine"]} and result.left_out == 0
    assert result.margins[["level", "units", "target"]].to_numpy().tolist() == [
        ["food", 2, 10], ["other", 1, 7],
    ]  # fmt: skip


def test_a_few_customers_of_a_group_without_an_answer_are_left_out_and_counted():
    frame = frame_of(**{"class": ["A"] * 6 + ["C"] * 9 + ["N"] * 2})
    result = weights_of(frame, ["c00", "c06"])
    assert result.weighted and result.left_out == 2 and result.margins["level"].tolist() == ["A", "C"]


def test_larger_groups_without_an_answer_are_not_left_out():
    frame = frame_of(**{"class": ["A"] * 6 + ["C"] * 9, "industry": ["x"] * 9 + list("yyyzzz")})
    result = weights_of(frame, ["c00", "c07"])
    assert (result.reason, result.margin, result.level) == ("empty", "industry", "other")


def test_empty_responses_count_for_nothing():
    result = weights_of(TWENTY, ["c00", "c05", "c06"], empty=[False, False, True])
    assert result.n == 2 and result.responses.isna().tolist() == [False, False, True]
