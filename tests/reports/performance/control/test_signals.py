"""Flagged charts in the order of their gravity, and the flags of chance."""

import pytest

from tests.reports.performance.control.made_up import Review, amounts, rate
from wcm_helpers.methods.false_flags import flagged_share
from wcm_helpers.reports.performance.control.signals import COLUMNS, false_flags_of, signals_of

USUAL = [9, 11] * 7


def test_worse_ones_come_first_and_say_how_far():
    review = Review(
        amounts("lead_p90_hours", [*USUAL, 4]),
        amounts("lead_p50_hours", [*USUAL, 16, 17]),
        amounts("lead_p50_hours", USUAL, "site", "North"),
    )
    signals = signals_of(review)
    assert list(signals.columns) == list(COLUMNS)
    assert signals["indicator"].tolist() == ["lead_p50_hours", "lead_p90_hours"]
    assert signals["variation"].tolist() == ["concern", "improvement"]
    assert signals["direction"].tolist() == ["high", "low"]
    assert signals["months_flagged"].tolist() == [2, 1]
    # (17 − 10) ÷ (5.32 ÷ 3)
    assert signals["severity"].iloc[0] == pytest.approx(7 / 5.32 * 3)
    assert signals["expected_false"].tolist() == [flagged_share(16), flagged_share(15)]


def test_a_large_group_goes_before_a_small_one_that_is_further_out():
    usual = [90, 92] * 7
    review = Review(
        rate("otif_order", [10 * each for each in usual] + [900], 1000),
        rate("otif_order", [*usual, 80], 100, "site", "Small"),
        rate("otif_order", [8 * each for each in usual] + [8 * 81], 800, "site", "Large"),
    )
    signals = signals_of(review)
    assert signals["group"].tolist() == ["Large", "Small"]
    assert signals["severity"].iloc[1] > signals["severity"].iloc[0]


def test_flags_of_chance_follow_points_and_baseline():
    frames = [amounts("lead_p90_hours", USUAL, "site", str(group)) for group in range(10)]
    assert false_flags_of(Review(*frames)) == pytest.approx(10 * flagged_share(14))
    assert false_flags_of(Review(*frames, baseline_months=6)) == pytest.approx(10 * flagged_share(14, 6))
    assert signals_of(Review(*frames)).empty
    assert false_flags_of(Review()) == 0
