from tests.reports.classification.lifecycle.examples import STEADY, classification_of
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.sentences import changed, rules, why_slow


def test_the_rules_are_those_that_decided():
    result = classification_of({"a": (STEADY, 10), "b": (["2024-06", "2026-03"], 10)})
    life = describe_lifecycle(result, Limits(dormant_default=45))
    assert life.customers.set_index("customer_id").loc["b", "state"] == "dormant"  # 61 days
    assert "more than 45 days" in dict(rules(life, result))["dormant"]
    assert "more than 90 days" in dict(rules(describe_lifecycle(result), result))["dormant"]


def test_the_changes_of_the_month_are_counted():
    life = describe_lifecycle(
        classification_of({"a": (STEADY, 10), "b": (month_range("2024-06", "2026-03"), 10)})
    )
    assert changed(life) == "Since April 2026: 1 turned dormant."


def test_slowing_names_silence_and_volume():
    row = {"why": "both", "silent_days": 40, "volume_change": -0.25, "volume_against": "year"}
    assert why_slow(row) == "silent for 40 days; 25% below a year ago"
    assert why_slow({**row, "why": "silence"}) == "silent for 40 days"
