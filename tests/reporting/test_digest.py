"""The first pages as a message: every line in the text, as many as a chat takes in Markdown."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.reporting import digest

CARD = {"label": "Revenue", "value": "3.9M CNY", "earlier": "3.8M CNY a month ago"}

CHINESE = {"title": "客户分级", "headline": "三家。", "actions": ["致电。"], "cards": []}


def run(lines=2, text="Call *today* [now](http://x).", **entry):
    one = {
        "title": "Classification", "status": "published", "languages": ["en", "zh"],
        "files": ["one.html"], "cards": [CARD],
        "actions": [f"{text} {n}" for n in range(lines)], "data_up_to": "2026-05-31",
        "translations": {"zh": CHINESE},
        **entry,
    }  # fmt: skip
    return {
        "site": {"id": "x", "name": "North\u202e <b>"}, "month": "2026-05", "draft": True, "language": "en",
        "headline": {"one": "Three left."},
        "reports": {"one": one, "two": {"title": "Two", "status": "no data", "files": []}},
    }  # fmt: skip


def test_the_text_has_headline_lines_key_figures_and_age():
    assert digest.as_text(run(), "en").splitlines() == [
        "North⟨U+202E⟩ <b>, May 2026 (draft: the month is not complete)",
        "",
        "Classification",
        "Three left.",
        "1. Call *today* [now](http://x). 0",
        "2. Call *today* [now](http://x). 1",
        "Revenue: 3.9M CNY (3.8M CNY a month ago)",
        "Data up to 2026-05-31",
    ]


def test_another_language_has_its_own_words_and_leaves_the_readers():
    text = digest.as_text(run(), "zh")
    assert "客户分级\n三家。\n1. 致电。\n" in text
    assert "Classification" not in text
    assert digest.languages_of(run()) == ["en", "zh"]
    assert words.language() == "en"
    assert digest.as_text(run(languages=["en"]), "zh").count("\n\n") == 0  # the report is not in Chinese


def test_a_report_that_failed_is_named():
    failed = digest.as_text(run(status="failed", reason="cell 3 failed with an address"), "en")
    assert failed.endswith("Classification\nThis report could not be made.\n")


def test_nothing_from_outside_is_markdown():
    text = digest.as_markdown(run(), "en")
    assert "Call ＊today＊ ［now］(http://x). 0" in text
    assert "＜b＞" in text
    assert text.startswith("## North")
    assert "**Classification**\nThree left.\n1. " in text


@pytest.mark.parametrize(("lines", "length"), [(5, 10), (5, 700), (5, 3000), (5, 9000), (0, 10)])
def test_markdown_fits_a_chat_and_says_what_is_left_out(lines, length):
    text = digest.as_markdown(run(lines, "长" * (length // 3)), "en")
    assert len(text.encode()) <= digest.MOST_BYTES
    shown = (
        text.count("\n1. ")
        + text.count("\n2. ")
        + text.count("\n3. ")
        + text.count("\n4. ")
        + text.count("\n5. ")
    )
    left = lines - shown
    assert ("in the report" in text) is (left > 0)
    if left:
        assert f"{left} more line" in text
    if length == 10:
        assert left == 0
        assert "> Revenue: 3.9M CNY" in text


def test_a_headline_longer_than_a_chat_takes_is_cut():
    assert len(digest.as_markdown(run(headline="x"), "en").encode()) <= digest.MOST_BYTES
    long = run()
    long["headline"]["one"] = "句" * 5000
    text = digest.as_markdown(long, "en")
    assert len(text.encode()) <= digest.MOST_BYTES
    assert text.endswith("…\n")


def test_what_changed_is_the_last_paragraph_in_the_words_of_each_language():
    cards = {language: [{"label": f"L [{language}]", "from": "1", "to": "2"}] for language in ("en", "zh")}
    changed = {**run(), "changes": {"month": "2026-04", "cards": cards, "classes": {}}}
    assert digest.as_text(changed, "en").endswith("\n\nSince April 2026: L [en]: 2, was 1.\n")
    assert digest.as_text(changed, "zh").endswith("\n\n自2026年4月以来：L [zh]：2，原为1。\n")
    assert digest.as_markdown(changed, "en").endswith("\n\nSince April 2026: L ［en］: 2, was 1.\n")
