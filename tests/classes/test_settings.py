"""The section [classification]: an impossible rule is refused, a month has the rule in force in it."""

from dataclasses import asdict

import pytest

from wcm_helpers.classes.settings import ClassificationSettings, earlier_rules
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.methods.abc import Rule

RULE = '[site]\nid = "a"\nname = "A"\n[tables.billing]\npath = "b.csv"\n[classification]\n'
BEFORE = "[[classification.before]]\n"


def load(tmp_path, text):
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path / "s.toml", {"classification": ClassificationSettings})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE + "limt_a = 0.7", "limt_a is not a setting. Did you mean limit_a?"),
        (RULE + "limit_a = 0.9\nlimit_b = 0.8", "must be above limit_a = 0.9"),
        (RULE + "value = 'profit'", "value = 'profit'"),
        (RULE + "band = 0.5", "band = 0.5: this must be less than 0.5"),
        (RULE + "band = -0.01", "band = -0.01"),
        (RULE + "band_months = 0", "band_months = 0"),
        (RULE + "confirm_months = 0", "confirm_months = 0"),
        (RULE + "upgrade_months = 0", "upgrade_months = 0"),
        (RULE + "new_months = 0", "new_months = 0"),
        (RULE + "rfm_baseline = '2025-13'", "rfm_baseline = '2025-13': month = '2025-13' is not a month"),
        (RULE + BEFORE + "limit_a = 0.7", "until is missing"),
        (RULE + BEFORE + "until = ''", "until = ''"),
        (RULE + BEFORE + "until = 'March'", "until = 'March': month = 'March' is not a month"),
        (RULE + BEFORE + "until = '2026-03'\nlimt_a = 0.7", "limt_a is not a setting. Did you mean limit_a?"),
        (RULE + BEFORE + "until = '2026-03'\nlimit_a = 80", "limit_a = 80: this must be less than 1"),
        (RULE + BEFORE + "until = '2026-03'\nlimit_a = 0.96",
         "the rule in force until 2026-03: limit_b = 0.95 must be above limit_a = 0.96"),
        (RULE + 2 * (BEFORE + "until = '2026-03'\n"), "until = '2026-03' follows until = '2026-03', so"),
        (RULE + BEFORE + "until = '2026-03'\n" + BEFORE + "until = '2026-02'",
         "[classification]: before: until = '2026-02' follows until = '2026-03'"),
        (RULE + "limit_a = 80", "limit_a = 80: this must be less than 1. Write 80% as 0.80."),
        (RULE + "band = 2", "band = 2: this must be less than 0.5. Write 2 points as 0.02."),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_in_one_line(tmp_path, text, message):
    with pytest.raises(WorkbookError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)
    assert "s.toml" in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_the_settings_of_the_sample_are_sound():
    settings = load_settings(SAMPLE_SETTINGS)
    assert settings.section("classification", ClassificationSettings).limit_a == 0.8


def test_a_month_has_the_rule_in_force_in_it(tmp_path):
    text = (
        RULE + "limit_a = 0.8\nband = 0.01\n" + BEFORE + "until = '2025-06'\nlimit_a = 0.6\nvalue = 'units'\n"
    )
    text += BEFORE + "until = '2026-03'\nlimit_a = 0.7\nwindow_months = 6\n"
    section = load(tmp_path, text).section("classification", ClassificationSettings)
    rules = {m: Rule(**section.rule_for(m)) for m in ("2025-06", "2025-07", "2026-03", "2026-04")}
    assert [(rule.value, rule.limit_a, rule.window_months) for rule in rules.values()] == [
        ("units", 0.6, 12), ("revenue", 0.7, 6), ("revenue", 0.7, 6), ("revenue", 0.8, 12),
    ]  # fmt: skip
    assert {rule.band for rule in rules.values()} == {0.01}


def test_the_settings_have_every_field_of_a_rule_and_its_own_defaults(tmp_path):
    section = load(tmp_path, RULE).section("classification", ClassificationSettings)
    assert section.rule_for("2026-10") == asdict(Rule())


def test_only_rules_that_ended_before_the_month_are_earlier():
    settings = ClassificationSettings(
        before=[{"until": "2026-01", "limit_a": 0.6}, {"until": "2026-03", "limit_a": 0.7}]
    )
    rules = earlier_rules(settings, "2026-03")
    assert [(until, rule.limit_a) for until, rule in rules] == [("2026-01", 0.6)]
    assert isinstance(rules[0][1], Rule)
