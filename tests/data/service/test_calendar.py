"""Working days and hours, against a walk minute by minute."""

from datetime import date, datetime, time, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.service.calendar import WorkingCalendar

#: National day week 2026: free from 1 to 7 October, with Saturday the 10th worked.
HOLIDAYS = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True}
CALENDAR = WorkingCalendar(HOLIDAYS, time(9), time(18))
MOMENTS = st.datetimes(datetime(2026, 9, 28), datetime(2026, 10, 13)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def worked_minutes(start, end):
    total, moment = 0, start
    while moment < end:
        total += CALENDAR.is_workday(moment.date()) and 9 <= moment.hour < 18
        moment += timedelta(minutes=1)
    return total


@settings(max_examples=20, deadline=None)
@given(MOMENTS, MOMENTS)
def test_hours_are_the_minutes_that_are_worked(one, two):
    start, end = min(one, two), max(one, two)
    assert round(60 * CALENDAR.hours_between(start, end)) == worked_minutes(start, end)
    assert CALENDAR.hours_between(end, start) == 0


@settings(max_examples=20, deadline=None)
@given(MOMENTS, st.integers(1, 3_000))
def test_added_hours_are_between_start_and_result(start, minutes):
    end = CALENDAR.add_hours(start, minutes / 60)
    assert round(60 * CALENDAR.hours_between(start, end)) == minutes


def test_a_holiday_is_passed_over_and_a_make_up_day_is_worked():
    # Wednesday 30 September at 17:00 and two hours: one that day, one on Thursday 8 October.
    assert CALENDAR.add_hours(datetime(2026, 9, 30, 17), 2) == datetime(2026, 10, 8, 10)
    # Friday the 9th at 17:00 and two hours end on the worked Saturday.
    assert CALENDAR.add_hours(datetime(2026, 10, 9, 17), 2) == datetime(2026, 10, 10, 10)
    assert CALENDAR.next_opening(datetime(2026, 10, 10, 18)) == datetime(2026, 10, 12, 9)


def test_the_table_of_days_counts_working_days():
    days = CALENDAR.day_table(date(2026, 9, 30), date(2026, 10, 12)).set_index("day")["number"]
    number = days - days[pd.Timestamp("2026-09-30")]
    # A free day has the number of the next working day: Thursday the 8th, the Saturday, Monday the 12th.
    wanted = {"2026-10-01": 1, "2026-10-08": 1, "2026-10-10": 3, "2026-10-11": 4, "2026-10-12": 4}
    assert {day: int(number[pd.Timestamp(day)]) for day in wanted} == wanted


def test_a_table_may_be_missing_or_have_blanks():
    assert WorkingCalendar.of(None, "09:00", "18:00").is_workday(date(2026, 10, 1))
    table = pd.DataFrame({"date": [pd.Timestamp("2026-10-01"), None], "workday": [False, True]})
    assert not WorkingCalendar.of(table, "09:00", "18:00").is_workday(date(2026, 10, 1))
