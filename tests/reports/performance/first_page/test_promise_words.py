"""Lines on indicators."""

from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.performance.first_page.events import Cause, Standing
from wcm_helpers.reports.performance.first_page.promise_words import group_line, line, others


def test_a_cause_of_another_indicator_is_not_its_cause():
    standing = Standing("lead_p90_hours", 43.2, 40.0, 50.0, 190, rules=("outside_high",), worse=True)
    made = line(standing, Cause("otif_order", "site", "S1", 0.8))
    assert made.happened == "With 43.2 h it is worse than its usual range."
    assert made.step == "Find the group behind it, and decide a measure with its owner."
    assert made.section == "control"


def test_a_group_is_held_against_its_usual_value():
    row = {
        "indicator": "on_time",
        "dimension": "class",
        "group": "B",
        "value": 0.8,
        "centre": 0.9,
        "months": 1,
        "revenue": 0,
    }
    made = group_line(Candidate("group_promise", row), "CNY")
    assert made.name == "class B"
    assert made.happened == "On time is 80.0%, usually 90.0%: worse than its usual range."


def test_others_are_counted():
    assert others("promise", 1) == "1 more indicator of the site is worse than usual or misses its target."
    assert others("group_promise", 2) == "2 more groups are worse than their usual range."


def test_a_value_is_written_once_in_a_line():
    standing = Standing(
        "otif_order", 0.81, 0.75, 0.86, 190, target=0.95, verdict="missed", rules=("outside_low",), worse=True
    )
    happened = line(standing, None).happened
    assert happened.count("81.0%") == 1 and happened.endswith("It is worse than its usual range.")
