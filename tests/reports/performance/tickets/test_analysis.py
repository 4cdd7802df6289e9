"""Tickets of a year: the hours without cover, and customers that wait."""

import numpy as np
import pandas as pd

from wcm_helpers.reports.performance.tickets.analysis import (
    curves_of,
    make_week,
    open_tickets,
    waiting_of,
    week_of,
)  # fmt: skip


def rows(*tickets):
    frame = pd.DataFrame(tickets, columns=["created_at", "response_hours"])
    return frame.assign(created_at=pd.to_datetime(frame["created_at"]))


def test_a_part_of_a_day_with_slow_answers_is_a_gap():
    monday = [("2026-09-07 10:00", 1.0)] * 30
    saturday = [("2026-09-12 10:30", 47.0)] * 10
    week = make_week(rows(*monday, *saturday), 4.0, 12, 15, 0.8)
    assert week.gaps == [(5, 8, 11)]
    assert week.n[0, 10] == 30 and week.n[5, 10] == 10
    assert week.hours[5, 10] == 47
    # 7.5 tickets an hour of 12 minutes are 1.5 erlangs: 3 people take up 80 % within 15 minutes.
    assert week.staff[0, 10] == 3


def test_nine_tickets_are_too_few_for_a_gap():
    week = make_week(
        rows(*[("2026-09-07 10:00", 1.0)] * 30, *[("2026-09-12 10:30", 47.0)] * 9), 4.0, 12, 15, 0.8
    )
    assert week.gaps == []
    assert np.isnan(week.hours[3, 3])


def test_the_planted_gap_is_the_weekend(performance_review):
    days = {day for day, _first, _last in performance_review.computed(week_of).gaps}
    assert {5, 6} <= days
    assert days <= {0, 5, 6}  # and the night before Monday


def test_curves_fall_and_open_tickets_are_counted_to_the_end_of_the_month(performance_review):
    for curve in performance_review.computed(curves_of).values():
        assert curve["survival"].is_monotonic_decreasing
    rows_ = open_tickets(performance_review)
    assert (rows_["age_hours"] > 0).all()
    assert rows_["created_at"].is_monotonic_increasing


def test_customers_that_wait_come_by_money(performance_review):
    waiting = performance_review.computed(waiting_of)
    assert list(waiting) == ["customer_id", "name", "overdue", "oldest_hours", "revenue"]
