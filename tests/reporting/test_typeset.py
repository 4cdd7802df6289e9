import base64
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import translate, typeset

CREATED = datetime(2026, 5, 31, tzinfo=UTC)
HOSTILE = [
    '#eval("1")', "$x_$", "<b>bold</b>", "*star*", "_under_", "back\\slash", "@ref", "=heading", "//comment",
    "`raw`", '"quoted"', "#import", "]}", "华东零售有限公司",
]  # fmt: skip
SVG = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz4="


def page(body, lang="en", draft="no"):
    about = {
        "title": "Classification",
        "site": "Lin'an",
        "month": "2026-05",
        "month_name": "May 2026",
        "draft": draft,
    }
    metas = "".join(f'<meta name="wcm-{name}" content="{value}">' for name, value in about.items())
    return (
        f'<html lang="{lang}"><head>{metas}<title>T</title></head><body><h1>Which?</h1>{body}</body></html>'
    )


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def text_of(html, tmp_path, *options):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed, and nothing else here reads a PDF")
    Path(tmp_path, "x.pdf").write_bytes(typeset.pdf(html, created=CREATED))
    command = ["pdftotext", *options, str(tmp_path / "x.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_a_literal_is_read_back_as_the_text_it_came_from(text):
    assert json.loads(typst.eval(b"", translate.literal(text))) == text


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


def test_the_same_page_is_the_same_bytes_and_dated_as_told():
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
    with pytest.raises(WorkbookError, match="a report holds only"):
        typeset.pdf(page('<img alt="x" src="https://example.org/x.png">'), created=CREATED)


def test_a_figure_keeps_its_alternative_text(tmp_path):
    source = translate.markup(
        page(f'<img alt="Two &quot;bars&quot;" src="data:image/svg+xml;base64,{SVG}">'), tmp_path
    )
    assert 'w.chart("figure-1.svg", "Two \\"bars\\"")' in source
    assert (tmp_path / "figure-1.svg").read_bytes().startswith(b"<svg")


def test_a_figure_of_more_than_ten_million_letters_is_whole(tmp_path):
    drawn = b"<svg>" + b" " * 9_000_000 + b"</svg>"  # 12,000,016 letters in base64
    code = base64.b64encode(drawn).decode()
    translate.markup(page(f'<p>before</p><img alt="x" src="data:image/svg+xml;base64,{code}">'), tmp_path)
    assert (tmp_path / "figure-1.svg").read_bytes() == drawn


def test_a_remark_of_html_is_not_printed_and_what_follows_it_is(tmp_path):
    source = translate.markup(page("<p>one<!-- two -->three <b>four</b> five<?six?></p>"), tmp_path)
    assert "three" in source and "five" in source
    assert "two" not in source and "six" not in source


def test_a_character_without_a_glyph_is_written_out_and_not_left_out(tmp_path):
    assert "⟨U+E000⟩" in text_of(page("<p>private \ue000 use</p>"), tmp_path)


def test_pages_are_numbered_and_headed_and_drafts_say_so(tmp_path):
    contents = '<nav class="wcm-contents"><h2>Contents</h2></nav>'
    printed = text_of(page(f"{contents}<h2>Who?</h2><p>x</p>", draft="yes"), tmp_path).split("\f")
    assert "Page 1 of 2" in printed[0]
    assert "Contents" not in printed[0]
    assert "DRAFT" in printed[0]
    assert "DRAFT" in printed[1]
    assert re.search(r"Lin'an · Classification · May 2026", printed[1])
    assert re.search(r"Who\?[ .\u2060\n]*2", printed[1])


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


def test_nothing_from_a_page_is_a_command(tmp_path):
    source = translate.markup(page('<p>#panic() \\ " ] }</p><style>x</style><script>y</script>'), tmp_path)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", source)
    assert "panic" in source
    assert "panic" not in outside
    assert "script" not in source


def test_the_bar_of_a_number_keeps_its_share(tmp_path):
    bars = "".join(
        f'<tr class="wcm-total"><td class="wcm-num"><span class="wcm-bar" style="width:{share}%"></span>'
        f"<span>{share}</span></td></tr>"
        for share in ("25.0", "100.0")
    )
    table = f'<table><thead><tr><th class="wcm-num">n</th></tr></thead><tbody>{bars}</tbody></table>'
    source = translate.markup(page(table), tmp_path)
    # Two millimetres and 1.7 for each of the five figures of the longer number; 17 for the bar.
    assert '("total", w.bar(25.0, "25.0", 10.5mm), )' in source
    assert '("total", w.bar(100.0, "100.0", 10.5mm), )' in source
    assert "w.datatable((27.5mm, ), (right, )" in source
