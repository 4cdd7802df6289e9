"""Settings: what cannot be is refused in one line that says what can."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.data.settings_file import load_settings

SITE = '[site]\nid = "a"\nname = "A"\n'
TABLE = '[tables.billing]\npath = "b.csv"\n'
SURVEY = "[survey]\n"
TARGETS = "[[survey.targets]]\n"


class Target(BaseModel):
    model_config = ConfigDict(extra="forbid")

    until: str
    share: float = Field(default=0.5, lt=1, json_schema_extra={"hint": "Write 80% as 0.80."})


class SurveySettings(BaseModel):
    """A section as a report would bring it."""

    model_config = ConfigDict(extra="forbid")

    unit: Literal["orders", "units"] = "orders"
    billing_month: Literal["doc_date", "period"] | None = None
    targets: tuple[Target, ...] = ()


def load(tmp_path, text, sections=None):
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path / "s.toml", sections)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SITE + "langauge = 'en'\n" + TABLE, "[site] langauge is not a setting. Did you mean language?"),
        (SITE + "[tables.billing]\npaht = 'b.csv'", "paht is not a setting. Did you mean path?"),
        (SITE + "[tables.billng]\npath = 'b.csv'", "the workbook knows. Did you mean billing?"),
        (SITE, "the settings name no data. Add a [tables.…] or a [surveys.…]."),
        ("enginee = 'duckdb'\n" + SITE + TABLE, "enginee is not a setting. Did you mean engine?"),
        ("file = 'x'\n" + SITE + TABLE, "file is not a setting. There are: engine, site, surveys and "),
        (TABLE, "site is missing"),
        (SITE + "[tables.billing]\n", "give either path (a file or glob), or url and table (a database)"),
        (SITE + "[tables.billing]\nurl = 'sqlite:///x.db'", "a database needs both url and table"),
        (SITE + TABLE + "encoding = 'utf9'", "encoding = 'utf9': this is not an encoding. Common ones"),
        (SITE + TABLE + "delimiter = ';;'", "delimiter = ';;'"),
        (SITE + TABLE + "date_format = 'dd/mm/yyyy'", "Write it such as %d/%m/%Y"),
        (SITE + TABLE + "date_format = '%d/%m'", "does not say year, month and day"),
        (SITE + TABLE + "date_format = '%Q'", "does not say year, month and day"),
        (SITE + "time_zone = 'Asia/Shangai'\n" + TABLE, "is not a time zone. Did you mean Asia/Shanghai?"),
        (SITE + "language = 'xx'\n" + TABLE, "language = 'xx': there are no reports in this language"),
        (SITE + "data_through = '2026-13'\n" + TABLE, "Write it as YYYY-MM"),
        (SITE.replace('"a"', '"../a"') + TABLE, "[site] id = '../a'"),
        ("[site\n", "is not TOML"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_in_one_line(tmp_path, text, message):
    with pytest.raises(WorkbookError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)
    assert "s.toml" in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_survey_can_do_without_tables(tmp_path):
    wave = '[surveys."2026-05"]\nmonth = "2026-05"\nanonymous = true\npath = "a.csv"\nquestions = "q.csv"\n'
    settings = load(tmp_path, SITE + wave)
    assert not settings.tables and list(settings.surveys) == ["2026-05"]


def test_a_section_is_validated_by_the_model_of_its_report(tmp_path):
    settings = load(tmp_path, SITE + TABLE + SURVEY + "unit = 'units'\n" + TARGETS + "until = '2026-03'\n")
    assert settings.extra == {"survey": {"unit": "units", "targets": [{"until": "2026-03"}]}}
    survey = settings.section("survey", SurveySettings)
    assert (survey.unit, survey.targets[0].share) == ("units", 0.5)


def test_a_section_the_file_does_not_have_is_all_defaults(tmp_path):
    assert load(tmp_path, SITE + TABLE).section("survey", SurveySettings) == SurveySettings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SURVEY + "unti = 'units'", "[survey] unti is not a setting. Did you mean unit?"),
        (SURVEY + "unit = 'pallets'",
         "[survey] unit = 'pallets': the possible values are 'orders' and 'units'."),
        (TARGETS + "share = 0.8", "[survey.targets.0] until is missing"),
        (TARGETS + "untill = '2026-03'", "[survey.targets.0] untill is not a setting. Did you mean until?"),
        (TARGETS + "until = '2026-03'\nshare = 80",
         "[survey.targets.0] share = 80: this must be less than 1. Write 80% as 0.80."),
        ("[survay]\nunit = 'units'", "[survay] is not a setting. Did you mean survey?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_section_is_refused_at_once_or_when_its_report_reads_it(tmp_path, text, message):
    with pytest.raises(WorkbookError) as at_once:
        load(tmp_path, SITE + TABLE + text, {"survey": SurveySettings})
    with pytest.raises(WorkbookError) as later:
        load(tmp_path, SITE + TABLE + text).section("survey", SurveySettings)
    for caught in (at_once, later):
        assert message in str(caught.value)
        assert "s.toml: " in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_section_of_another_report_is_refused_only_where_all_are_known(tmp_path):
    text = SITE + TABLE + "[tariffs]\nfrom = 2026\n"
    assert load(tmp_path, text).section("survey", SurveySettings).unit == "orders"
    with pytest.raises(WorkbookError, match=r"\[tariffs\] is not a setting. There are: engine, site, su"):
        load(tmp_path, text, {"survey": SurveySettings})


def test_the_month_of_billing_is_a_setting_of_the_site_and_was_one_of_a_section(tmp_path):
    period = "billing_month = 'period'\n"
    assert load(tmp_path, SITE + TABLE).billing_month == "doc_date"
    assert load(tmp_path, SITE + period + TABLE).billing_month == "period"
    assert load(tmp_path, SITE + TABLE + SURVEY + period).billing_month == "period"
    assert load(tmp_path, SITE + period + TABLE + SURVEY + period).billing_month == "period"
    with pytest.raises(WorkbookError) as caught:
        load(tmp_path, SITE + "billing_month = 'doc_date'\n" + TABLE + SURVEY + period)
    assert str(caught.value).endswith(
        "s.toml: [site] billing_month = 'doc_date' and [survey] billing_month = 'period' differ. "
        "Write it once, under [site]."
    )
    for sections in (None, {"survey": SurveySettings}):
        with pytest.raises(
            WorkbookError, match=r"\[survey\] billing_month = 'x': the possible values are 'doc_d.*d'\.$"
        ):
            load(tmp_path, SITE + TABLE + SURVEY + "billing_month = 'x'", sections)


def test_the_settings_of_the_sample_are_sound():
    assert load_settings(SAMPLE_SETTINGS).site.id == "linan"


def test_the_three_control_tables_can_be_named_and_a_misspelt_one_is_not(tmp_path):
    tables = "".join(
        f'[tables.{name}]\npath = "x.csv"\n' for name in ("costs", "class_overrides", "class_history")
    )
    assert list(load(tmp_path, SITE + tables).tables) == ["costs", "class_overrides", "class_history"]
    with pytest.raises(WorkbookError, match=r"tables\.class_overide.*Did you mean class_overrides\?"):
        load(tmp_path, SITE + '[tables.class_overide]\npath = "x.csv"\n')
