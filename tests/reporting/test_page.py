"""The page of HTML: names are text, nothing is fetched, code is not shown."""

import base64
import hashlib
import itertools
import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.reporting.executed import HOSTILE, cell, notebook, raw, report, table
from wcm_helpers.charts import style
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import blocks, page, translate
from wcm_helpers.reporting.section import switched_off


def soup(built):
    return BeautifulSoup(page.render(built), "lxml")


def test_names_are_text_and_no_element_of_the_page():
    built = soup(report())
    assert not built.select("b, [onerror], iframe, object, link")
    assert len(built.select("script")) == 1  # our own
    assert [tag["alt"] for tag in built.find_all("img")] == ["Two bars."]
    assert [th.get_text() for th in built.tbody.find_all("th")] == HOSTILE


def test_nothing_is_fetched_from_anywhere():
    html = page.render(report())
    policy = BeautifulSoup(html, "lxml").find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    built = BeautifulSoup(html, "lxml")
    digest = base64.b64encode(hashlib.sha256(built.script.string.encode()).digest()).decode()
    assert policy["content"] == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
        f"script-src 'sha256-{digest}'"  # no other script can run
    )
    sources = [
        tag[name]
        for name in ("src", "href", "srcset", "action")
        for tag in built.find_all(attrs={name: True})
    ]
    sources += re.findall(r"url\(([^)]+)\)", built.style.string)
    assert len(sources) > 4
    assert all(source.startswith(("data:", "#")) for source in sources)
    assert "@import" not in built.style.string


def test_the_page_has_one_title_and_an_outline_without_gaps():
    levels = [int(tag.name[1]) for tag in soup(report()).find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize(
    ("later", "message"),
    [("# Two", "this one has 2"), ("### Three", "level-3 heading follows a level-1")],
)
def test_a_broken_outline_is_refused(later, message):
    with pytest.raises(WorkbookError, match=message):
        page.render(notebook(new_markdown_cell(later)))


def test_contents_lead_to_every_section_by_ascii_anchors():
    built = soup(report())
    links = built.select("nav a")
    assert [link.get_text() for link in links] == ["Who moved?", "全部客户"]
    assert [link["href"] for link in links] == ["#who-moved", "#section"]
    assert all(built.find(id=link["href"][1:]).name == "h2" for link in links)


def test_the_contents_have_the_reading_part_and_the_appendix_apart():
    one, two = new_markdown_cell("## One"), new_markdown_cell("## Two")
    built = soup(notebook(one, cell(blocks.divider()), two))
    groups = [
        (part.get_text(), [link.get_text() for link in part.find_next_sibling("ol").select("a")])
        for part in built.select(".wcm-contents-part")
    ]
    assert groups == [("Report", ["One"]), ("Appendix for analysts", ["Two"])]
    assert [section.h2.get_text() for section in built.select("section.wcm-of-appendix")] == ["Two"]


def test_names_in_another_language_say_which():
    built = soup(notebook(cell(blocks.lead("Call 启东东沐 this week.")), cell(table(["华东零售", "Acme"]))))
    assert [tag.get_text() for tag in built.select('[lang="zh-Hans"]')] == ["启东东沐", "华东零售"]


def test_a_character_without_a_glyph_is_told_once(caplog):
    page.render(notebook(cell(blocks.lead("private \ue000 use \ue000"))))
    assert [record.message for record in caplog.records] == [
        "No font has these characters, so their numbers are printed: ⟨U+E000⟩"
    ]


def test_headings_of_the_same_text_get_anchors_of_their_own():
    built = soup(notebook(new_markdown_cell("## Again\n\n## Again\n\n## Content")))
    anchors = [tag["id"] for tag in built.select("h2[id]")]
    assert anchors == ["again", "again-2", "content-2"]


def test_no_code_and_no_console_text_is_shown():
    talking = new_code_cell("SECRET", outputs=[new_output("stream", name="stderr", text="CONSOLE")])
    html = page.render(notebook(talking))
    assert "SECRET" not in html
    assert "CONSOLE" not in html


def test_a_section_that_is_switched_off_is_not_on_the_page():
    (notice,) = switched_off("total", "SWITCHED OFF").blocks
    assert "SWITCHED OFF" not in page.render(notebook(cell(notice), cell(blocks.paragraph("SHOWN"))))


def test_tagged_cells_are_left_out():
    hidden = [cell(blocks.paragraph(f"HIDDEN {tag}"), tags=[tag]) for tag in ("remove-cell", "remove-output")]
    html = page.render(notebook(*hidden, cell(blocks.paragraph("SHOWN"))))
    assert "HIDDEN" not in html
    assert "SHOWN" in html


def test_html_of_others_is_shown_as_text():
    html = '<b class="wcm-lead">x</b><script>alert(1)</script>'
    built = soup(notebook(raw({"text/html": html, "text/plain": "plain <b>"}), raw({"text/html": html})))
    assert not built.select("b")
    assert [script.string for script in built.select("script")] == [page._template_text("page.js")]
    assert built.pre.get_text() == "plain <b>"


def test_a_figure_without_alternative_text_is_refused():
    with pytest.raises(WorkbookError, match="Cell 3 shows a figure without alternative text"):
        page.render(notebook(raw({"image/png": "iVBORw0KGgo="})))


def test_a_failed_notebook_is_not_exported():
    failed = new_code_cell("", outputs=[new_output("error", ename="KeyError", evalue="'x'", traceback=[])])
    with pytest.raises(WorkbookError, match="Cell 3 failed with KeyError"):
        page.render(notebook(failed))


def test_a_notebook_without_a_head_is_refused():
    with pytest.raises(WorkbookError, match="no report head"):
        page.render(new_notebook(cells=[new_markdown_cell("# One")]))


def test_braces_in_a_title_stay_and_the_style_is_not_lost():
    built = soup(report(title="{} <style>{}</style>"))
    assert "{} <style>{}</style>" in built.title.get_text()
    assert ".wcm-card" in built.style.get_text()


def test_the_page_carries_its_chinese():
    assert "@font-face" in page.render(report())
    assert "@font-face" not in page.render(notebook())


@pytest.mark.parametrize("draft", [True, False])
def test_only_a_draft_says_so(draft):
    built = soup(report(draft=draft))
    assert bool(built.select_one("main .wcm-draft")) is draft
    assert built.find("meta", attrs={"name": "wcm-draft"})["content"] == ("yes" if draft else "no")


def test_the_page_says_its_language_and_can_be_skipped_to():
    built = soup(report())
    assert built.html["lang"] == "en"
    assert built.select_one("a.wcm-skip")["href"] == "#content"
    assert built.find(id="content").name == "main"


def test_the_same_notebook_is_the_same_page():
    assert page.render(report()) == page.render(report())


def luminance_ratio(one, two):
    light, dark = sorted([style.luminance(one) + 0.05, style.luminance(two) + 0.05], reverse=True)
    return light / dark


_INKS = ("ink", "brand", "deep", "soft", "mute", "remark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_can_be_read_on_every_ground(scheme):
    css = page.style_sheets()
    dark = re.search(r"(?s)prefers-color-scheme: dark.*?\n}", css)[0]
    colour = r"--wcm-([a-z-]+): (#[0-9a-f]{3,6})"
    palette = dict(re.findall(colour, css.replace(dark, "")))
    assert len(palette) > 20
    if scheme == "dark":
        changed = dict(re.findall(colour, dark))
        assert set(palette) - set(changed) == {"cover"}  # white on it in both
        palette |= changed
    palette = {name: "#ffffff" if value == "#fff" else value for name, value in palette.items()}
    pairs = [(ink, ground) for ink in _INKS for ground in ("paper", "panel", "gap", "warning")]
    pairs += [("draft-ink", "draft"), ("ink", "code")]
    ratios = {pair: luminance_ratio(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
    assert luminance_ratio("#ffffff", palette["cover"]) >= 4.5
    assert not re.search(r"[{; ]color: #(?!fff)", css)  # every other colour has a name, so both are looked at


def test_a_report_in_chinese_is_chinese_throughout(tmp_path, monkeypatch):
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = {
        "My remark": "我的说明",
        "Contents": "目录",
        "Page {page} of {pages}": "第{page}页，共{pages}页",
    }
    lines = "\n".join(f'msgid "{english}"\nmsgstr "{chinese}"\n' for english, chinese in catalogue.items())
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "wcm.po").write_text(header + lines, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words._catalogue.cache_clear()
    words.use("zh")
    executed = notebook(new_markdown_cell("## 谁变动了？\n\nMy remark"))
    words.use("en")
    html = page.render(executed)
    built = BeautifulSoup(html, "lxml")
    assert built.html["lang"] == "zh-Hans"
    assert built.h1.get_text() == "Classification\N{NO-BREAK SPACE}· 2026年5月"  # the mark begins no line
    assert built.select_one("h2[id]").get_text() == "谁变动了？"
    assert "My remark" in built.get_text()  # what somebody writes in a notebook is not translated
    assert built.nav.summary.get_text() == "目录"
    assert "第{page}页" in translate.markup(html, tmp_path)
    assert words.language() == "en"  # the caller's language is left alone
    words._catalogue.cache_clear()
