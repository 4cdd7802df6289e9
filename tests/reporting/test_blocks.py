import json

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.charts import style
from wcm_helpers.core import fonts
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
        "h2",
        "style",
    ),
    *("dl", "dt", "dd", "details", "summary", "svg", "polyline", "circle"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


def soup(made):
    return BeautifulSoup(made.html, "lxml")


def head(**changed):
    given = {
        "title": "Classification", "site": "Lin'an", "month": "2026-05", "language": "en",
        "data_up_to": "31 May 2026", "draft": False, "facts": [("Orders", "12")],
    }  # fmt: skip
    return blocks.head(**{**given, **changed})


def small_table(names=("Acme", "Beta"), **options):
    frame = pd.DataFrame({"name": list(names), "revenue": [200.0, np.nan][: len(names)]})
    columns = [
        blocks.Column("name", "Customer", width="name"),
        blocks.Column("revenue", "Revenue, CNY", "right", write="{:,.1f}".format, bar=True),
    ]
    return blocks.table(frame, columns, caption="Customers", **options)


def every_piece(text):
    return [
        head(title=text, site=text, facts=[(text, text)], data_up_to=text, draft=True),
        blocks.lead(text),
        blocks.findings([text], "none"),
        blocks.findings([], text),
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


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_a_name_is_shown_as_it_is(name):
    page = soup(small_table([name]))
    assert page.tbody.th.get_text() == fonts.printable(name)


def test_a_name_that_turns_its_neighbours_round_is_marked():
    assert soup(small_table(["a\u202egpj"])).tbody.th.get_text() == "a⟨U+202E⟩gpj"


def test_every_head_and_row_says_what_it_is_the_head_of():
    page = soup(small_table())
    assert [th["scope"] for th in page.thead.find_all("th")] == ["col", "col"]
    assert [th["scope"] for th in page.tbody.find_all("th")] == ["row", "row"]
    assert page.select_one("[tabindex='0'][role=region]")["aria-label"] == "Customers"
    assert page.caption.get_text() == "Customers"


def test_a_missing_value_is_a_dash_without_a_bar():
    cells = soup(small_table()).find_all("td")
    assert [cell.get_text().strip() for cell in cells] == ["200.0", "–"]
    assert [len(cell.select(".wcm-bar")) for cell in cells] == [1, 0]


def test_bars_are_in_proportion_to_the_longest():
    frame = pd.DataFrame({"n": [50.0, -200.0, 100.0, 0.0]})
    bars = soup(blocks.table(frame, [blocks.Column("n", "n", bar=True)], caption="c")).select(".wcm-bar")
    assert [bar["style"] for bar in bars] == ["width:25.0%", "width:100.0%", "width:50.0%", "width:0.0%"]


def test_a_trend_is_drawn_from_low_to_high_and_told_in_words():
    frame = pd.DataFrame({"t": [(10.0, 30.0, float("nan"), 20.0), None]})
    (svg,) = soup(blocks.table(frame, [blocks.Column("t", "t", trend=True)], caption="c")).select("svg")
    # Four months over 76 units from 2: 2, 27.3, (none), 78; 10 is the bottom, 30 the top, 20 the middle.
    assert svg.polyline["points"].split() == ["2.0,18.0", "27.3,2.0", "78.0,10.0"]
    assert svg["aria-label"] == "trend over 4 months: up"


def test_a_level_trend_runs_through_the_middle():
    svg = BeautifulSoup(str(block.spark((5.0, 5.0))), "lxml").svg
    assert svg.polyline["points"].split() == ["2.0,10.0", "78.0,10.0"]
    assert svg["aria-label"].endswith("level")


def test_a_portrait_table_with_eight_columns_is_refused():
    frame = pd.DataFrame({str(n): [n] for n in range(8)})
    columns = [blocks.Column(str(n), str(n)) for n in range(8)]
    with pytest.raises(ValueError, match="7 columns at most, got 8"):
        blocks.table(frame, columns, caption="c")
    assert "wcm-wide" in blocks.table(frame, columns, caption="c", wide=True).html


def test_an_unknown_column_is_named():
    with pytest.raises(ValueError, match="nonsense"):
        blocks.table(pd.DataFrame({"a": [1]}), [blocks.Column("nonsense", "x")], caption="c")


def test_row_class_marks_the_rows_it_says():
    made = small_table(row_class=lambda row: "total" if row["name"] == "Beta" else "")
    assert [row.get("class") for row in soup(made).tbody.find_all("tr")] == [None, ["wcm-total"]]


def test_the_frame_is_left_as_it_was():
    frame = pd.DataFrame({"a": [3, 1]})
    before = frame.copy(deep=True)
    blocks.table(frame, [blocks.Column("a", "a", bar=True)], caption="c")
    pd.testing.assert_frame_equal(frame, before)


def test_the_plain_table_lines_up_and_says_how_much_is_left_out():
    frame = pd.DataFrame({"a": ["华东", "x"] * 15, "b": range(30)})
    text = blocks.table(
        frame, [blocks.Column("a", "name"), blocks.Column("b", "n")], caption="c", note="end"
    ).text
    assert text.split("\n")[:3] == ["c", "name  n", "华东  0"]
    assert text.split("\n")[-2:] == ["… 10 more rows", "end"]


@pytest.mark.parametrize(("direction", "said"), [("up", "▲ up"), ("down", "▼ down"), ("flat", "= level")])
def test_a_direction_is_a_sign_and_a_word(direction, said):
    page = soup(blocks.cards([blocks.Card(Indicator("revenue", "Revenue"), "1", direction=direction)]))
    assert page.select_one(".wcm-change").get_text().strip() == said


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="'sideways', not up, down or flat"):
        blocks.cards([blocks.Card(Indicator("revenue", "Revenue"), "1", direction="sideways")])


def test_more_than_five_findings_are_refused():
    assert len(soup(blocks.findings(["x"] * 5, "none")).find_all("li")) == 5
    with pytest.raises(ValueError, match="5 at most, got 6"):
        blocks.findings(["x"] * 6, "none")


def test_nothing_to_decide_is_one_line():
    page = soup(blocks.findings([], "Nothing to decide."))
    assert page.p.get_text() == "Nothing to decide."
    assert not page.find("li")


def test_the_head_tells_the_exporters_what_the_report_is():
    data, about = head(draft=True)._repr_mimebundle_()
    assert json.loads(json.dumps(data[block.REPORT])) == {
        "title": "Classification", "site": "Lin'an", "month": "2026-05", "month_name": "May 2026",
        "language": "en", "draft": True,
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
    assert chart() == chart()


def test_a_chart_is_small():
    assert len(chart().more["image/svg+xml"]) < 60_000
