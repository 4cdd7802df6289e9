"""A settings file: what is not there, is no UTF-8 or is broken is said in one line, in its language."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.settings_file import language_of, load_settings

SITE = '[site]\nid = "a"\nname = "A"\n'
TABLE = '[tables.billing]\npath = "b.csv"\n'


def test_a_file_that_is_not_there_or_not_utf8_is_said(tmp_path):
    with pytest.raises(WorkbookError, match=r"settings file .*none\.toml does not exist"):
        load_settings(tmp_path / "none.toml")
    (tmp_path / "s.toml").write_bytes('name = "临安"'.encode("gb18030"))
    with pytest.raises(WorkbookError, match=r"is not UTF-8 \(byte 8\). Save it as UTF-8"):
        load_settings(tmp_path / "s.toml")


def test_settings_saved_by_notepad_with_a_mark_in_front_are_read(tmp_path):
    (tmp_path / "s.toml").write_text("\ufeff" + SITE + TABLE, encoding="utf-8")
    assert load_settings(tmp_path / "s.toml").site.id == "a"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("[site]\nlanguage = 'zh'\n", "zh"),
        ('[site\nid =\n  language="zh"  # broken above\n', "zh"),
        ("[site]\n# language = 'zh'\n", "en"),
        ("[site]\nlanguage = 'xx'\n", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_read_from_settings_that_are_broken_too(tmp_path, text, language):
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    assert language_of(tmp_path / "s.toml") == language
    assert language_of(tmp_path / "none.toml") == "en"
