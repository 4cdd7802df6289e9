"""What a cell displays: head, actions, boxes, cards and charts, all text escaped."""

import json

import pandas as pd
import pytest

from tests.reporting.executed import action
from tests.reporting.pieces import small_table, soup
from wcm_helpers.charts import style
from wcm_helpers.reporting import block, blocks
from wcm_helpers.reporting.indicators import Indicator

HOSTILE = ["<img src=x onerror=alert(1)>", "</td><script>x</script>", '"><b>', "{{ 7 * 7 }}", "&lt;b&gt;"]
ALLOWED = {
    *(
        "html",
        "head",
        "body",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "span",
        "strong",
        "bdi",
        "section",
        "h1",
        "h2",
        "a",
        "style",
    ),
    *("dl", "dt", "dd", "details", "summary", "svg", "line", "polyline", "circle"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


def head(**changed):
    values = {
        "title": "Classification", "site": "Lin'an", "month": "2026-05",
        "data_up_to": "31 May 2026", "draft": False, "facts": [("Orders", "12")],
    }  # fmt: skip
    return blocks.head(**{**values, **changed})


def every_piece(text):
    return [
        head(title=text, site=text, facts=[(text, text)], data_up_to=text, draft=True),
        blocks.lead(text),
        blocks.actions([action(text)], {"moves": text}, more=text),
        blocks.actions([], {}, empty=text),
        blocks.paragraph(text),
        blocks.missing(text),
        blocks.warning(text),
        blocks.rules([(text, text)]),
        blocks.details(text, blocks.paragraph(text)),
        blocks.cards([blocks.Card(Indicator("x", text), text, text, text, text, (1.0, 2.0), "up")]),
        small_table([text], note=text),
        blocks.table(pd.DataFrame({text: [text]}), [blocks.Column(text, text)], caption=text),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_never_markup(text):
    for made in every_piece(text):
        page = soup(made)
        assert {tag.name for tag in page.find_all(True)} <= ALLOWED
        assert text in page.get_text()
        assert text in made.text or made.kind == "head"


@pytest.mark.parametrize(
    ("direction", "label"), [("up", "▲ up"), ("down", "▼ down"), ("flat", "= unchanged")]
)
def test_a_direction_is_a_sign_and_a_word(direction, label):
    page = soup(blocks.cards([blocks.Card(Indicator("revenue", "Revenue"), "1", direction=direction)]))
    assert page.select_one(".wcm-change").get_text().strip() == label


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="'sideways', not up, down or flat"):
        blocks.cards([blocks.Card(Indicator("revenue", "Revenue"), "1", direction="sideways")])


def test_more_than_five_actions_are_refused():
    titles = {"moves": "Class changes"}
    assert len(soup(blocks.actions([action("x")] * 5, titles)).find_all("li")) == 5
    with pytest.raises(ValueError, match="5 at most, got 6"):
        blocks.actions([action("x")] * 6, titles)


def test_nothing_to_decide_is_one_line():
    page = soup(blocks.actions([], {}, empty="Nothing to decide."))
    assert page.p.get_text() == "Nothing to decide."
    assert not page.find("li")


def test_the_head_tells_the_exporters_what_the_report_is():
    data, about = head(draft=True)._repr_mimebundle_()
    assert json.loads(json.dumps(data[block.REPORT])) == {
        "title": "Classification", "site": "Lin'an", "month": "2026-05", "month_name": "May 2026",
        "language": "en", "draft": True, "data_up_to": "31 May 2026",
    }  # fmt: skip
    assert about[block.MARK] == "head"


@pytest.mark.parametrize("draft", [True, False])
def test_only_a_draft_says_draft(draft):
    assert ("DRAFT" in soup(head(draft=draft)).find("div").get_text()) is draft


def chart(alt="Two bars, the second twice the first."):
    figure, axes = style.canvas()
    axes.bar(["a", "b"], [1, 2])
    return blocks.chart(style.Chart(style.finish(figure, title="Twice", source="s", rule="r"), alt))


def test_a_chart_comes_with_its_words():
    data, about = chart()._repr_mimebundle_()
    assert data["text/plain"] == "Two bars, the second twice the first."
    assert about["image/svg+xml"]["alt"] == "Two bars, the second twice the first."
    assert data["image/svg+xml"].startswith("<svg ")
    assert "text/html" not in data


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_chart_without_words_is_refused(alt):
    with pytest.raises(ValueError, match="alternative text"):
        chart(alt)


def test_the_same_chart_is_the_same_bytes():
    one, two = chart(), chart()
    assert (one.html, one.more) == (two.html, two.more)


def test_a_chart_is_small():
    assert len(chart().more["image/svg+xml"]) < 60_000


def test_the_lines_of_a_card_stay_apart_without_any_style():
    # JupyterLab takes the style out of a notebook it does not trust; elements with a line of their own stay.
    indicator = Indicator("customers", "Customers")
    card = blocks.Card(indicator, "145", change="+2", note="of 150", previous="143", direction="up")
    shown = soup(blocks.cards([card]))
    lines = [element.get_text(" ", strip=True) for element in shown.li.find_all("div", recursive=False)]
    assert lines == ["Customers", "145", "▲ up +2", "143 a month ago", "of 150"]
