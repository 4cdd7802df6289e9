"""Texts as string literals of Typst."""

import json

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting.report_page import HOSTILE
from wcm_helpers.reporting import typst_text


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_a_literal_is_read_back_as_the_text_it_came_from(text):
    assert json.loads(typst.eval(b"", typst_text.literal(text))) == text


def test_spaces_are_joined_and_hidden_characters_shown():
    assert typst_text.words("a\n  b\u200bc") == '"a b⟨U+200B⟩c"'
