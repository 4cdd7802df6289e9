"""Minutes a month by hand: stated hours, talks without hours, requests, and who needs no manager."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.managers.needed import needed

MONTH = "2026-05"


def minutes(*items, requests=None, active=("c",)):
    rows = pd.DataFrame(items, columns=["item", "level", "period", "hours"]).assign(customer_id="c")
    return needed(rows, requests, pd.Index(active), MONTH, 12)


def asked(*months, by_self=False):
    by = pd.array([by_self] * len(months), "boolean")
    return pd.DataFrame({"customer_id": "c", "month": months, "self_service": by})


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("named_manager", None, None, 6.0), ("talk", 1.0, "month", None)], (360, 0)),  # the talk is in them
        ([("base_support", None, None, 2.0), ("named_manager", None, None, 4.0)], (360, 0)),
        ([("talk", 1.0, "month", None), ("review", 1.0, "quarter", None)], (0, 80)),  # 60 and a third of it
        ([("review", 1.0, "year", None)], (0, 5)),
        ([("named_manager", None, None, None)], (0, 0)),
    ],
)
def test_stated_hours_include_talks_and_reviews(items, expected):
    (row,) = minutes(*items)[["package", "talks"]].to_numpy().tolist()
    assert tuple(row) == expected


def test_requests_of_three_months_come_on_top():
    # 5 of March to May, 12 minutes each, over three months: 20; February and June do not count
    requests = asked("2026-02", "2026-03", "2026-03", "2026-04", "2026-05", "2026-05", "2026-06")
    made = minutes(("talk", 1.0, "month", None), requests=requests)
    assert made[["requests", "minutes"]].to_numpy().tolist() == [[20, 80]]


def test_a_request_made_by_self_service_takes_no_manager():
    talk = ("talk", 1.0, "month", None)
    assert minutes(talk, requests=asked("2026-05", "2026-05", by_self=True))["requests"].tolist() == [0]
    assert minutes(talk, requests=asked("2026-05", by_self=pd.NA))["requests"].tolist() == [4]


def test_self_service_needs_no_manager_whatever_its_requests():
    assert minutes(("self_service", None, None, None), requests=asked("2026-05")).empty


def test_a_customer_that_left_needs_none():
    assert minutes(("talk", 1.0, "month", None), active=("other",)).empty
