"""Orders of a month in working time, with their minutes, served by the staff of the month."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.reports.service_plan.balance import contention as module
from wcm_helpers.reports.service_plan.balance.contention import contention, contention_of, working_minutes

CALENDAR = WorkingCalendar({})  # nine hours a day; September 2026 begins on a Tuesday and has 22 weekdays
WORKDAYS, DAY = 22, 540


def orders(n=60, minutes=30.0, every="12h"):
    created = pd.date_range("2026-09-01 09:00", periods=n, freq=every)
    return pd.DataFrame({"created_at": created, "minutes": minutes, "class": [*"ABC"] * (n // 3)})


def made(rows, people=1.0):
    return contention(rows, people * DAY * WORKDAYS, CALENDAR, "2026-09", 120)


def test_nights_and_weekends_are_left_out():
    moments = [
        "2026-09-01 08:00",
        "2026-09-01 10:00",
        "2026-09-04 23:00",
        "2026-09-05 12:00",
        "2026-09-07 09:30",
    ]
    # Friday is the fourth day: what comes in its night, or on Saturday, waits for Monday, the fifth.
    found = working_minutes(pd.to_datetime(pd.Series(moments)), CALENDAR, "2026-09")
    assert found.tolist() == [0, 60, 4 * DAY, 4 * DAY, 4 * DAY + 30]


def test_the_load_is_the_work_of_the_capacity():
    # 60 orders of 99 minutes are 5,940 of the 22 × 540 minutes of one person.
    result = made(orders(minutes=99.0))
    assert (result.load, result.servers, result.people) == (pytest.approx(5_940 / 11_880), 1, 1)
    assert (result.orders, result.of, result.days) == (60, 60, WORKDAYS)


def test_with_one_server_minutes_times_wait_is_the_same_under_every_rule():
    rows = orders(minutes=180.0)  # all orders take as long, so the mean of waits stays
    waits = made(rows).waits
    total = (waits["mean"] * waits["orders"]).groupby(waits["rule"]).sum()
    assert total.to_numpy() == pytest.approx(total.iloc[0]) and total.iloc[0] > 0
    means = waits.set_index(["rule", "class"])["mean"]
    assert (
        means["by_class", "A"] < means["first_come", "A"]
        and means["by_class", "C"] > means["first_come", "C"]
    )


def test_so_many_work_on_an_order_that_it_takes_a_day_at_most():
    # 1,500 minutes are three people's day of 540 each; seven people are two such teams, each 7/6 as fast.
    result = made(orders(minutes=1_500.0), people=7.0)
    assert (result.people, result.servers) == (3, 2)
    # 21 orders at once, two at a time, each in 1,500 / (3 × 7/6) minutes: the last waits for ten before it.
    at_once = made(orders(n=21, minutes=1_500.0, every="1s"), people=7.0)
    assert at_once.waits["largest"].max() == pytest.approx(10 * 1_500 / 3.5, abs=1)
    alone = made(orders(n=21, minutes=1_500.0), people=1.0)
    assert (alone.people, alone.servers) == (1, 1) and alone.load > 1  # no more people than there are


def test_too_many_orders_are_those_of_the_first_working_days(monkeypatch):
    monkeypatch.setattr(module, "MOST_ORDERS", 10)
    # Four orders a day: after two days eight have come, after three twelve.
    rows = orders(n=60, minutes=10.0, every="3h")
    worked = working_minutes(rows["created_at"], CALENDAR, "2026-09") // DAY
    result = made(rows)
    assert result.of == 60 and result.orders == (worked < result.days).sum() <= 10
    assert (worked < result.days + 1).sum() > 10
    assert result.load == pytest.approx(10.0 * result.orders / (DAY * result.days))


def test_few_orders_are_not_simulated():
    assert made(orders(n=18)) == "few_orders"
    assert made(orders(minutes=0.0)) == "few_orders"


def test_the_invented_warehouse_has_a_simulation_of_its_own_month(plan_review):
    result = plan_review.computed(contention_of)
    assert result.orders == result.of and 0.5 < result.load < 1
    means = result.waits.set_index(["rule", "class"])["mean"]
    assert means["by_class", "A"] < means["ageing", "A"] < means["first_come", "A"]
    assert np.isfinite(means).all()
