"""The words of indicators: every one has a name, a question, a formula and an owner."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of, texts_of


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_indicator_has_its_words_and_no_two_one_name(language):
    words.use(language)
    texts = [texts_of(name) for name in DEFINITIONS]
    assert all(each.name and each.question and each.formula and each.owner for each in texts)
    assert len({each.name for each in texts}) == len(texts)
    words.use("en")


def test_percentiles_are_named_by_stage():
    assert name_of("pick_p90_hours") == "Picking, P90"
