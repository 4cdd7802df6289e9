"""No page but the last is under a third full: what is tried, what is kept, and what comes of it on paper."""

import dataclasses

import pytest
from bs4 import BeautifulSoup

from tests.reporting.report_page import page
from tests.reporting.test_typeset import text_of
from wcm_helpers.reporting.paper_pages import Choices, Mark, Sheet, remedies, thin, well_filled

LINES = '<li><a href="#first">First</a></li>' * 20
GROUPS = f"<p>Report</p><ol></ol><p>Analysts</p><ol>{LINES}</ol>"
CONTENTS = f'<nav class="wcm-contents"><details><summary>Contents</summary>{GROUPS}</details></nav>'
DIVIDER = '<div class="wcm-divider"><p>Appendix</p><p>The rest.</p></div>'


def paragraphs(name, n):
    return "".join(f"<p>{name} {k}</p>" for k in range(n))


def table(name, n, wide=False):
    cells = "".join(f"<tr><td>{name} {k}</td></tr>" for k in range(n))
    made = f"<table><thead><tr><th>HEAD</th></tr></thead><tbody>{cells}</tbody></table>"
    return f'<div class="wcm-table wcm-wide">{made}</div>' if wide else made


def section(body, appendix=False):
    return f'<section class="wcm-section{" wcm-of-appendix" if appendix else ""}">{body}</section>'


def report(reading, appendix, opening="<p>Decide.</p>"):
    """Return a page as the reports have it. About 42 paragraphs fill a sheet, and 47 rows."""
    return page(
        f'<main><div class="wcm-opening">{opening}</div>{CONTENTS}{section(reading)}{DIVIDER}'
        f'{section(f"""<h2 id="first">First</h2>{appendix}""", appendix=True)}</main>'
    )


def words_by_sheet(html, tmp_path):
    return [
        " ".join(sheet.get_text(" ").split())
        for sheet in BeautifulSoup(text_of(html, tmp_path, "-bbox"), "html.parser").find_all("page")
    ]


def test_an_opening_of_a_few_lines_shares_its_page(tmp_path):
    made = words_by_sheet(report(paragraphs("reading", 60), paragraphs("method", 60)), tmp_path)
    assert "Decide." in made[0]
    assert "reading 0 " in made[0]


def test_a_long_opening_has_its_page(tmp_path):
    html = report(paragraphs("reading", 60), paragraphs("method", 60), opening=paragraphs("decide", 20))
    made = words_by_sheet(html, tmp_path)
    assert "reading" not in made[0]
    assert "reading 0 " in made[1]


def test_the_appendix_begins_on_a_page_of_a_few_lines(tmp_path):
    html = report(paragraphs("reading", 52), paragraphs("method", 60), opening=paragraphs("decide", 20))
    made = words_by_sheet(html, tmp_path)
    assert "Appendix" in made[2]
    assert "reading 51 " in made[2]


def test_a_few_lines_before_a_turned_page_take_a_section_with_them(tmp_path):
    # The second section begins at three quarters of a page and leaves a few lines for the next one.
    appendix = f"{paragraphs('method', 30)}<h2>Second</h2>{paragraphs('rule', 20)}"
    html = report(paragraphs("reading", 30), appendix, opening=paragraphs("decide", 20)).replace(
        "</main>", section(f"<h2>Turned</h2>{table('row', 5, wide=True)}", appendix=True) + "</main>"
    )
    made = words_by_sheet(html, tmp_path)
    turned = next(place for place, sheet in enumerate(made) if "HEAD" in sheet)
    assert "Second" in made[turned - 1]
    assert "rule 0 " in made[turned - 1]
    assert "method 29 " in made[turned - 2]


def test_a_table_that_would_leave_a_page_nearly_empty_splits(tmp_path):
    reading = f"{paragraphs('reading', 56)}<h2>Table</h2>{table('row', 46)}{paragraphs('after', 30)}"
    made = words_by_sheet(report(reading, paragraphs("method", 60), paragraphs("decide", 20)), tmp_path)
    assert "reading 55 " in made[2]
    assert "row 0 " in made[2]
    assert "row 45 " in made[3]


def marks(*listed):
    return [Mark(number, kind, True, *place) for number, (kind, *place) in enumerate(listed, 1)]


def test_the_last_page_and_pages_a_third_full_ask_for_nothing():
    assert list(remedies([Sheet(0.36), Sheet(0.9), Sheet(0.02)], [], Choices())) == []


def test_a_section_moves_only_where_both_pages_stay_filled():
    # Page 1 is nine tenths full, page 2 a tenth. Moved at 0.2, page 1 would keep a fifth; at 0.8, page 2
    # would have a fifth; at 0.5, both have half.
    found = marks(("heading", 1, 0.2), ("heading", 1, 0.5), ("heading", 1, 0.8))
    made = list(remedies([Sheet(0.9), Sheet(0.1), Sheet(0.9)], found, Choices()))
    assert [choice.breaks for choice in made] == [{2}]


def test_a_heading_is_preferred_to_a_paragraph_that_halves():
    found = marks(("piece", 1, 0.5), ("heading", 1, 0.6))
    made = list(remedies([Sheet(0.9), Sheet(0.1), Sheet(0.9)], found, Choices()))
    assert [choice.breaks for choice in made] == [{2}, {1}]


def test_nothing_moves_from_an_upright_page_to_a_turned_one():
    sheets = [Sheet(0.9), Sheet(0.1, turned=True), Sheet(0.9, turned=True)]
    assert list(remedies(sheets, marks(("heading", 1, 0.5)), Choices())) == []


def test_what_makes_no_page_better_is_not_chosen():
    def look(choices):
        return [Sheet(0.2), Sheet(0.1), Sheet(0.5)], []

    assert well_filled(look) == Choices()


def test_the_trials_end():
    asked = []

    def look(choices):  # every remedy leaves its page as it is and makes the next one new
        asked.append(choices)
        return [Sheet(0.2)] * 40, marks(*(("table", page, 0.0) for page in range(1, 40)))

    well_filled(look)
    assert len(asked) == 11  # the first, and ten trials
    assert len({dataclasses.astuple(choices) for choices in asked}) == 11


@pytest.mark.parametrize("filled", [[], [0.1], [0.9, 0.1]])
def test_the_last_page_may_be_short(filled):
    assert thin([Sheet(one) for one in filled]) == []
