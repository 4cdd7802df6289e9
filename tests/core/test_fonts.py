import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.core import fonts
from wcm_helpers.core.paths import ROOT


def embedded_codes(css: str) -> set[int]:
    data = base64.b64decode(css.split("base64,")[1].split(")")[0])
    return set(TTFont(io.BytesIO(data)).getBestCmap())


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\u202ejpg", "a⟨U+202E⟩jpg"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("lone\ud800", "lone⟨U+D800⟩"),
        ("private\ue000", "private⟨U+E000⟩"),
        ("isolate\u2066x\u2069", "isolate⟨U+2066⟩x⟨U+2069⟩"),
        ("line\u2028end", "line⟨U+2028⟩end"),
    ],
)
def test_what_cannot_be_seen_is_written_out(hostile, shown):
    assert fonts.printable(hostile) == shown


@pytest.mark.parametrize("name", ["华东零售有限公司", "Gdańsk Łódź München", "<b>&\"'$x_$*", "▲▼−–…", "龘靐"])
def test_ordinary_names_stay_as_they_are(name):
    assert fonts.printable(name) == name
    assert fonts.missing_glyphs(name) == []


def test_a_missing_glyph_is_marked_only_when_no_font_has_it(monkeypatch):
    monkeypatch.setattr(fonts, "_installed_faces", tuple)
    fonts._printable.cache_clear()
    assert fonts.printable("𠮷野家") == "⟨U+20BB7⟩野家"
    assert fonts.missing_glyphs("𠮷野家") == ["𠮷"]
    fonts._printable.cache_clear()


def test_only_what_our_own_fonts_lack_asks_for_the_machines_fonts():
    assert not fonts.needs_installed("华东 ⟨A⟩\n▲")
    assert fonts.needs_installed("𠮷")


@settings(deadline=None)  # the first text waits for the fonts to be read
@given(st.text())
def test_printable_text_is_printable_and_stays_so(text):
    once = fonts.printable(text)
    assert fonts.printable(once) == once
    assert fonts.missing_glyphs(once) == []


@settings(deadline=None)
@given(st.text())
def test_nothing_is_lost_from_a_name(text):
    shown = fonts.printable(text)
    for character in set(text) - {"\t"}:
        assert character in shown or f"⟨U+{ord(character):04X}⟩" in shown


def test_the_page_carries_the_chinese_it_shows_and_nothing_else():
    assert embedded_codes(fonts.embedded_css("Acme 华东 é")) == {ord("华"), ord("东")}


def test_the_embedded_font_is_the_same_bytes_for_the_same_characters():
    first = fonts.embedded_css("华东零售")
    fonts._subset.cache_clear()
    assert fonts.embedded_css("售零东华东") == first


def test_a_page_without_chinese_carries_no_font():
    assert fonts.embedded_css("Acme, Łódź") == ""


def test_the_embedded_font_stands_before_those_of_the_machine():
    """Behind one of them, Chromium keeps boxes for words that it drew before the font had come."""
    css = (ROOT / "wcm_helpers/reporting/templates/wcm_html/page.css").read_text(encoding="utf-8")
    lists = [line.split("font:")[1] for line in css.splitlines() if fonts.EMBEDDED in line]
    assert len(lists) == 3
    for families in lists:
        names = re.findall(r'"([^"]+)"', families)
        assert names[: names.index(fonts.EMBEDDED)] in ([], [fonts.LOCAL])
        assert not re.search(r"apple|Arial|mono", families.split(fonts.EMBEDDED)[0])
