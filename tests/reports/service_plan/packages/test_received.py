"""What was received, by hand: talks in their period, requests in their hours, a manager with time."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.packages.received import (
    CANNOT_TELL,
    KEPT,
    NONE,
    SHORT,
    UNUSED,
    Deeds,
    hours_received,
    kept_shares,
    received,
)

MONTH = "2026-05"


def row(item, level=None, period=None, hours=None, customer="c1"):
    names = ["customer_id", "class", "item", "level", "period", "hours", "own"]
    return pd.DataFrame([(customer, "A", item, level, period, hours, False)], columns=names)


def talks(*cells):
    """Return talks with c1, in records that began long before with another customer."""
    rows = [("other", "2024-01", "call", 5), *(("c1", *cell) for cell in cells)]
    return pd.DataFrame(rows, columns=["customer_id", "month", "kind", "minutes"])


def requests(*cells, self_service=False):
    frame = pd.DataFrame(cells, columns=["month", "response_hours", "answered"])
    return frame.assign(customer_id="c1", self_service=pd.array([self_service] * len(frame), "boolean"))


def verdict(entitlement, deeds):
    (value,) = received(entitlement, deeds, MONTH)["verdict"]
    return value


@pytest.mark.parametrize(
    ("item", "period", "held", "expected"),
    [
        ("talk", "month", [("2026-05", "call", 30)], KEPT),
        ("talk", "month", [("2026-04", "call", 30)], NONE),
        ("talk", "quarter", [("2026-03", "visit", 30)], KEPT),
        ("talk", "quarter", [("2026-02", "visit", 30)], NONE),  # the quarter is March to May
        ("talk", "year", [("2025-06", "meeting", 30)], KEPT),
        ("talk", "month", [("2026-05", "message", 5)], NONE),  # a message is no talk
        ("talk", "month", [("2026-06", "call", 30)], NONE),  # nothing after the month
        ("review", "quarter", [("2026-04", "review", 60)], KEPT),
        ("review", "quarter", [("2026-04", "call", 60)], NONE),
        ("talk", None, [("2026-05", "call", 30)], CANNOT_TELL),
    ],
)
def test_a_talk_counts_in_its_period(item, period, held, expected):
    assert verdict(row(item, 1.0, period), Deeds(interactions=talks(*held))) == expected


def test_before_the_first_request_a_response_is_unused():
    assert verdict(row("response", 1.0), Deeds(requests=requests(("2026-06", 0.5, True)))) == UNUSED


def test_one_of_two_talks_is_short():
    assert verdict(row("talk", 2.0, "month"), Deeds(interactions=talks(("2026-05", "call", 30)))) == SHORT


@pytest.mark.parametrize(
    ("manager", "named", "minutes", "expected"),
    [
        ("M1", {"M1"}, 540, KEPT),  # 9 of 18 hours in three months: half
        ("M1", {"M1"}, 539, SHORT),
        ("M2", {"M1"}, 900, NONE),  # not one who may be
        (None, {"M1"}, 900, NONE),
        ("M2", None, 900, KEPT),  # the table does not say who may be
    ],
)
def test_a_named_manager_is_there_and_gave_half_of_the_time(manager, named, minutes, expected):
    deeds = Deeds(
        managers=pd.Series({"c1": manager}, dtype=object),
        named=None if named is None else frozenset(named),
        interactions=talks(("2026-03", "visit", minutes), ("2026-02", "visit", 9_999)),
    )
    assert verdict(row("named_manager", hours=6.0), deeds) == expected


def test_without_a_log_of_talks_a_manager_counts_and_his_time_is_unknown():
    rows = received(row("named_manager", hours=6.0), Deeds(managers=pd.Series({"c1": "M1"})), MONTH)
    assert rows["verdict"].tolist() == [KEPT]
    assert np.isnan(rows["received"].iloc[0])


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([0.5] * 20, KEPT),
        ([0.5] * 19 + [3.0], KEPT),  # 19 of 20 is 95 %
        ([0.5] * 9 + [3.0], CANNOT_TELL),  # 9 of 10: Wilson up to 98 %
        ([0.5] * 5 + [3.0] * 15, SHORT),  # 5 of 20: Wilson up to 47 %
        ([3.0] * 10, NONE),
        ([], UNUSED),
    ],
)
def test_requests_are_broken_only_where_chance_does_not_explain_them(hours, expected):
    asked = requests(*[("2026-04", hour, True) for hour in hours])
    assert verdict(row("response", 1.0), Deeds(requests=asked)) == expected


def test_a_request_that_waits_counts_once_it_is_late():
    waiting = requests(("2026-05", 0.5, False), ("2026-05", 9.0, False))
    rows = received(row("response", 1.0), Deeds(requests=waiting), MONTH)
    assert rows[["due", "received"]].values.tolist() == [[1.0, 0.0]]


def test_every_request_is_to_be_answered_and_self_service_is_used_or_not():
    asked = requests(("2026-05", 80.0, True), ("2026-05", 90.0, False))
    assert verdict(row("base_support"), Deeds(requests=asked)) == SHORT
    assert verdict(row("self_service"), Deeds(requests=asked)) == UNUSED
    solved = requests(("2026-05", 0.1, True), self_service=True)
    assert verdict(row("self_service"), Deeds(requests=solved)) == KEPT


@pytest.mark.parametrize("item", ["named_manager", "talk", "review", "response", "base_support",
                                  "self_service", "priority_release", "value_added"])  # fmt: skip
def test_without_its_table_an_item_cannot_be_told(item):
    assert verdict(row(item, 1.0, "month"), Deeds()) == CANNOT_TELL


def test_the_order_of_rows_decides_nothing_and_none_is_lost():
    rows = pd.concat(
        [row("talk", 1.0, "month"), row("review", 1.0, "quarter"), row("talk", 1.0, "month", customer="c2")],
        ignore_index=True,
    )
    held = Deeds(interactions=talks(("2026-05", "call", 30)))
    there = received(rows, held, MONTH)
    back = received(rows[::-1].reset_index(drop=True), held, MONTH)
    keys = ["customer_id", "item"]
    assert there["verdict"].tolist() == [KEPT, NONE, NONE]
    pd.testing.assert_frame_equal(
        there.sort_values(keys, ignore_index=True), back.sort_values(keys, ignore_index=True)
    )
    assert received(rows[:0], held, MONTH).empty


def test_hours_and_shares_by_hand():
    held = talks(("2026-03", "call", 30), ("2026-05", "review", 60), ("2026-02", "call", 600))
    assert hours_received(held, MONTH).to_dict() == {"c1": 1.5}
    rows = pd.DataFrame({"class": list("AAABB"), "verdict": [KEPT, KEPT, SHORT, NONE, CANNOT_TELL]})
    assert kept_shares(rows) == {"A": 2 / 3, "B": 0.0}


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2026-05", CANNOT_TELL), ("2026-04", CANNOT_TELL), ("2026-03", NONE)],  # the quarter began in March
)
def test_a_new_customer_is_not_due_its_review_before_a_quarter_is_over(since, expected):
    deeds = Deeds(interactions=talks(("2026-05", "call", 30)), since=pd.Series({"c1": since}))
    assert verdict(row("review", 1.0, "quarter"), deeds) == expected
    kept = Deeds(interactions=talks(("2026-05", "review", 30)), since=pd.Series({"c1": since}))
    assert verdict(row("review", 1.0, "quarter"), kept) == KEPT


def test_the_hours_of_a_new_customer_are_those_of_its_months():
    deeds = Deeds(
        managers=pd.Series({"c1": "M1"}), interactions=talks(("2026-05", "visit", 180)),
        since=pd.Series({"c1": "2026-05"}),
    )  # fmt: skip
    rows = received(row("named_manager", hours=6.0), deeds, MONTH)  # one month: 3 of 6 hours
    assert rows[["due", "received", "verdict"]].values.tolist() == [[6.0, 3.0, KEPT]]


def test_records_that_begin_in_the_month_tell_nothing_of_the_quarter():
    rows = pd.DataFrame({"customer_id": ["c2"], "month": [MONTH], "kind": ["call"], "minutes": [5.0]})
    assert verdict(row("review", 1.0, "quarter"), Deeds(interactions=rows)) == CANNOT_TELL
    assert verdict(row("talk", 1.0, "month"), Deeds(interactions=rows)) == NONE


def test_without_minutes_a_manager_counts_and_his_time_is_unknown():
    silent = talks(("2026-05", "visit", 30)).assign(minutes=np.nan)
    deeds = Deeds(managers=pd.Series({"c1": "M1"}), interactions=silent)
    rows = received(row("named_manager", hours=6.0), deeds, MONTH)
    assert rows["verdict"].tolist() == [KEPT] and np.isnan(rows["received"].iloc[0])
