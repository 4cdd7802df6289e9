import pytest

from tests.reports.classification.lifecycle.examples import STEADY, classification_of
from wcm_helpers.core.months import month_range
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.sentences import (
    changed,
    happened,
    headline,
    step,
    threshold,
)

SLOWING = {
    "state": "slowing", "changed": False, "why": "volume", "silent_days": 40, "volume_change": -0.25,
    "volume_against": "year", "last_official": "C",
}  # fmt: skip


def test_the_changes_of_the_month_are_counted():
    result = classification_of({"a": (STEADY, 10), "b": (month_range("2024-06", "2026-03"), 10)})
    life = describe_lifecycle(result)
    assert changed(life) == "Changes in May 2026: 0 lost, 1 dormant, 0 slowing, 0 came back, 0 new."
    # b brought 10 in ten months of the window
    assert headline(life, result) == "1 customer is slowing or dormant: 100 CNY in the 12-month window."


def test_a_month_without_changes_says_so():
    result = classification_of({"a": (STEADY, 10)})
    life = describe_lifecycle(result)
    assert changed(life) == (
        "No customer became lost, dormant, slowing or new in May 2026, and none came back."
    )
    assert headline(life, result) == "No customer is slowing or dormant in May 2026."


def test_who_is_new_this_month_is_counted_once():
    active = {"a": (STEADY, 10), "b": (["2026-05"], 10)}
    now = describe_lifecycle(classification_of(active))
    assert changed(now) == "Changes in May 2026: 0 lost, 0 dormant, 0 slowing, 0 came back, 1 new."
    later = {name: ([*months, "2026-06"], value) for name, (months, value) in active.items()}
    life = describe_lifecycle(classification_of(later, month="2026-06"))
    assert life.figures["new"] == 1
    assert changed(life) == (
        "No customer became lost, dormant, slowing or new in June 2026, and none came back."
    )


@pytest.mark.parametrize(
    ("differences", "text"),
    [
        ({}, "slowing"),
        ({"changed": True}, "newly slowing"),
        ({"volume_against": "before"}, "slowing: 25% below the 3 months before"),
        ({"why": "both"}, "slowing: silent for 40 days"),
        ({"why": "silence", "changed": True}, "newly slowing: silent for 40 days"),
        ({"state": "dormant", "why": None}, "dormant: silent for 40 days"),
        ({"state": "lost", "why": "silence"}, "lost: silent for 40 days"),
        ({"state": "lost", "why": "ended"}, "lost: contract ended"),
        ({"state": "won_back", "changed": True}, "won back this month"),
        ({"state": "won_back"}, "won back"),
    ],
)
def test_what_happened_is_said_with_its_base(differences, text):
    assert happened({**SLOWING, **differences}) == text


def test_every_state_on_the_page_has_a_step():
    for state in ("lost", "dormant", "slowing", "won_back", "new"):
        assert step({**SLOWING, "state": state})
    assert step({**SLOWING, "last_official": "A"}) == "Call this week."


def test_a_threshold_names_its_source():
    assert threshold({"dormant_after": 365.0, "threshold_from": "most"}) == "365 days, the most"
    assert threshold({"dormant_after": 79.0, "threshold_from": "own"}) == "79 days, by its own rhythm"
