"""The headline: the leading indicator, its change, and why."""

import pytest

from wcm_helpers.reports.performance.first_page.events import Cause, Events, Standing
from wcm_helpers.reports.performance.first_page.headline import cause_sentence, headline


def standing(**more):
    return Standing("otif_order", 0.822, 0.76, 0.87, 191, **more)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "On time in full (OTIF) was 82.2% of 191 cases. That is its usual range."),
        (
            {"previous": 0.815, "target": 0.95, "verdict": "missed"},
            "On time in full (OTIF) was 82.2% of 191 cases, after 81.5% in September 2026 (target 95.0%). "
            "That is its usual range, and the target is missed.",
        ),
        (
            {"rules": ("outside_low",), "worse": True, "months_flagged": 1},
            "On time in full (OTIF) was 82.2% of 191 cases. It is worse than its usual range.",
        ),
        (
            {"rules": ("outside_low",), "worse": True, "months_flagged": 2},
            "On time in full (OTIF) was 82.2% of 191 cases. It has been worse than its usual range for 2 "
            "months in a row.",
        ),
        (
            {"rules": ("outside_high",)},
            "On time in full (OTIF) was 82.2% of 191 cases. It is better than its usual range.",
        ),
    ],
)
def test_the_leading_indicator_against_before_target_and_usual_range(more, sentence):
    assert headline(Events((standing(**more),)), "2026-10") == sentence


def test_what_is_usual_is_not_claimed_of_a_young_history():
    text = headline(Events((standing(charted=False, target=0.95, verdict="missed"),)), "2026-10")
    assert text.endswith(
        "(target 95.0%). The target is missed. It is not clear what is usual: too few months or cases."
    )


def test_an_amount_is_not_one_of_cases():
    revenue = Standing("revenue", 55_910_000.0, float("nan"), float("nan"), 1, previous=63_780_000.0)
    assert headline(Events((revenue,)), "2026-10").startswith("Revenue was 5,591, after 6,378 in September")


def test_a_cause_names_its_share_at_most_whole_and_its_stage():
    cause = Cause("otif_order", "site", "S1", 1.11, "picked-packed")
    assert cause_sentence(cause) == (
        "The whole change against the months before comes from S1: Packing has become slower there."
    )
    assert "80% comes from class B." in cause_sentence(Cause("otif_order", "class", "B", 0.8))


def test_a_quiet_leading_indicator_gives_way_to_another_that_is_not():
    other = Standing("revenue", 10.0, 9.0, 11.0, 1, rules=("run7_low",), worse=True)
    assert headline(Events((standing(), other)), "2026-10").endswith(
        "Another indicator needs attention: Revenue."
    )


def test_without_any_indicator_it_says_so():
    assert headline(Events(), "2026-10") == "No indicator can be computed for October 2026."


def test_a_percentile_that_too_many_open_cases_leave_open_is_said_so():
    nothing = float("nan")
    leading = Standing("resolve_p90_hours", nothing, nothing, nothing, 40, charted=False)
    assert headline(Events((leading,)), "2026-10") == (
        "Time to resolve, P90 is not reached: too many of 40 cases are still open. "
        "It is not clear what is usual: too few months or cases."
    )
