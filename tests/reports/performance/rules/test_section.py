"""The rules on the page are those the code used."""

from types import SimpleNamespace

import pytest

from wcm_helpers.reports.performance.parameters import PerformanceSettings
from wcm_helpers.reports.performance.rules.section import class_basis, rules


def rules_of(**rule):
    review = SimpleNamespace(
        result=SimpleNamespace(class_basis=("computed", "2026-09")),
        rule=PerformanceSettings.model_validate(rule),
    )
    return dict(rules(review).content)


@pytest.mark.parametrize(
    ("setting", "value", "term", "words"),
    [
        ("basis", "requested", "Orders due", "by the day the customer asked for"),
        ("basis", "promised_first", "Orders due", "by the first promise"),
        ("event", "signed", "Promise met", "The time when it was signed for"),
        ("late_minutes", 30, "Promise met", "30 minutes of delay are allowed"),
        ("early_hours", 48.0, "Promise met", "More than 48 hours early is a failure"),
        ("in_full_tolerance", 0.02, "In full", "less 2.0% at most"),
        ("derive_promise", False, "Promise missing", "An order without the date is in no rate"),
        ("day_end", "17:30", "Promise missing", "due at 17:30 of it"),
        ("baseline_months", 24, "Control charts", "the first 24 observed months"),
        ("screen_moving_ranges", True, "Control charts", "Moving ranges beyond their limit are left out"),
        ("measure_months", 6, "Measures", "from 6 whole months after the start"),
        ("targets", {"on_time": 0.95}, "Targets", "Indicators with a target: on_time."),
    ],
)
def test_a_setting_changes_its_rule(setting, value, term, words):
    assert words in rules_of(**{setting: value})[term]
    assert words not in rules_of()[term]


def test_the_source_of_the_classes_is_named():
    assert class_basis("computed", "2026-09") == "The official class of September 2026, in all months."
    assert class_basis("", "").startswith("Unknown")
