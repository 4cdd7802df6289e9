"""The lines of the first page: plain text, markup and links."""

from typing import get_args

import pytest
from bs4 import BeautifulSoup

from wcm_helpers.core import words
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action, Kind, kind_name

LINE = Action(
    "loss", "Berg", "loss of 12k EUR", "Costs rose.", "Review prices.", "money", "2 more lose 3k EUR."
)


def test_a_line_in_plain_text_ends_with_the_others_of_its_kind():
    assert LINE.sentence == "Berg (loss of 12k EUR): Costs rose. Review prices. 2 more lose 3k EUR."
    bare = Action("data", "Rejected rows", "", "3 rows were rejected.", "Correct them.", "data")
    assert bare.sentence == "Rejected rows: 3 rows were rejected. Correct them."


def test_a_line_has_no_spaces_between_sentences_in_chinese():
    before = words.language()
    try:
        words.use("zh")
        line = Action("loss", "甲", "亏损12万CNY", "成本上升。", "重谈价格。", "money", "另有2家。")
        assert line.sentence == "甲（亏损12万CNY）：成本上升。重谈价格。另有2家。"
    finally:
        words.use(before)


def test_a_line_links_to_its_evidence():
    made = blocks.actions([LINE], {"money": "Loss-making customers"}, more="3 more are in “Data”.")
    page = BeautifulSoup(made.html, "html.parser")
    link = page.select_one("li a.wcm-evidence")
    assert (link["href"], link.get_text()) == ("#money", "Loss-making customers")
    assert page.select_one("li.wcm-action-loss .wcm-kind").get_text() == "Costs more than it brings"
    assert page.select_one(".wcm-more").get_text() == "3 more are in “Data”."
    assert made.text.splitlines()[1].startswith("1. Berg (loss of 12k EUR)")
    assert made.content == (LINE,)


def test_six_lines_are_refused():
    with pytest.raises(ValueError, match="5 at most, got 6"):
        blocks.actions([LINE] * 6, {"money": ""})


def test_every_kind_has_a_heading_of_its_own():
    headings = [kind_name(kind) for kind in get_args(Kind)]
    assert len({*headings}) == len(headings) == 21
