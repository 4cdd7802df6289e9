from datetime import date, datetime, timedelta

import pytest
from cnlunar.lunar import Lunar
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from wcm_helpers.core.lunar_dates import (
    UNCERTAIN_DAYS,
    VERIFIED_YEARS,
    LunarDate,
    is_verified,
    lunar_months,
    lunar_returns,
    return_in,
    solar_returns,
    to_lunar,
)

DAYS = st.dates(date(1902, 1, 1), date(2099, 12, 31))


class OtherLunar(Lunar):
    """The date alone of the other library, which computes a whole almanac for a day."""

    def __init__(self, day):
        self.date, self.isLunarLeapMonth = datetime(day.year, day.month, day.day, 12), False
        self.parts = LunarDate(*self.get_lunarDateNum(), self.isLunarLeapMonth)


def test_another_library_has_the_same_date_on_every_day_of_two_centuries_but_thirty():
    months = [month for year in range(1901, 2100) for month in lunar_months(year)]
    different = []
    for month in months:
        for n in range(month.days):
            day = month.first + timedelta(days=n)
            if OtherLunar(day).parts != LunarDate(month.year, month.month, n + 1, month.leap):
                different.append(day)
    assert sum(month.days for month in months) == (date(2100, 2, 9) - date(1901, 2, 19)).days
    assert (different[0], different[-1], len(different)) == (*UNCERTAIN_DAYS, 30)


def test_months_follow_each_other_without_a_gap():
    months = [month for year in VERIFIED_YEARS for month in lunar_months(year)]
    ends = [month.first + timedelta(days=month.days) for month in months]
    assert ends[:-1] == [month.first for month in months[1:]]
    assert {month.days for month in months} == {29, 30}


def test_published_dates_and_months():
    facts = golden("cn_2026_calendar.json")
    for fact in facts["lunar"]:
        year, *leap, month_day = fact["lunar"].split()
        month, day = map(int, month_day.split("-"))
        assert to_lunar(date.fromisoformat(fact["solar"])) == LunarDate(int(year), month, day, bool(leap))
    short = {(2025, 6, True), (2025, 12, False)}
    assert {(m.year, m.month, m.leap) for m in lunar_months(2025) if m.days == 29} >= short
    assert [m.month for m in lunar_months(2033) if m.leap] == [facts["lunar_year_2033_leap_month"]]


def test_a_leap_month_birthday_is_kept_once_a_year():
    # Born in the sixth leap month: that of 2025 begins on 25 July; in 2026 it is the ordinary sixth month.
    assert return_in(2025, 6, 1, leap=True) == (date(2025, 7, 25), LunarDate(2025, 6, 1, True), "")
    returned = return_in(2026, 6, 1, leap=True)
    assert (returned.lunar, returned.rule) == (LunarDate(2026, 6, 1), "no_leap_month")
    # Who was born in the ordinary one keeps that in 2025, a month before the leap one (25 June).
    assert return_in(2025, 6, 1).day == date(2025, 6, 25)


def test_the_thirtieth_of_a_short_month_is_its_last_day():
    # New Year's Eve of 2026, the day before 17 February, is the 29th of the twelfth month.
    assert return_in(2025, 12, 30) == (date(2026, 2, 16), LunarDate(2025, 12, 29), "short_month")
    assert return_in(2025, 6, 30, leap=True) == (
        date(2025, 8, 22),
        LunarDate(2025, 6, 29, True),
        "short_month",
    )
    assert return_in(2025, 6, 30, leap=False).rule == ""


def test_the_leap_eleventh_month_of_2033():
    assert return_in(2033, 11, 1, leap=True) == (date(2033, 12, 22), LunarDate(2033, 11, 1, True), "")
    assert return_in(2034, 11, 1, leap=True).rule == "no_leap_month"


def test_a_lunar_day_may_come_twice_in_a_year_or_never():
    # The twelfth months of 2023 to 2025 begin on 11 January and 31 December 2024 and 19 January 2026.
    by_year = {
        year: [one.day for one in lunar_returns(12, 1, False, date(year, 1, 1), date(year, 12, 31))]
        for year in (2024, 2025, 2026)
    }
    assert by_year == {2024: [date(2024, 1, 11), date(2024, 12, 31)], 2025: [], 2026: [date(2026, 1, 19)]}


@given(DAYS)
def test_there_and_back(day):
    lunar = to_lunar(day)
    returned = return_in(*lunar)
    assert (returned.day, returned.lunar, returned.rule) == (day, lunar, "")


@given(DAYS, st.integers(1, 12), st.integers(1, 30), st.booleans(), st.integers(0, 900), st.integers(0, 900))
def test_a_period_cut_in_two_holds_the_same_days(first, month, day, leap, one, two):
    cut, last = first + timedelta(days=one), first + timedelta(days=one + two)
    whole = lunar_returns(month, day, leap, first, last)
    halves = (
        lunar_returns(month, day, leap, first, cut),
        lunar_returns(month, day, leap, cut + timedelta(1), last),
    )
    assert whole == [*halves[0], *halves[1]]
    assert [one.day for one in whole] == sorted({one.day for one in whole})


@given(DAYS, st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_a_lunar_day_returns_once_in_every_lunar_year(first, month, day, leap):
    year = to_lunar(first).year
    years = [one.lunar.year for one in lunar_returns(month, day, leap, first, date(first.year + 9, 12, 31))]
    assert years == list(range(years[0], years[0] + len(years)))
    assert years[0] in (year, year + 1)
    assert len(years) in (9, 10, 11)


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (1, 31)])
def test_what_no_lunar_year_has_is_refused(month, day):
    with pytest.raises(ValueError, match="No lunar year"):
        return_in(2026, month, day)


def test_the_29_of_february_is_kept_as_the_setting_says():
    years = date(2096, 1, 1), date(2104, 12, 31)  # 2100 is no leap year
    kept = {leap_day: solar_returns(2, 29, *years, leap_day=leap_day) for leap_day in ("02-28", "03-01")}
    assert date(2100, 2, 28) in kept["02-28"]
    assert date(2100, 3, 1) in kept["03-01"]
    assert {date(2096, 2, 29), date(2104, 2, 29)} <= {*kept["02-28"]} & {*kept["03-01"]}
    assert [len(days) for days in kept.values()] == [9, 9]
    with pytest.raises(ValueError, match="day"):
        solar_returns(2, 30, *years)


def test_days_that_two_libraries_see_alike_are_verified():
    assert is_verified(date(2057, 9, 27))
    assert not is_verified(date(2057, 10, 27))
    assert is_verified(date(2057, 10, 28))
    assert not is_verified(date(1900, 6, 1))
