"""What a terminal and a CSV file show of a text from outside."""

import unicodedata

import pytest

from wcm_helpers.core.visible import FORMULA_SIGNS, HIDDEN, cell, on_one_line, visible


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0, 0x1B, 0x7F, 0x9B, 0x85])
def test_a_control_character_is_its_number(code):
    assert visible(f"a{chr(code)}b") == f"a⟨U+{code:04X}⟩b"


def test_nothing_hidden_is_left_and_nothing_visible_is_touched():
    for code in range(0x3000):
        kept = visible(chr(code)) == chr(code)
        category = unicodedata.category(chr(code))
        if category == "Cc":
            assert kept == (chr(code) in "\t\n\r")
        elif category not in ("Cf", "Zl", "Zp"):
            assert kept
    assert all(len(visible(chr(code))) > 1 for code in HIDDEN)


def test_a_line_of_a_log_cannot_be_followed_by_one_of_another_hand():
    assert on_one_line("x\r\nwcm: done\r\x1b[1A") == "x wcm: done ⟨U+001B⟩[1A"


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_every_sign_is_guarded_and_is_one_by_its_folded_form(sign):
    assert cell(f"{sign}1") == f"'{sign}1"
    assert unicodedata.normalize("NFKC", sign) in "=+-@"


@pytest.mark.parametrize("text", ["007", "a=1", "<x>", ":9", "客户", "", "'a"])
def test_other_text_stays(text):
    assert cell(text) == text
