"""Gaps by hand: what was asked for and is not there, and what is clearly more than usual."""

import pandas as pd
import pytest

from wcm_helpers.core.months import window
from wcm_helpers.reports.service_plan.recommendations.gaps import season_gaps, share_gaps, stated_gaps

MONTHS = window("2026-05", 12)


def test_a_need_met_by_package_or_purchase_is_no_gap():
    wanted = pd.DataFrame({"contact": [1.0, 1.0, 0.0], "label": [1.0, 1.0, 0.5]}, index=["a", "b", "c"])
    words = {"contact": ("contact", "专属客服"), "label": ("label", "贴标换标")}
    bought = pd.DataFrame({"贴标": [True, False]}, index=["a", "b"])
    answers = pd.DataFrame(2, index=wanted.index, columns=wanted.columns)
    frame = stated_gaps(wanted, words, frozenset({"b"}), bought, answers)
    assert frame[["customer_id", "kind", "what", "k", "n"]].to_numpy().tolist() == [
        ["a", "named_manager", "", 2, 2],
        ["b", "service", "贴标", 2, 2],
        ["c", "service", "贴标", 1, 2],
    ]
    assert frame["usual"].tolist() == pytest.approx([2 / 3, 1.0, 1.0])


def test_a_need_that_nothing_compares_with_is_left_out():
    wanted = pd.DataFrame({"slots": [1.0]}, index=["a"])
    bought = pd.DataFrame({"labels": [False]}, index=["a"])
    assert stated_gaps(wanted, {"slots": ("slots",)}, frozenset(), bought, wanted).empty


def test_a_share_must_be_clear():
    part, whole = pd.Series({"a": 6, "b": 10, "c": 19}), pd.Series({"a": 10, "b": 300, "c": 40})
    # usual: 35 of 350; a has too few orders, c 48 % with an interval from 33 %, above twice 10 %
    assert share_gaps(part, whole, "urgent", frozenset())["customer_id"].tolist() == ["c"]
    assert share_gaps(part, whole, "urgent", frozenset({"c"})).empty
    # 18 % of 1,000 is clearly above 12 %, and not twice as much
    assert share_gaps(
        pd.Series({"a": 180, "b": 60}), pd.Series({"a": 1000, "b": 1000}), "urgent", set()
    ).empty
    assert share_gaps(part * 0, whole, "urgent", frozenset()).empty


def orders(*counts):
    return pd.DataFrame({"customer_id": "a", "month": MONTHS[: len(counts)], "orders": counts})


@pytest.mark.parametrize(
    ("counts", "season"),
    [
        ([5] * 11 + [60], True),
        ([10] * 12, False),
        ([1] * 11 + [20], False),  # 31 orders are too few
        ([0] * 6 + [10] * 6, False),  # half a year is no season
        ([30] * 3, False),
    ],
)
def test_a_season_is_a_month_far_above_the_mean(counts, season):
    frame = season_gaps(orders(*counts), MONTHS, frozenset())
    assert (not frame.empty) == season
    if season:
        assert frame[["what", "k", "n"]].to_numpy().tolist() == [["2026-05", 60, 115]]
        assert season_gaps(orders(*counts), MONTHS, frozenset({"a"})).empty
