"""The one measure of a customer's rise or fall: the last three months against the same three a year ago."""

import math

from tests.reports.classification.facts import facts_of
from wcm_helpers.classes.customer_months import pivot_customer_months
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.change import recent_changes


def changes(*rows):
    facts = facts_of([(name, month, value * SCALE, 1) for name, month, value in rows])
    return recent_changes(pivot_customer_months(facts, "2026-05"))


def test_three_months_are_compared_with_the_same_three_a_year_ago():
    frame = changes(
        ("x", "2025-02", 900), ("x", "2025-03", 40), ("x", "2025-05", 60), ("x", "2025-06", 900),
        ("x", "2026-02", 900), ("x", "2026-04", 63),
    )  # fmt: skip
    assert (frame.loc["x", ["recent", "recent_year_ago"]] / SCALE).tolist() == [63, 100]
    assert frame.loc["x", "recent_change"] == -0.37


def test_a_history_that_does_not_reach_back_has_nothing_to_compare_with():
    frame = changes(("x", "2025-04", 40), ("x", "2026-04", 63))  # March 2025 is before the data
    assert frame["recent_year_ago"].isna().all() and math.isnan(frame.loc["x", "recent_change"])


def test_of_nothing_a_year_ago_there_is_no_share():
    frame = changes(("y", "2025-01", 1), ("x", "2025-04", -5), ("x", "2026-04", 63), ("y", "2026-05", 2))
    assert frame["recent_change"].isna().all()
    assert frame.loc["x", "recent_year_ago"] == -5 * SCALE


def test_a_customer_that_brings_nothing_now_is_down_by_all():
    frame = changes(("x", "2025-03", 10), ("y", "2026-05", 2))
    assert frame.loc["x", "recent_change"] == -1
