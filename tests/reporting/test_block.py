"""The unit of a page: joined without empty ones, as HTML, text and further mime types."""

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError

from wcm_helpers.reporting import block
from wcm_helpers.reporting.block import EMPTY, Block


def test_a_level_trend_runs_through_the_middle():
    svg = BeautifulSoup(str(block.spark((5.0, 5.0))), "lxml").svg
    assert svg.polyline["points"].split() == ["2.0,10.0", "78.0,10.0"]
    assert svg["aria-label"].endswith("unchanged")


def test_a_trend_leaves_out_months_without_a_value():
    # 3 to 1 over three months, the middle one unknown: down; only the two known months are points.
    months = (3.0, float("nan"), 1.0)
    assert block.spoken(months) == "trend over 3 months: down"
    assert str(block.spark(months)).count(",") == 2
    assert (block.spoken((float("nan"),)), str(block.spark((float("nan"),)))) == ("–", "")


def test_joining_flattens_and_leaves_out_what_shows_nothing():
    one, two = Block("lead", "<p>1</p>", "1"), Block("record", "", "", {block.RECORD: {"n": 1}})
    assert block.join(one, block.join(EMPTY, two), EMPTY).pieces == (one, two)


def test_a_block_without_alternative_text_is_html_with_its_kind_as_the_mark():
    data, about = Block("lead", "<p>1</p>", "1")._repr_mimebundle_()
    assert data == {"text/html": "<p>1</p>", "text/plain": "1"}
    assert about == {block.MARK: "lead"}


def test_a_block_with_alternative_text_is_an_image_with_it():
    data, about = Block("chart", "<p/>", "1", {"image/svg+xml": "<svg/>"}, "One bar.")._repr_mimebundle_()
    assert data == {"image/svg+xml": "<svg/>", "text/plain": "1"}
    assert about["image/svg+xml"] == {"alt": "One bar."}


def test_a_block_prints_as_one_line():
    assert repr(Block("lead", "", "first\nsecond")) == "<lead 'first'>"
    assert repr(Block("table", "", "x", name="movers")) == "<table 'movers'>"


def test_a_template_that_misses_a_value_fails():
    with pytest.raises(UndefinedError, match="'text'"):
        block.from_template("lead", "x")


def test_the_word_of_a_direction_follows_the_language_in_use(monkeypatch):
    monkeypatch.setattr(block, "_", {"up": "上升", "down": "下降", "unchanged": "持平"}.get)
    assert block.directions() == {"up": ("▲", "上升"), "down": ("▼", "下降"), "flat": ("=", "持平")}


def test_a_line_from_zero_shows_a_small_change_as_small():
    def heights(months, **how):
        points = BeautifulSoup(str(block.spark(months, **how)), "html.parser").polyline["points"].split()
        return [float(point.split(",")[1]) for point in points]

    assert heights([29, 28]) == [2, 18]  # the whole height
    first, last = heights([29, 28], zero=True)  # 16 units of height for 29: one is 0.55
    assert first == 2 and last == pytest.approx(2.6, abs=0.06)


def test_a_line_from_zero_has_a_base_line_at_zero():
    def base(months, **how):
        line = BeautifulSoup(str(block.spark(months, **how)), "html.parser").line
        return line and float(line["y1"])

    assert base([29, 28]) is None
    assert base([29, 28], zero=True) == 18
    assert base([-10, 10], zero=True) == 10  # in the middle
