"""The lexicon and hand-coded texts are read alike from every way of saving them, and faults are named."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.demand_survey.texts.lexicon import OWN_LEXICON, read_hand_coded, read_lexicon

HEADER = "theme,label@zh,label@en,words@zh,words@en\n"
PLAIN = f"{HEADER}damage,货损,Damage,破损|压坏,damag*|broken\nlate,延误,,延误,late\n"
WAYS = {
    "plain": PLAIN.encode(),
    "mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "crlf": PLAIN.replace("\n", "\r\n").encode(),
    "gb18030": PLAIN.encode("gb18030"),
    "utf16": PLAIN.encode("utf-16"),
    "blanks": PLAIN.replace("破损|压坏", "　破损　| 压坏　").replace("damage,", " damage ,").encode(),
    "separator": PLAIN.replace("破损|压坏", "破损｜压坏").encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "blank rows": (PLAIN.replace("\nlate", "\n,,,,\nlate") + ",,,,\n").encode(),
}


@pytest.fixture
def lexicon(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes(WAYS["plain"])
    return read_lexicon(path)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_saving_gives_the_same(tmp_path, lexicon, way):
    path = tmp_path / "lexicon.csv"
    path.write_bytes(WAYS[way])
    again = read_lexicon(path)
    assert (
        again.words
        == lexicon.words
        == {"damage": ("破损", "压坏", "damag*", "broken"), "late": ("延误", "late")}
    )
    assert again.labels == lexicon.labels


def test_a_theme_is_shown_in_the_language_in_use_or_another(lexicon):
    assert [lexicon.label(theme) for theme in lexicon.words] == ["Damage", "延误"]
    words.use("zh")
    try:
        assert lexicon.label("damage") == "货损"
    finally:
        words.use("en")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("theme,label\ndamage,货损\n", "row 1: The column words is missing"),
        ("theme,words\ndamage,破损\ndamage,压坏\n", "row 3: damage is listed twice"),
        ("theme,words\ndamage,\n", "row 2: A theme needs a name and at least one word"),
        ("theme,words\n,破损\n", "row 2: A theme needs a name"),
        ("", "is missing|nothing|empty"),
    ],
)
def test_a_fault_is_named_with_its_row(tmp_path, text, fault):
    path = tmp_path / "lexicon.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkbookError, match=fault):
        read_lexicon(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WorkbookError, match=r"There is no file .*own\.csv"):
        read_lexicon(tmp_path / "own.csv")


def test_the_list_of_the_workbook_has_both_languages():
    lexicon = read_lexicon(OWN_LEXICON)
    assert {"damage", "wrong_item", "delay", "response", "billing"} <= set(lexicon.words)
    assert all({"zh", "en"} <= set(names) for names in lexicon.labels.values())


def test_hand_coded_texts_have_several_themes_or_none(tmp_path, lexicon):
    path = tmp_path / "coded.csv"
    path.write_text("text,theme\n外箱破损还晚到,damage｜ Late\n很好,\n", encoding="utf-8")
    coded = read_hand_coded(path, lexicon)
    assert coded.to_dict("index") == {
        "外箱破损还晚到": {"damage": True, "late": True},
        "很好": {"damage": False, "late": False},
    }


def test_a_theme_that_the_lexicon_does_not_have_is_refused(tmp_path, lexicon):
    path = tmp_path / "coded.csv"
    path.write_text("text,theme\n外箱破损,damge\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"row 2: the theme 'damge' is not in the lexicon.*damage"):
        read_hand_coded(path, lexicon)
