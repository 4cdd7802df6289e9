"""Loops by source, the steps they came to, and the customers that wait."""

import pandas as pd
import pytest

from tests.reports.service_plan.feedback.cases import MONTHS, contacts, judged, tickets
from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.feedback.analysis import (
    by_source,
    feedback_of,
    loops_open,
    open_by_customer,
    open_of,
    resolved,
    steps,
    without_response,
)


def example():
    """One better, one came back and is open itself, one in time, one late: two acted on."""
    return judged(
        tickets(
            ("T1", "a", "2026-06-01", "delay", "2026-06-03"),
            ("T2", "b", "2026-06-01", "delay", "2026-06-03"),
            ("T3", "b", "2026-06-20", "delay", None), ("T4", "a", "2026-10-20", "x", None),
        ),
        contacts(("a", "2026-06-10 10:00", "call")),
    )  # fmt: skip


def test_steps_are_nested_counts():
    assert steps(example()).to_dict() == {"raised": 4, "owner": 4, "acted": 2, "asked_again": 1, "better": 1}
    assert steps(example()[:0]).tolist() == [0] * 5


def test_rates_leave_out_what_is_not_due_yet():
    (row,) = by_source(example()).to_dict("records")
    assert (row["raised"], row["decided"], row["answered"], row["asked"]) == (4, 3, 2, 1)
    # Wilson: 2 of 3 from 20.8 % to 93.9 %, 1 of 2 from 9.5 % to 90.5 %
    assert (row["low"], row["high"]) == pytest.approx((0.208, 0.939), abs=1e-3)
    assert (row["asked_low"], row["asked_high"]) == pytest.approx((0.095, 0.905), abs=1e-3)
    assert (row["better"], row["not_better"], row["open"], row["late"]) == (1, 1, 2, 1)
    assert by_source(example()[:0]).empty


def test_customers_that_wait_are_by_size_with_their_oldest():
    rows = judged(
        tickets(
            ("T1", "a", "2026-06-05", "x", None), ("T2", "a", "2026-05-05", "y", None),
            ("T3", "b", "2026-01-05", "y", None), ("T4", "c", "2026-10-20", "y", None),
        )
    )  # fmt: skip
    frame = open_by_customer(rows, month_of({"a": "A", "b": None, "c": "B"}, {"a": 10, "b": 20}))
    assert frame[["customer_id", "n"]].values.tolist() == [["b", 1], ["a", 2]]
    assert frame["age"].tolist() == [299, 179]  # from 5 January and 5 May to 31 October
    assert open_by_customer(rows[:0], month_of({})).empty


def test_a_number_of_two_desks_is_resolved_when_the_last_is():
    rows = tickets(("T1", "a", "2026-06-05", "x", "2026-06-06"), ("T1", "b", "2026-06-05", "x", None))
    for one in (rows, rows[::-1]):
        assert pd.isna(resolved(one)["T1"][0]) and resolved(one)["T1"][1]
    assert resolved(None) == {}


def test_a_resolved_ticket_without_a_response_is_counted_in_its_months_alone():
    rows = tickets(
        ("T1", "a", "2026-06-05", "x", "2026-06-06"), ("T2", "a", "2025-06-05", "x", "2025-06-06"),
        ("T3", "a", "2026-06-05", "x", "2026-06-06"), ("T4", "a", "2026-06-05", "x", None),
    )  # fmt: skip
    rows["responded_at"] = pd.to_datetime([None, None, "2026-06-05", None])
    assert without_response(rows, MONTHS) == 1
    assert without_response(None, MONTHS) is None


def test_the_invented_warehouse_answers_tickets_and_asks_again(plan_review):
    feedback = plan_review.computed(feedback_of)
    assert feedback.known == {"ticket", "survey", "talk"}
    rows = feedback.loops
    assert rows["raised_at"].between("2025-11-01", "2026-11-01").all()
    table, log = (plan_review.history.table(name) for name in ("tickets", "ticket_events"))
    merged = log.loc[log["value"].isin(["已合并", "merged"]), "ticket_id"]
    in_year = table["created_at"].between("2025-11-01", "2026-10-31 23:59:59")
    complaints = table[in_year & (table["category"] != "咨询") & ~table["ticket_id"].isin(merged)]
    assert set(rows.loc[rows["source"] == "ticket", "key"]) == set(complaints["ticket_id"])
    assert loops_open(plan_review) == int((rows["state"] == "no_action").sum()) > 0


def test_who_has_left_does_not_wait(plan_review):
    waiting = set(plan_review.computed(open_of)["customer_id"])
    late = set(plan_review.computed(feedback_of).loops.query("late")["customer_id"])
    assert waiting and waiting < late and waiting <= set(plan_review.result.active.index)
