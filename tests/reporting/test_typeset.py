"""The PDF: hostile text as it is, tagged, numbered, the same bytes each time."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.reporting.report_page import HOSTILE, SVG, escaped, page
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import typeset

CREATED = datetime(2026, 5, 31, tzinfo=UTC)


def text_of(html, tmp_path, *options):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed, and nothing else here reads a PDF")
    Path(tmp_path, "x.pdf").write_bytes(typeset.pdf(html, created=CREATED))
    command = ["pdftotext", *options, str(tmp_path / "x.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_hostile_text_is_printed_as_it_is(tmp_path):
    body = "".join(f"<p>{escaped(text)}</p>" for text in HOSTILE)
    cells = "".join(f"<tr><td>{escaped(text)}</td></tr>" for text in HOSTILE)
    printed = text_of(
        page(
            f"{body}<h2>{escaped(HOSTILE[0])}</h2><table><thead><tr><th>n</th></tr></thead><tbody>{cells}</tbody></table>"
        ),
        tmp_path,
    )
    for text in HOSTILE:
        assert printed.count(text) >= 2, text


def test_the_same_page_is_the_same_bytes_and_dated_to_the_day_asked_for():
    first, second = (typeset.pdf(page("<p>华东</p>"), created=CREATED) for _ in range(2))
    assert first == second
    assert b"2026-05-31T00:00:00" in first
    assert b"pdfuaid" in first


@pytest.mark.parametrize("alt", ["", 'alt=""', 'alt="  "'])
def test_a_figure_without_alternative_text_fails(alt):
    with pytest.raises(WorkbookError, match="alternative text"):
        typeset.pdf(
            page(f'<figure><img {alt} src="data:image/svg+xml;base64,{SVG}"></figure>'), created=CREATED
        )


def test_a_figure_from_elsewhere_is_refused():
    with pytest.raises(WorkbookError, match="a report shows only"):
        typeset.pdf(page('<img alt="x" src="https://example.org/x.png">'), created=CREATED)


def test_a_character_without_a_glyph_is_written_out_and_not_left_out(tmp_path):
    assert "⟨U+E000⟩" in text_of(page("<p>private \ue000 use</p>"), tmp_path)


def test_pages_are_numbered_and_headed_and_drafts_say_so(tmp_path):
    printed = text_of(page(divided("<p>x</p>"), draft="yes"), tmp_path).split("\f")
    assert "Page 1 of 3" in printed[0]
    assert "Contents" not in printed[0]
    assert "DRAFT" in printed[0]
    assert "DRAFT" in printed[1]
    assert re.search(r"Lin'an · Classification · May 2026", printed[1])


def divided(body):
    lines = '<li><a href="#who">Who?</a></li>' * 20
    groups = f"<p>Report</p><ol></ol><p>Analysts</p><ol>{lines}</ol>"
    contents = f'<nav class="wcm-contents"><details><summary>Contents</summary>{groups}</details></nav>'
    divider = '<div class="wcm-divider"><p>Appendix</p><p>The rest.</p></div>'
    full = "".join(f"<p>{n}</p>" for n in range(25))
    return f'{contents}<p><a href="#who">Who?</a></p>{full}{divider}<h2 id="who">Who?</h2>{body}'


def test_the_contents_stand_at_the_head_of_the_appendix_with_pages(tmp_path):
    printed = text_of(page(divided("<p>x</p>")), tmp_path, "-raw").rstrip("\f").split("\f")
    assert [("Appendix" in sheet, "Contents" in sheet) for sheet in printed] == [
        (False, False), (True, True), (False, False),
    ]  # fmt: skip
    assert "Who? (p. 3)" in printed[0]
    assert re.search(r"Who\?\s+3", printed[1])
    assert "\u2060" not in "".join(printed)


@pytest.mark.parametrize("rows", [14, 45])
def test_a_table_that_fits_on_a_page_is_whole(rows, tmp_path):
    # A page has room for about fifty rows; what stands before leaves room for fewer than forty-five.
    before = "".join(f"<p>before {n}</p>" for n in range(35))
    cells = "".join(f"<tr><td>row {n}</td></tr>" for n in range(rows))
    table = f"<table><thead><tr><th>HEAD</th></tr></thead><tbody>{cells}</tbody></table>"
    printed = text_of(page(f"{before}{table}"), tmp_path).rstrip("\f").split("\f")
    assert len(printed) == 2
    assert len(re.findall(r"row \d+", printed[1])) == rows


def test_a_heading_and_its_sentence_stay_with_what_they_introduce(tmp_path):
    cells = "".join(f"<tr><td>row {n}</td></tr>" for n in range(30))
    table = f"<table><thead><tr><th>HEAD</th></tr></thead><tbody>{cells}</tbody></table>"
    before = "".join(f"<p>before {n}</p>" for n in range(32))
    body = f"{before}<h2>Heading</h2><p class='wcm-remark'>Remark.</p>{table}"
    printed = text_of(page(body), tmp_path).rstrip("\f").split("\f")
    assert [("Heading" in sheet, "Remark" in sheet, "HEAD" in sheet) for sheet in printed] == [
        (False, False, False), (True, True, True),
    ]  # fmt: skip


def test_a_long_table_repeats_its_head_on_every_page(tmp_path):
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(150))
    table = f"<table><thead><tr><th>HEAD</th></tr></thead><tbody>{rows}</tbody></table>"
    printed = text_of(page(table), tmp_path).rstrip("\f").split("\f")
    assert len(printed) > 2
    assert [sheet.count("HEAD") for sheet in printed] == [1] * len(printed)
    assert sum(len(re.findall(r"row \d+", sheet)) for sheet in printed) == 150


def test_a_wide_table_turns_its_page_with_its_heading(tmp_path):
    rows = "<table><thead><tr><th>HEAD</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>"
    wide = f'<section><h2>Wide</h2><div class="wcm-table wcm-wide">{rows}</div></section>'
    body = f"{wide}<section><h2>After</h2></section>"
    layout = text_of(page(body), tmp_path, "-bbox")
    sheets = BeautifulSoup(layout, "html.parser").find_all("page")
    flipped = [float(sheet["width"]) > float(sheet["height"]) for sheet in sheets]
    assert flipped == [False, True, False]
    words = [sheet.get_text(" ") for sheet in sheets]
    assert "Wide" in words[1]
    assert "HEAD" in words[1]
