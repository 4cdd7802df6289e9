"""HTML becomes Typst: every text a literal, every figure a file, nothing a command."""

import base64
import re

from tests.reporting.report_page import SVG, page
from wcm_helpers.reporting import translate
from wcm_helpers.reporting.block import svg_url


def test_a_figure_keeps_its_alternative_text(tmp_path):
    source = translate.markup(
        page(f'<img alt="Two &quot;bars&quot;" src="data:image/svg+xml;base64,{SVG}">'), tmp_path
    )
    assert 'w.chart("figure-1.svg", "Two \\"bars\\"")' in source
    assert (tmp_path / "figure-1.svg").read_bytes().startswith(b"<svg")


def test_a_figure_is_the_drawing_it_was(tmp_path):
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><path id="a%b" d="M0 0"/>华&amp;</svg>'
    translate.markup(page(f'<img alt="x" src="{svg_url(drawn)}">'), tmp_path)
    assert (tmp_path / "figure-1.svg").read_text(encoding="utf-8") == drawn.replace('"', "'")


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


def test_a_name_in_another_language_is_a_run_of_its_own(tmp_path):
    cells = '<tr><td><bdi lang="zh-Hans">华东</bdi></td></tr><tr><td><bdi>Acme</bdi></td></tr>'
    table = f"<table><thead><tr><th>n</th></tr></thead><tbody>{cells}</tbody></table>"
    source = translate.markup(page(f'<p>Call <bdi lang="zh-Hans">启东</bdi>.</p>{table}'), tmp_path)
    assert 'w.run("zh", {text("启东")})' in source
    assert 'w.run("zh", {text("华东")})' in source
    assert '("", "Acme", )' in source


def test_paragraphs_under_a_heading_stay_with_what_follows(tmp_path):
    source = translate.markup(page('<h2>H</h2><p class="wcm-remark">one</p><ul></ul><p>two</p>'), tmp_path)
    assert 'w.remark({text("one")}, sticky: true)' in source
    assert 'w.para({text("two")})' in source


def test_the_bar_of_a_number_keeps_its_share(tmp_path):
    bars = "".join(
        f'<tr class="wcm-total"><td class="wcm-num"><span class="{kind}" style="{style}"></span>'
        f"<span>{number}</span></td></tr>"
        for kind, style, number in (
            ("wcm-bar wcm-loss", "width:25.0%", "-25.0"),
            ("wcm-bar", "margin-left:25.0%;width:75.0%", "100.0"),
        )
    )
    table = f'<table><thead><tr><th class="wcm-num">n</th></tr></thead><tbody>{bars}</tbody></table>'
    source = translate.markup(page(table), tmp_path)
    # The longer number is 4 figures and a point, 4 × 0.57 + 0.3 ems of 3 mm, and 1 mm; the bar has 17 mm.
    assert '("total", w.bar(0.0, 25.0, true, "-25.0", 8.7mm), )' in source
    assert '("total", w.bar(25.0, 75.0, false, "100.0", 8.7mm), )' in source
    assert "w.datatable((28.7mm, ), (right, )" in source
