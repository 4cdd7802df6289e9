"""Settings: what cannot be is refused in one line that says what can."""

from dataclasses import asdict

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.data.settings import load_settings
from wcm_helpers.methods.abc import Rule

SITE = '[site]\nid = "a"\nname = "A"\n'
TABLE = '[tables.billing]\npath = "b.csv"\n'
RULE = SITE + TABLE + "[classification]\n"
BEFORE = "[[classification.before]]\n"


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
        (RULE + "band = 0.5", "band = 0.5: input should be less than 0.5"),
        (RULE + "band = -0.01", "band = -0.01"),
        (RULE + "band_months = 0", "band_months = 0"),
        (RULE + "confirm_months = 0", "confirm_months = 0"),
        (RULE + "upgrade_months = 0", "upgrade_months = 0"),
        (RULE + "new_months = 0", "new_months = 0"),
        (RULE + "rfm_baseline = '2025-13'", "rfm_baseline = '2025-13': month = '2025-13' is not a month"),
        (RULE + BEFORE + "limit_a = 0.7", "until is missing"),
        (RULE + BEFORE + "until = ''", "until = ''"),
        (RULE + BEFORE + "until = 'March'", "until = 'March': month = 'March' is not a month"),
        (RULE + BEFORE + "until = '2026-03'\nlimt_a = 0.7", "limt_a is not a setting; did you mean limit_a?"),
        (RULE + BEFORE + "until = '2026-03'\nlimit_a = 80", "limit_a = 80: input should be less than 1"),
        (RULE + BEFORE + "until = '2026-03'\nlimit_a = 0.96",
         "before, until 2026-03: limit_b = 0.95 must be above limit_a = 0.96"),
        (RULE + 2 * (BEFORE + "until = '2026-03'\n"), "until = '2026-03' follows until = '2026-03', so"),
        (RULE + BEFORE + "until = '2026-03'\n" + BEFORE + "until = '2026-02'",
         "[classification] before: until = '2026-02' follows until = '2026-03'"),
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


def test_a_month_has_the_rule_that_held_in_it(tmp_path):
    text = (
        RULE + "limit_a = 0.8\nband = 0.01\n" + BEFORE + "until = '2025-06'\nlimit_a = 0.6\nvalue = 'units'\n"
    )
    text += BEFORE + "until = '2026-03'\nlimit_a = 0.7\nwindow_months = 6\n"
    told = load(tmp_path, text).classification
    held = {m: Rule(**told.rule_for(m)) for m in ("2025-06", "2025-07", "2026-03", "2026-04")}
    assert [(rule.value, rule.limit_a, rule.window_months) for rule in held.values()] == [
        ("units", 0.6, 12), ("revenue", 0.7, 6), ("revenue", 0.7, 6), ("revenue", 0.8, 12),
    ]  # fmt: skip
    assert {rule.band for rule in held.values()} == {0.01}


def test_the_settings_tell_every_field_of_a_rule_and_its_own_defaults(tmp_path):
    told = load(tmp_path, SITE + TABLE).classification.rule_for("2026-10")
    assert told == asdict(Rule())


def test_the_edges_are_those_of_the_month_set_or_of_the_december_before(tmp_path):
    told = load(tmp_path, RULE + "rfm_baseline = '2026-06'").classification
    assert [told.baseline_for(m) for m in ("2026-12", "2026-06", "2026-05")] == [
        "2026-06",
        "2026-06",
        "2025-12",
    ]
    told = load(tmp_path, SITE + TABLE).classification
    assert [told.baseline_for(m) for m in ("2026-12", "2027-01")] == ["2025-12", "2026-12"]


def test_the_three_control_tables_can_be_named_and_a_misspelt_one_is_not(tmp_path):
    tables = "".join(
        f'[tables.{name}]\npath = "x.csv"\n' for name in ("costs", "class_overrides", "class_history")
    )
    assert list(load(tmp_path, SITE + tables).tables) == ["costs", "class_overrides", "class_history"]
    with pytest.raises(WorkbookError, match=r"tables\.class_overide.*did you mean class_overrides\?"):
        load(tmp_path, SITE + '[tables.class_overide]\npath = "x.csv"\n')
