"""Needs of the newest named survey: whose, how far, and by which words."""

import pytest

from wcm_helpers.reports.service_plan.recommendations.stated import need_words, stated_needs, wave_of


def test_the_newest_wave_of_the_sample_is_read(plan_review):
    wave = plan_review.computed(wave_of)
    assert wave.month == "2026-09"
    shares, answers = stated_needs(wave)
    assert shares.loc["C00003", "cold_chain"] == 1.0  # planted in the survey
    assert (answers["cold_chain"] >= 1).all() and shares.notna().all(axis=None)
    # planted: 88 % of the customers want faster booking of receipts
    assert shares["receiving_slots"].mean() == pytest.approx(0.88, abs=0.05)


def test_the_words_of_a_need_are_its_key_and_its_options(plan_review):
    assert need_words(plan_review.computed(wave_of), "labelling") == ("labelling", "贴标换标")
