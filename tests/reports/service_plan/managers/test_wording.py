"""Reasons and mismatches in words."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.managers.analysis import FIRST, MOVES, NOBODY, STAYS
from wcm_helpers.reports.service_plan.managers.wording import hours, mismatch_words, reason_words


def test_every_reason_has_words_of_its_own():
    words = [reason_words(reason) for reason in (*MOVES, STAYS, FIRST, NOBODY, "")]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("points", "expected"),
    [(pd.NA, "cannot tell"), (0, "none"), (2, "industry or warehouse"), (4, "industry and warehouse")],
)
def test_points_as_words(points, expected):
    assert mismatch_words(points, 2) == expected


def test_minutes_are_shown_as_hours():
    assert hours(90) == "1.5"
