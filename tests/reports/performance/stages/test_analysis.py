"""Stages: bottleneck, predictability, and what was usual before."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.reports.performance.stages.analysis import completed_only, stage_times


def counts(*rows, month="2026-10"):
    frame = pd.DataFrame(rows, columns=["stage", "hours", "open", "n"])
    return frame.assign(month=month, minutes=60 * frame["hours"], site_id="S", carrier=None)


def shares(**hours):
    return pd.DataFrame({"stage": list(hours), "hours": list(hours.values()), "orders": 9})


ROWS = [("released-picked", hour, False, 1) for hour in range(1, 11)]


def test_the_bottleneck_is_the_stage_with_most_hours():
    hours = pd.DataFrame({"stage": ["released-picked", "packed-shipped"], "hours": [30.0, 70.0], "orders": 9})
    rows = counts(*ROWS, ("packed-shipped", 2, False, 10))
    times = stage_times(rows, hours, "2026-10")
    assert (times.bottleneck, times.orders) == ("packed-shipped", 9)
    assert times.rows["share"].tolist() == pytest.approx([0.3, 0.7])
    # 1 to 10 hours: P50 5, P90 9; two hours always: no spread.
    assert times.least_predictable == "released-picked"
    assert times.rows.loc["released-picked", ["p50", "p90", "spread"]].tolist() == [5, 9, 4]


def test_a_stage_with_open_orders_stays_in_the_ranking_with_at_least_its_longest_time():
    rows = counts(*ROWS, ("picked-packed", 1, False, 5), ("picked-packed", 40, True, 5))
    times = stage_times(rows, pd.DataFrame({"stage": [], "hours": [], "orders": []}), "2026-10")
    row = times.rows.loc["picked-packed"]
    assert np.isnan(row["p90"]) and row["at_least"]
    assert row["spread"] == 39
    assert times.least_predictable == "picked-packed"
    assert times.bottleneck == ""


def test_the_months_before_are_the_usual_ones():
    rows = pd.concat(
        [
            counts(("released-picked", h, False, 5), month=m)
            for h, m in ((4, "2026-08"), (6, "2026-09"), (9, "2026-10"))
        ]
    )
    times = stage_times(rows, pd.DataFrame({"stage": [], "hours": [], "orders": []}), "2026-10")
    assert times.rows.loc["released-picked", "usual_p90"] == 5  # the median of 4 and 6


def test_done_only_forgets_open_orders():
    rows = counts(*ROWS, ("released-picked", 100, True, 5))
    assert completed_only(rows, "2026-10").loc["released-picked"].tolist() == pytest.approx([5.5, 9.1])


def test_no_rows_are_no_stages():
    assert stage_times(counts(), pd.DataFrame(), "2026-10") is None
