"""HTML becomes Typst: every text a literal, every figure a file, nothing a command."""

import base64
import json
import re

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting.report_page import HOSTILE, SVG, page
from wcm_helpers.reporting import translate


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_a_literal_is_read_back_as_the_text_it_came_from(text):
    assert json.loads(typst.eval(b"", translate.literal(text))) == text


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
