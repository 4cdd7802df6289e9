"""Priority under contention: pairs of orders that waited together."""

import pandas as pd

from wcm_helpers.methods.priority import release_pairs


def rows(*orders):
    frame = pd.DataFrame(orders, columns=["class", "created_at", "released_at"])
    for name in ("created_at", "released_at"):
        frame[name] = pd.to_datetime("2026-09-01 " + frame[name])
    return frame.assign(site_id="S")


def share(frame):
    pairs = release_pairs(frame, "A", "C")
    return pairs["first"].sum(), pairs["pairs"].sum()


def test_only_orders_that_waited_at_the_same_time_are_pairs():
    # A 9:00–10:00 waits with C 8:00–11:00, and not with C 10:30–12:00.
    assert share(rows(("A", "09:00", "10:00"), ("C", "08:00", "11:00"), ("C", "10:30", "12:00"))) == (1, 1)


def test_later_release_is_no_priority_and_equal_times_are_half():
    assert share(rows(("A", "09:00", "12:00"), ("C", "08:00", "11:00"))) == (0, 1)
    assert share(rows(("A", "09:00", "11:00"), ("C", "08:00", "11:00"))) == (0.5, 1)


def test_other_classes_and_days_without_both_are_left_out():
    assert share(rows(("A", "09:00", "10:00"), ("B", "08:00", "11:00"))) == (0, 0)
    assert release_pairs(rows(), "A", "C").empty
