"""Times and status of the invented orders."""

import numpy as np
import pandas as pd

from tests.sample.committed import LAST, TIMES
from wcm_helpers.sample import steps


def test_on_time_in_full_is_about_94_percent(delivered):
    assert 0.93 < (delivered["on_time"] & delivered["in_full"]).mean() < 0.95
    assert 0.97 < delivered["in_full"].mean() < 0.99


def test_no_class_is_served_better(delivered):
    rates = delivered.groupby("level")["on_time"].mean()[["A", "B", "C"]]
    assert rates.max() - rates.min() < 0.015


def test_steps_follow_each_other_and_end_with_the_last_month(orders):
    for row in orders[TIMES].itertuples(index=False):
        known = [time for time in row if time]
        assert known == sorted(known)
    stamps = orders[[*TIMES, "cancelled_at"]].stack()
    stamps = stamps[stamps != ""]
    assert stamps.str.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:00").all()
    assert stamps.max() < "2026-11-01"
    opened = orders[orders["status"] == "open"]
    assert 0 < len(opened) < 60
    assert set(opened["created_at"].str[:7]) == {LAST}
    assert (opened["signed_at"] == "").all()
    assert (orders.loc[orders["status"] == "closed", "signed_at"] != "").all()


def test_a_cancelled_order_never_leaves(orders, lines):
    cancelled = orders[orders["status"] == "cancelled"]
    assert len(cancelled) > 50
    assert (cancelled[["shipped_at", "signed_at"]] == "").all(axis=None)
    assert (cancelled["cancelled_at"] > cancelled["created_at"]).all()
    assert (cancelled["cancelled_at"] < cancelled["promised_at"]).all()
    assert (lines.loc[lines["order_id"].isin(cancelled["order_id"]), "qty_shipped"] == "0").all()


def test_even_the_fastest_order_never_leaves_once_cancelled():
    # Urgent goods in town can be handed over within five hours, which is how late a cancellation comes.
    n = 40_000
    drawn = pd.DataFrame({"direction": ["out"] * n, "site_id": "S1", "priority": "urgent", "created_at": 0})
    walked = steps.walk(drawn, [], np.random.default_rng(1), until=10**9)
    gone = walked[walked["status"] == "cancelled"]
    assert len(gone) > 400
    assert (gone[["shipped_at", "signed_at"]] == -1).all(axis=None)
