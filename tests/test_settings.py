"""Settings: what cannot be is refused in one line that says what can."""

import pytest

from wcm_helpers.errors import WorkbookError
from wcm_helpers.paths import SAMPLE_SETTINGS
from wcm_helpers.settings import load_settings

SITE = '[site]\nid = "a"\nname = "A"\n'
TABLE = '[tables.billing]\npath = "b.csv"\n'


def load(tmp_path, text):
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path / "s.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SITE + TABLE + "[classification]\nlimt_a = 0.7", "limt_a is not a setting; did you mean limit_a?"),
        (SITE + "langauge = 'en'\n" + TABLE, "[site] langauge is not a setting; did you mean language?"),
        (SITE + "[tables.billing]\npaht = 'b.csv'", "paht is not a setting; did you mean path?"),
        (SITE + "[tables.billng]\npath = 'b.csv'", "this workbook knows; did you mean billing?"),
        (SITE, "tables is missing"),
        (TABLE, "site is missing"),
        (SITE + "[tables.billing]\n", "needs either path (a file or glob) or url and table (a database)"),
        (SITE + "[tables.billing]\nurl = 'sqlite:///x.db'", "a database needs both url and table"),
        (SITE + TABLE + "encoding = 'utf9'", "encoding = 'utf9': is not an encoding; common ones"),
        (SITE + TABLE + "delimiter = ';;'", "delimiter = ';;'"),
        (SITE + TABLE + "date_format = 'dd/mm/yyyy'", "write it such as %d/%m/%Y"),
        (SITE + TABLE + "date_format = '%d/%m'", "does not say year, month and day"),
        (SITE + TABLE + "date_format = '%Q'", "does not say year, month and day"),
        (SITE + TABLE + "[classification]\nlimit_a = 0.9\nlimit_b = 0.8", "must be above limit_a = 0.9"),
        (SITE + TABLE + "[classification]\nvalue = 'profit'", "value = 'profit'"),
        (SITE + "time_zone = 'Asia/Shangai'\n" + TABLE, "is not a time zone; did you mean Asia/Shanghai?"),
        (SITE + "language = 'xx'\n" + TABLE, "language = 'xx': has no catalogue"),
        (SITE + "data_through = '2026-13'\n" + TABLE, "write it as YYYY-MM"),
        (SITE.replace('"a"', '"../a"') + TABLE, "[site] id = '../a'"),
        ("[site\n", "is not TOML"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_in_one_line(tmp_path, text, said):
    with pytest.raises(WorkbookError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)
    assert "s.toml" in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_file_that_is_not_there_or_not_utf8_is_said(tmp_path):
    with pytest.raises(WorkbookError, match=r"settings file .*none\.toml does not exist"):
        load_settings(tmp_path / "none.toml")
    (tmp_path / "s.toml").write_bytes('name = "临安"'.encode("gb18030"))
    with pytest.raises(WorkbookError, match=r"is not UTF-8 \(byte 8\); save it as UTF-8"):
        load_settings(tmp_path / "s.toml")


def test_settings_saved_by_notepad_with_a_mark_in_front_are_read(tmp_path):
    assert load(tmp_path, "\ufeff" + SITE + TABLE).site.id == "a"


def test_a_password_comes_from_the_environment(tmp_path, monkeypatch):
    text = SITE + "[tables.billing]\nurl = 'postgresql://u:${WMS_PASSWORD}@h/d'\ntable = 't'"
    source = load(tmp_path, text).tables["billing"]
    with pytest.raises(WorkbookError, match="needs the environment variable WMS_PASSWORD"):
        source.full_url(tmp_path)
    monkeypatch.setenv("WMS_PASSWORD", "x")
    assert source.full_url(tmp_path) == "postgresql://u:x@h/d"


def test_an_sqlite_file_counts_from_the_folder_of_the_settings(tmp_path):
    source = load(tmp_path, SITE + "[tables.billing]\nurl = 'sqlite:///wms.db'\ntable = 't'").tables[
        "billing"
    ]
    assert source.full_url(tmp_path) == f"sqlite:///{tmp_path.resolve() / 'wms.db'}"


def test_the_settings_of_the_sample_are_sound():
    assert load_settings(SAMPLE_SETTINGS).classification.limit_a == 0.8
