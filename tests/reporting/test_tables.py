"""Tables: headings, bars and trends in their cells, and the frame behind the page."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting.pieces import small_table, soup
from wcm_helpers.core import fonts
from wcm_helpers.reporting.tables import Column, table


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
    assert page.select_one("[tabindex='0'][role=group]")["aria-label"] == "Customers"
    assert page.caption.get_text() == "Customers"


def test_a_number_is_sorted_by_its_value_and_not_as_it_is_written():
    frame = pd.DataFrame({"name": list("abcdefgh"), "n": [1_000_000.0, 939_000.0, *[1.5] * 5, None]})
    columns = [Column("name", "Name"), Column("n", "n", "right", lambda value: f"{value / 1e6:.2f}M")]
    rows = soup(table(frame, columns, caption="c")).tbody.find_all("tr")
    values = [row.td.get("data-value") for row in rows]
    assert values == ["1000000", "939000", *["1.5"] * 5, None]  # one without a value has none to sort by
    assert [row.th.get("data-value") for row in rows] == [None] * 8
    few = soup(table(frame.head(7), columns, caption="c"))
    assert not few.select(".wcm-sortable, [data-value]")  # seven rows are seen at once


@pytest.mark.parametrize(
    ("rows", "text", "forms"),
    [
        (2, "short", set()),
        (2, "a sentence that is wider than a phone shows", {"stacked"}),
        (2, "十八个汉字比三十四个西文字母还要宽一些呢", {"stacked"}),
        (20, "short", {"sortable", "long"}),
        (20, "a sentence that is wider than a phone shows", {"sortable", "long", "wordy"}),
    ],
)
def test_rows_with_prose_are_stacked_on_a_phone_unless_there_are_many(rows, text, forms):
    frame = pd.DataFrame({"name": ["a name as long as you like, it is no prose"] * rows, "what": text})
    made = soup(table(frame, [Column("name", "Name"), Column("what", "What to do")], caption="c"))
    assert {name.removeprefix("wcm-") for name in made.div["class"]} == {"table", *forms}
    heads = [cell.get("data-head") for cell in made.tbody.find_all("td")]
    assert heads == ["What to do" if "stacked" in forms else None] * rows


def test_a_date_and_a_short_chinese_word_are_not_broken_but_sentences_are():
    html = table(
        pd.DataFrame({"when": ["2026-10"], "what": ["计费收入"], "step": ["请在本周内致电这位客户"]}),
        [Column("when", "当时等级"), Column("what", "What it is"), Column("step", "下一步要做的事情")],
        caption="Words",
    ).html
    short = re.findall(r'class="[^"]*wcm-short[^"]*"[^>]*>(?:<bdi>)?([^<]*)<', html)
    assert short == ["当时等级", "2026-10", "计费收入"]  # 8, 7 and 8 letters wide; the longer ones 16 and 22


def test_a_missing_value_is_a_dash_without_a_bar():
    cells = soup(small_table()).find_all("td")
    assert [cell.get_text().strip() for cell in cells] == ["200.0", "–"]
    assert [len(cell.select(".wcm-bar")) for cell in cells] == [1, 0]


def test_bars_have_one_scale_and_losses_end_where_gains_begin():
    frame = pd.DataFrame({"n": [50.0, -100.0, 100.0, 0.0, float("inf")]})
    bars = soup(table(frame, [Column("n", "n", bar=True)], caption="c")).select(".wcm-bar")
    # From −100 to 100: zero is at 50 %, and 50 is a quarter of the way.
    assert [bar["style"] for bar in bars] == [
        "margin-left:50.0%;width:25.0%",
        "width:50.0%",
        "margin-left:50.0%;width:50.0%",
        "margin-left:50.0%;width:0.0%",
    ]
    assert [("wcm-loss" in bar["class"]) for bar in bars] == [False, True, False, False]


def test_bars_without_losses_begin_at_the_left():
    frame = pd.DataFrame({"n": [939.0, 1000.0]})
    bars = soup(table(frame, [Column("n", "n", bar=True)], caption="c")).select(".wcm-bar")
    assert [bar["style"] for bar in bars] == ["width:93.9%", "width:100.0%"]


def test_a_trend_is_drawn_from_low_to_high_and_has_a_label_in_words():
    frame = pd.DataFrame({"t": [(10.0, 30.0, float("nan"), 20.0), None]})
    (svg,) = soup(table(frame, [Column("t", "t", trend=True)], caption="c")).select("svg")
    # Four months over 76 units from 2: 2, 27.3, (none), 78; 10 is the bottom, 30 the top, 20 the middle.
    assert svg.polyline["points"].split() == ["2.0,18.0", "27.3,2.0", "78.0,10.0"]
    assert svg["aria-label"] == "trend over 4 months: up"


def test_a_portrait_table_with_eight_columns_is_refused():
    frame = pd.DataFrame({str(n): [n] for n in range(8)})
    columns = [Column(str(n), str(n)) for n in range(8)]
    with pytest.raises(ValueError, match="7 columns at most, got 8"):
        table(frame, columns, caption="c")
    assert "wcm-wide" in table(frame, columns, caption="c", wide=True).html


def test_an_unknown_column_is_named():
    with pytest.raises(ValueError, match="nonsense"):
        table(pd.DataFrame({"a": [1]}), [Column("nonsense", "x")], caption="c")


def test_row_class_marks_the_rows_it_says():
    made = small_table(row_class=lambda row: "total" if row["name"] == "Beta" else "")
    assert [row.get("class") for row in soup(made).tbody.find_all("tr")] == [None, ["wcm-total"]]


def test_the_frame_is_left_as_it_was():
    frame = pd.DataFrame({"a": [3, 1]})
    before = frame.copy(deep=True)
    table(frame, [Column("a", "a", bar=True)], caption="c")
    pd.testing.assert_frame_equal(frame, before)


def test_the_plain_table_lines_up_and_counts_the_rows_left_out():
    frame = pd.DataFrame({"a": ["华东", "x"] * 15, "b": range(30)})
    text = table(frame, [Column("a", "name"), Column("b", "n")], caption="c", note="end").text
    assert text.split("\n")[:3] == ["c", "name  n", "华东  0"]
    assert text.split("\n")[-2:] == ["… 10 more rows", "end"]


def test_the_content_is_the_frame_as_it_is_shown():
    # 12.5 and 3 in ten-thousandths; the second column of a label is told apart by its key.
    frame = pd.DataFrame({"n": ["x", "y"], "value": [125_000, 30_000], "other": [1, 2]}, index=[7, 8])
    columns = [Column("n", "Name"), Column("value", "Value", scaled=True), Column("other", "Value")]
    expected = pd.DataFrame({"Name": ["x", "y"], "Value": [12.5, 3.0], "Value (other)": [1, 2]})
    pd.testing.assert_frame_equal(table(frame, columns, caption="c").content, expected)


def test_bars_of_nothing_but_zeros_have_no_length():
    made = table(pd.DataFrame({"n": [0.0, 0.0]}), [Column("n", "n", bar=True)], caption="c")
    assert [bar["style"] for bar in soup(made).select(".wcm-bar")] == ["width:0.0%", "width:0.0%"]


def test_a_column_without_a_value_in_any_row_is_named_below_and_not_drawn():
    frame = pd.DataFrame(
        {"n": ["x", "y"], "kind": ["", ""], "late": [None, None], "some": [None, 2]}, index=[7, 8]
    )
    columns = [Column("n", "Ticket"), Column("kind", "Category"), Column("late", "Late", "right"),
               Column("some", "Open", "right")]  # fmt: skip
    made = table(frame, columns, caption="c", note="Two tickets.")
    page = soup(made)
    assert [th.get_text() for th in page.thead.find_all("th")] == ["Ticket", "Open"]
    assert [len(row.find_all(["th", "td"])) for row in page.tbody.find_all("tr")] == [2, 2]
    assert page.select_one("p.wcm-note").get_text() == (
        "Two tickets. Without a value in any row: Category and Late."
    )
    assert list(made.content) == ["Ticket", "Category", "Late", "Open"]  # what an analyst computes with


def test_a_table_without_rows_keeps_its_head():
    made = table(pd.DataFrame({"a": [], "b": []}), [Column("a", "A"), Column("b", "B")], caption="c")
    assert [th.get_text() for th in soup(made).thead.find_all("th")] == ["A", "B"]
