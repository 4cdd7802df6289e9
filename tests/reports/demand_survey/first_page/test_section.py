"""The first page of the sample and of small waves: headline, lines, cards, picture."""

import re

import pytest

from tests.reports.demand_survey.hostile import blank, frame_of, opened, wave
from wcm_helpers.core import words
from wcm_helpers.reporting.blocks import MAX_ACTIONS


@pytest.fixture
def chinese():
    before = words.language()
    words.use("zh")
    yield
    words.use(before)


def _in_month(review, month):
    """Return a review as another month shows the same wave."""
    return review.with_parameters(review.parameters.model_copy(update={"month": month}))


def test_the_page_has_a_headline_five_lines_at_most_five_cards_and_a_picture(sample_review):
    page = sample_review.first_page
    kinds = [block.kind for block in page.blocks]
    assert kinds == ["lead", "actions", "cards", "chart"]
    assert 3 <= len(page.blocks[1].content) <= MAX_ACTIONS
    assert 4 <= len(page.blocks[2].content) <= 5
    assert len(page.charts["needs"].figure.axes[0].patches) == 8


def test_every_line_has_a_step_and_its_evidence_is_a_section(sample_review):
    for line in sample_review.actions:
        assert line.step and line.happened
        assert line.section in sample_review.report.sections


def test_the_head_says_whether_the_survey_is_named(sample_review):
    assert "named, for internal readers" in sample_review.head.blocks[0].text
    assert "Survey: anonymous" in opened(wave(10, anonymous=True)).head.blocks[0].text


def test_an_anonymous_wave_names_no_customer_and_no_reach_under_five():
    groups = ["A"] * 4 + ["B"] * 13 + ["C"] * 13
    review = opened(wave(30, anonymous=True, **{"class": groups}), frame=frame_of(30))
    text = "\n".join(block.text for block in review.first_page.blocks)
    assert not re.search(r"Customer \d", text)
    assert "class A" not in text
    assert not {line.kind for line in review.actions} & {"unhappy", "response", "data"}


def test_the_headline_is_two_sentences_and_the_second_is_the_change(sample_review):
    first, second = _in_month(sample_review, "2026-09").headline.split(". ")
    assert "customers answered" in first
    assert second.startswith("The NPS fell from ")


def test_without_an_earlier_wave_it_says_so():
    assert "It is the first wave" in opened(wave(1)).headline


def test_without_an_answer_it_cannot_tell():
    page = opened(blank(wave(10), "SAT", "REC")).first_page
    cards = {card.label: card.value for card in page.blocks[2].content}
    assert cards["Satisfied overall"] == cards["NPS"] == "cannot tell"


def test_in_chinese_it_has_no_english_sentence(chinese, sample_review):
    parameters = sample_review.parameters.model_copy(update={"language": "zh"})
    page = sample_review.with_parameters(parameters).first_page
    text = "\n".join(page.sentences)
    assert not re.search(r"[a-z]{3,}", text), text
    assert "到货预约更快" in text


def test_a_month_without_a_wave_says_so(sample_review):
    first, second = _in_month(sample_review, "2026-12").headline.split(". ")
    assert first == "There has been no new wave since September 2026"
    assert "customers answered" in second
