"""Every section of every wave at the edge is shown, in both languages, without a warning or a traceback."""

import pytest

from tests.reports.demand_survey.hostile import WAVES, frame_of, opened, wave
from wcm_helpers.core import words
from wcm_helpers.reporting.appendix import SECTIONS
from wcm_helpers.reports.demand_survey.figures import NAMES
from wcm_helpers.reports.demand_survey.report import DEMAND_SURVEY

OWN = [name for name in DEMAND_SURVEY.sections if name not in {"appendix", *SECTIONS}]


@pytest.fixture(autouse=True)
def language_again():
    before = words.language()
    yield
    words.use(before)


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "en") for name in WAVES), ("anonymous, few", "zh")],
)
def test_every_section_is_shown(name, language):
    words.use(language)
    review = opened(WAVES[name](), language=language)
    for section in OWN:
        shown = review.section(section)
        assert shown.blocks, section
        text = "\n".join(block.text for block in shown.blocks)
        assert "nan" not in text.lower().replace("financ", ""), (section, text)
    assert review.headline and tuple(review.figures) == NAMES


def test_an_earlier_wave_changes_nothing_of_that():
    review = opened(WAVES["everybody gives 5"](), previous=wave(10, month="2026-03"))
    assert all(review.section(section).blocks for section in OWN)


def test_without_a_customer_list_the_answers_are_still_shown():
    review = opened(wave(10), frame=frame_of(0))
    assert all(review.section(section).blocks for section in OWN)
    assert review.figures["response_rate"] is None
