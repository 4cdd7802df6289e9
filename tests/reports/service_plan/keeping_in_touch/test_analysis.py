"""Talks kept, silent and late customers, on small frames with the expected values worked out by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import (
    CANNOT_TELL,
    IN_TIME,
    LATE,
    SILENT,
    by_manager,
    cadence_kept,
    counts_of,
    due_of,
    overdue_of,
    states,
)
from wcm_helpers.reports.service_plan.packages.received import Deeds

END = date(2026, 5, 31)


def due(*cells):
    names = ["customer_id", "class", "item", "period", "verdict"]
    return pd.DataFrame(cells, columns=names).assign(level=1.0)


def talks(*cells):
    rows = pd.DataFrame(cells, columns=["customer_id", "happened_at", "kind"])
    rows["happened_at"] = pd.to_datetime(rows["happened_at"])
    return rows.assign(month=rows["happened_at"].dt.strftime("%Y-%m"), minutes=30.0)


#: Records begin in 2025-01, so that two quarters without a talk can be told.
OLD = ("old", "2025-01-05 09:00", "call")


def states_of(rows, *contacts, **more):
    month = month_of({one: "A" for one in rows["customer_id"]}, **more)
    frame = states(rows, Deeds(interactions=talks(OLD, *contacts), since=month.active), month, END)
    return frame.set_index("customer_id")


def test_a_customer_is_silent_after_two_of_its_shortest_periods_and_late_before():
    rows = due(
        ("a", "A", "talk", "month", "none"), ("a", "A", "review", "quarter", "none"),
        ("b", "A", "talk", "month", "none"), ("c", "B", "talk", "quarter", "none"),
    )  # fmt: skip
    # two months are 60.9 days: from 31 March to 31 May are 61, from 1 April 60; a quarter allows 182.6
    frame = states_of(
        rows, ("a", "2026-03-31 10:00", "call"), ("b", "2026-04-01 10:00", "visit"),
        ("c", "2026-01-10 10:00", "call"),
    )  # fmt: skip
    assert frame["state"].to_dict() == {"a": SILENT, "b": LATE, "c": LATE}
    assert frame["days"].to_dict() == {"a": 61.0, "b": 60.0, "c": 141.0}


def test_a_message_is_no_talk_and_a_review_is_one():
    rows = due(("a", "A", "talk", "month", "none"), ("b", "A", "talk", "month", "none"))
    frame = states_of(
        rows, ("a", "2026-05-20 10:00", "message"), ("a", "2026-01-02 10:00", "call"),
        ("b", "2026-05-02 10:00", "review"),
    )  # fmt: skip
    assert frame["state"].to_dict() == {"a": SILENT, "b": LATE}


def test_who_is_new_or_never_talked_to_is_silent_only_once_that_can_be_told():
    rows = due(("a", "A", "talk", "month", "none"))
    assert states_of(rows)["state"].to_dict() == {"a": SILENT}
    assert states_of(rows, since="2026-04")["state"].to_dict() == {"a": LATE}
    rows = due(("a", "A", "talk", "month", "cannot_tell"))
    assert states_of(rows)["state"].to_dict() == {"a": CANNOT_TELL}


def test_states_are_by_size_and_do_not_hang_on_the_order_of_rows():
    rows = due(("a", "A", "talk", "month", "kept"), ("b", "A", "talk", "month", "none"))
    frame = states_of(rows, ("a", "2026-05-20 10:00", "call"), values={"b": 900, "a": 100})
    assert frame.index.tolist() == ["b", "a"] and frame["state"].tolist() == [SILENT, IN_TIME]
    pd.testing.assert_frame_equal(
        frame, states_of(rows[::-1], ("a", "2026-05-20 10:00", "call"), values={"b": 900, "a": 100})
    )


def test_nobody_entitled_is_an_empty_frame():
    assert states(due(), Deeds(interactions=talks(OLD)), month_of({}), END).empty


def test_shares_leave_out_what_cannot_be_told():
    rows = due(
        ("a", "A", "talk", "month", "kept"), ("a", "A", "review", "quarter", "short"),
        ("b", "A", "talk", "month", "cannot_tell"), ("c", "A", "talk", "month", "kept"),
    )  # fmt: skip
    assert counts_of(rows) == (2, 3)
    frame = by_manager(rows, pd.Series({"a": "M2", "b": "M1"}))
    assert frame[["kept", "n"]].values.tolist() == [[1, 2], [1, 1]]
    assert frame["manager_id"].tolist() == ["M2", None]
    assert frame["low"].tolist() == pytest.approx([0.0945, 0.2065], abs=1e-4)  # Wilson, 1 of 2 and 1 of 1


def test_the_neglected_customer_of_the_invented_warehouse_is_silent(plan_review, truth):
    rows = plan_review.computed(overdue_of)
    silent = rows[rows["state"] == SILENT]
    assert silent["customer_id"].tolist() == [truth["class A without its manager's time"]]
    assert 0.9 < cadence_kept(plan_review) < 1


def test_who_has_left_is_due_for_no_talk(plan_review):
    customers = plan_review.history.customers
    ended = customers.loc[customers["end_date"] <= pd.Timestamp("2026-10-31"), "customer_id"]
    assert set(ended) & set(plan_review.result.customers.index)
    assert not set(ended) & set(plan_review.computed(due_of)["customer_id"])
