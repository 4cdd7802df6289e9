"""Parameters of a notebook: a misspelt one stops the run, with the nearest name."""

import pytest

from wcm_helpers.classes.settings import ClassificationSettings
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reports.classification.parameters import ClassificationParameters

NEEDED = {"month": "2026-05", "settings": "workbook.toml"}


def checked(**values):
    return check_parameters(ClassificationParameters, NEEDED | values)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"limt_a": 0.7}, "limt_a is not a parameter of this report. Did you mean limit_a?"),
        ({"month": "2026-13"}, "Write it as YYYY-MM, such as 2026-05"),
        ({"month": 202605}, "month = 202605"),
        ({"limit_a": 1.5}, "limit_a = 1.5"),
        ({"limit_a": "0.7"}, "limit_a = '0.7'"),
        ({"crossing": "onto"}, "crossing = 'onto'"),
        ({"window_months": 0}, "window_months = 0"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused_in_one_line(changes, line):
    with pytest.raises(WorkbookError) as caught:
        checked(**changes)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_parameter_goes_before_the_settings_and_the_rest_stays():
    settings = load_settings(SAMPLE_SETTINGS)
    rule = checked(**{"limit_a": 0.7}).rule(settings)
    assert (rule.limit_a, rule.limit_b) == (
        0.7,
        settings.section("classification", ClassificationSettings).limit_b,
    )


def test_limits_that_cross_only_together_with_the_settings_are_refused():
    with pytest.raises(WorkbookError, match=r"limit_b = 0\.95 must be above limit_a = 0\.97"):
        checked(**{"limit_a": 0.97}).rule(load_settings(SAMPLE_SETTINGS))


def test_a_rule_of_this_run_holds_in_every_month(tmp_path):
    text = SAMPLE_SETTINGS.read_text(encoding="utf-8")
    (tmp_path / "s.toml").write_text(text + '[[classification.before]]\nuntil = "2026-03"\nlimit_b = 0.9\n')
    settings = load_settings(tmp_path / "s.toml")
    unchanged = checked(**{"allow_incomplete": True}).rule(settings)
    assert unchanged == settings.section("classification", ClassificationSettings)
    assert unchanged.rule_for("2026-03")["limit_b"] == 0.9
    changed = checked(**{"crossing": "next"}).rule(settings)
    assert changed.before == ()
    assert changed.rule_for("2026-03") == {
        **settings.section("classification", ClassificationSettings).rule_for("2026-10"),
        "crossing": "next",
    }


@pytest.mark.parametrize("value", ["revenue", "margin", "order_value", "orders", "units"])
def test_every_value_basis_is_accepted(value):
    assert checked(**{"value": value}).rule(load_settings(SAMPLE_SETTINGS)).value == value
