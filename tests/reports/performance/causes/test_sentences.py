"""Causes in words: the group, its share, whether by rate or by mix, and the reversal."""

import pandas as pd

from wcm_helpers.reports.performance.causes.analysis import explain
from wcm_helpers.reports.performance.causes.sentences import (
    cause_sentence,
    nothing_sentence,
    points,
    reversal_sentence,
)


def made(*rows):
    frame = pd.DataFrame(rows, columns=["month", "site_id", "on_time", "on_time_measured"])
    return explain(frame, "on_time", "site", "usual", ["2026-04"], "2026-05")


def test_the_site_its_share_and_its_stage_are_named():
    each = made(
        ("2026-04", "S1", 97, 100), ("2026-04", "S2", 97, 100),
        ("2026-05", "S1", 97, 100), ("2026-05", "S2", 80, 100),
    )  # fmt: skip
    text = cause_sentence(each, "released-picked")
    assert "Of it, S2 explains 100%, because its own rate changed." in text
    assert "has become slower there." in text
    assert "slower" not in cause_sentence(each)


def test_a_reversal_says_that_no_group_became_worse():
    each = made(
        ("2026-04", "S1", 900, 1000), ("2026-04", "S2", 300, 500),
        ("2026-05", "S1", 465, 500), ("2026-05", "S2", 650, 1000),
    )  # fmt: skip
    assert each.reversal and "No group became worse" in reversal_sentence(each)


def test_changes_have_signs_and_none_is_said():
    assert (points(0.013), points(-0.013), points(0.0)) == ("+1.3", "−1.3", "0.0")


def test_why_no_group_is_named():
    def both(before, after, n):
        return made(
            ("2026-04", "S1", before, n), ("2026-04", "S2", before, n),
            ("2026-05", "S1", after, n), ("2026-05", "S2", after, n),
        )  # fmt: skip

    assert "Hardly anything changed" in nothing_sentence(both(90, 90, 100))
    # 90 to 87 %: of 200 cases each √(.885 × .115 × 2 / 200) = 3.2 points are one error; of 2,000 one point.
    assert "Chance alone" in nothing_sentence(both(90, 87, 100))
    assert "No single group explains half of the change (−3.0 points)" in nothing_sentence(
        both(900, 870, 1000)
    )
