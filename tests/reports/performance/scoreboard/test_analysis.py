"""Values of the month beside their past, and the verdict on them."""

import numpy as np
import pandas as pd

from tests.reports.performance.control.made_up import Review, rate
from wcm_helpers.reports.performance.scoreboard.analysis import standings, standings_of


def test_the_month_before_and_the_year_ago_by_their_names_not_their_places():
    hits = [70, *[80] * 10, None, 90]  # the month before has no row; the first one is a year ago
    row = standings(rate("on_time", hits, 100), "2026-10").iloc[0]
    assert row["value"] == 0.9 and np.isnan(row["previous"]) and row["year_ago"] == 0.7


def test_the_verdict_follows_the_interval():
    frame = pd.concat(
        [
            rate("on_time", [960], 1000).assign(low=0.946, high=0.971),
            rate("on_time", [96], 100, "class", "A").assign(low=0.902, high=0.984),
            rate("on_time", [80], 100, "class", "B").assign(low=0.711, high=0.867),
            rate("on_time", [80], 100, "site", "North"),
        ]
    )
    rows = standings_of(Review(frame, targets={"on_time": 0.94}))
    assert rows["group"].tolist() == ["", "A", "B"]
    assert rows["verdict"].tolist() == ["met", "cannot tell", "missed"]
    assert standings_of(Review(frame))["verdict"].tolist() == ["", "", ""]


def test_a_running_month_is_not_compared():
    frame = rate("on_time", [80] * 13, 100)
    assert standings_of(Review(frame))[["previous", "year_ago"]].notna().all(axis=None)
    assert standings_of(Review(frame, draft=True))[["previous", "year_ago"]].isna().all(axis=None)
