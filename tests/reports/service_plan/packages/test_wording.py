"""What is due of an item in words."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.reports.service_plan.packages.received import VERDICTS
from wcm_helpers.reports.service_plan.packages.wording import item_name, level_words, verdict_words

NONE = float("nan")


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        (("response", 0.5, None, NONE), "within 0.5 hours"),
        (("response", 1.0, None, NONE), "within 1 hour"),
        (("talk", 1.0, "month", NONE), "1 a month"),
        (("review", 2.0, "year", NONE), "2 a year"),
        (("named_manager", NONE, None, 6.0), "6 hours a month"),
        (("base_support", NONE, None, 0.25), "0.25 hours a month"),
        (("priority_release", NONE, None, NONE), "yes"),
        (("talk", 1.0, float("nan"), NONE), "yes"),  # a level without a period says nothing
    ],
)
def test_what_is_due(cells, due):
    assert level_words(*cells) == due


def test_an_item_of_the_exports_own_keeps_its_name():
    assert item_name("冷库专区") == "冷库专区"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_outcome_has_words_in_both_languages(verdict):
    english = verdict_words(verdict)
    words.use("zh")
    try:
        assert english and verdict_words(verdict) != english
    finally:
        words.use("en")
