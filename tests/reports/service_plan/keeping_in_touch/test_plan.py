"""Next month's talks and reviews: last talk plus period, hours by the median length."""

import pandas as pd
import pytest

from tests.reports.service_plan.keeping_in_touch.test_analysis import talks
from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.keeping_in_touch.plan import by_manager, next_due, plan, plan_of
from wcm_helpers.reports.service_plan.packages.received import Deeds


def due(*cells):
    names = ["customer_id", "class", "item", "level", "period", "verdict"]
    return pd.DataFrame(cells, columns=names)


def planned(rows, *contacts, managers=None):
    deeds = Deeds(None if managers is None else pd.Series(managers), interactions=talks(*contacts))
    return plan(rows, deeds, month_of(dict.fromkeys(rows["customer_id"], "A")), "2026-06")


def test_a_talk_is_due_in_the_month_of_its_last_one_plus_its_period():
    rows = due(
        ("a", "A", "talk", 1, "month", "kept"), ("b", "A", "talk", 1, "quarter", "kept"),
        ("c", "A", "talk", 1, "quarter", "kept"), ("d", "A", "review", 1, "year", "none"),
    )  # fmt: skip
    frame = planned(
        rows, ("a", "2026-05-29 10:00", "call"), ("b", "2026-03-30 10:00", "visit"),
        ("c", "2026-04-01 10:00", "call"), ("d", "2025-02-11 10:00", "review"),
        ("d", "2026-05-11 10:00", "call"),
    )  # fmt: skip
    # c is due on 1 July; the call of d is no review
    assert frame["customer_id"].tolist() == ["a", "b", "d"]
    assert [str(one.date()) for one in frame["due_on"]] == ["2026-06-29", "2026-06-30", "2026-02-11"]
    assert frame["overdue"].tolist() == [False, False, True]


def test_two_a_month_are_two_and_who_was_never_talked_to_is_due_at_once():
    rows = due(("a", "A", "talk", 2, "month", "short"), ("b", "A", "talk", 1, "month", "none"))
    frame = planned(rows, ("a", "2026-05-20 10:00", "call"))
    assert frame["times"].tolist() == [2, 1]
    assert frame["hours"].tolist() == [1.0, 0.5]  # every contact takes 30 minutes
    assert pd.isna(frame["due_on"][1]) and frame["overdue"].tolist() == [False, True]


def test_hours_are_the_median_and_unknown_without_any_length():
    rows = due(("a", "A", "talk", 1, "month", "kept"))
    contacts = talks(("a", "2026-05-20 10:00", "call"), ("x", "2026-05-20 10:00", "call"))
    month = month_of({"a": "A"})
    for minutes, hours in (([60.0, 90.0], 1.25), ([float("nan")] * 2, float("nan"))):
        frame = plan(rows, Deeds(interactions=contacts.assign(minutes=minutes)), month, "2026-06")
        assert frame["hours"].tolist() == pytest.approx([hours], nan_ok=True)


def test_managers_have_what_their_customers_are_due_for():
    rows = due(
        ("a", "A", "talk", 1, "month", "kept"), ("a", "A", "review", 1, "quarter", "none"),
        ("b", "A", "talk", 1, "month", "none"), ("c", "A", "talk", 1, "month", "none"),
    )  # fmt: skip
    frame = by_manager(planned(rows, ("a", "2026-05-20 10:00", "call"), managers={"a": "M1", "b": "M1"}))
    assert frame["manager_id"].tolist() == ["M1", None]
    assert frame[["customers", "talks", "reviews", "overdue"]].values.tolist() == [[2, 2, 1, 2], [1, 1, 0, 1]]
    # reviews have no length on record: two talks of half an hour
    assert frame["hours"].tolist() == [1.0, 0.5]
    assert by_manager(planned(due())).empty


@pytest.mark.parametrize(
    ("last", "months", "day"), [("2026-01-31", 1, "2026-02-28"), ("2025-11-30", 12, "2026-11-30")]
)
def test_a_period_ends_on_the_same_day_of_the_month_or_its_last(last, months, day):
    assert str(next_due(pd.Timestamp(last), months).date()) == day


def test_the_plan_of_the_invented_warehouse_has_every_monthly_talk(plan_review):
    frame = plan_review.computed(plan_of)
    of_a = frame[(frame["class"] == "A") & (frame["item"] == "talk")]
    assert len(of_a) == of_a["customer_id"].nunique() > 20
    assert (frame["due_on"].dropna() <= pd.Timestamp("2026-11-30")).all()
