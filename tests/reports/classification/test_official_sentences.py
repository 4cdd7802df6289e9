"""The sentences on official classes."""

import pytest

from tests.reports.classification.facts import STEADY, classify_facts, two_years
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import official_sentences


def test_the_words_of_the_rule_change_with_it():
    said = official_sentences.describe(Rule(band=0.03, band_months=4, confirm_months=6, upgrade_months=2))
    assert "down after 4 months beyond the limit by 3 points, up after 2 months" in said
    assert "after 6 months beyond it at all" in said


def test_calm_is_told_from_what_was_counted():
    # In March b falls to 100 of 1000: b starts at .84, c at .72, d at .94. Officially c is up at once, b down
    # a month later, d, within the band of .95, up two months later.
    result = classify_facts(two_years({**STEADY}, changes={("b", "2026-03"): -175}))
    assert (result.official.computed_moves, result.official.official_moves) == (3, 3)
    assert result.official.delay == pytest.approx(1.0)
    assert (
        "changed their official class 3 times; by the class of each month alone they would have changed it 3 "
        "times" in official_sentences.stability_sentence(result)
    )
