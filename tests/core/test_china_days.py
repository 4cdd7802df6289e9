import importlib
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from wcm_helpers.core.china_days import ChinaDays, notices

DAYS = ChinaDays()


def span(first, last):
    first, last = date.fromisoformat(str(first)), date.fromisoformat(str(last))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def year_days(year):
    return span(f"{year}-01-01", f"{year}-12-31")


def test_2026_is_as_its_notice_has_it_day_by_day():
    facts = golden("cn_2026_calendar.json")
    off = {day for first, last in facts["off"] for day in span(first, last)}
    worked = {date.fromisoformat(day) for day in facts["makeup_workdays"]}
    expected = {day: day in worked or (day.weekday() < 5 and day not in off) for day in year_days(2026)}
    assert {day: DAYS.is_workday(day) for day in year_days(2026)} == expected
    assert DAYS.workdays(2026) == facts["workdays"]


def test_years_have_the_working_days_of_the_law():
    # Days less week-ends less days off by law: 366 - 104 - 11, 365 - 104 - 13 twice.
    assert [DAYS.workdays(year) for year in (2024, 2025, 2026)] == [251, 248, 248]


#: How long each break is, by its notice: "共8天" and so on.
LENGTHS = {
    2024: [("new_year", 1), ("spring_festival", 8), ("qingming", 3), ("labour_day", 5), ("dragon_boat", 1),
           ("mid_autumn", 3), ("national_day", 7)],
    2025: [("new_year", 1), ("spring_festival", 8), ("qingming", 3), ("labour_day", 5), ("dragon_boat", 3),
           ("national_day", 8)],
    2026: [("new_year", 3), ("spring_festival", 9), ("qingming", 3), ("labour_day", 5), ("dragon_boat", 3),
           ("mid_autumn", 3), ("national_day", 7)],
}  # fmt: skip


@pytest.mark.parametrize("year", LENGTHS)
def test_breaks_are_as_long_as_their_notice_says(year):
    off = [festivals[0] for festivals in notices()[year].off.values()]
    assert [(festival, off.count(festival)) for festival in dict.fromkeys(off)] == LENGTHS[year]
    assert all(day.weekday() >= 5 for day in notices()[year].worked)
    assert all(day.year == year for day in [*notices()[year].off, *notices()[year].worked])


@pytest.mark.parametrize("year", LENGTHS)
def test_every_day_by_law_is_off(year):
    from wcm_helpers.core.festivals import statutory_days

    for day, festivals in statutory_days(year).items():
        assert {*festivals} <= {*DAYS.kind(day).festivals}


def test_each_notice_names_its_source_of_the_year_before():
    for year, notice in notices().items():
        assert notice.title == f"国务院办公厅关于{year}年部分节假日安排的通知"
        assert notice.number.startswith(f"国办发明电〔{year - 1}〕")
        assert notice.date.year == year - 1


def test_the_package_holidays_has_the_same_days():
    # Not among the requirements: it would hold python-dateutil back.
    if importlib.util.find_spec("holidays") is None:
        pytest.skip("the package holidays is not installed")
    import holidays

    china = holidays.country_holidays("CN", years=[2024, 2025, 2026])
    for day in [day for year in (2024, 2025, 2026) for day in year_days(year)]:
        assert DAYS.is_workday(day) == china.is_working_day(day), day


def test_a_year_without_a_notice_has_its_week_ends_and_the_days_of_the_law_unverified():
    assert DAYS.kind(date(2027, 2, 8)) == (False, ("spring_festival",), "law", False)  # third day, a Monday
    assert DAYS.kind(date(2027, 2, 10)) == (True, (), "law", False)
    assert DAYS.kind(date(2027, 2, 13)) == (False, (), "law", False)  # a Saturday
    # 261 weekdays less the days of the law on one: 1 January, 5 and 8 February, 5 April, 9 June, 15 September
    # and 1 October; the other six are on week-ends.
    assert DAYS.workdays(2027) == 261 - 7
    assert not DAYS.kind(date(1949, 10, 1)).verified


def test_the_table_of_the_site_counts_first():
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["2026-02-14", "2026-09-28", "2027-02-20", None]),
            "workday": pd.array([False, False, True, True], dtype="boolean"),
        }
    )
    days = ChinaDays.of(table)
    assert days.kind(date(2026, 2, 14)) == (False, (), "table", True)
    assert days.workdays(2026) == 246  # 248 less a worked Saturday and a Monday
    assert days.kind(date(2027, 2, 20)) == (True, (), "table", True)
    assert not days.kind(date(2027, 2, 22)).verified  # one day does not make the year known
    assert ChinaDays.of(None) == DAYS


def test_a_table_with_every_day_of_the_law_verifies_its_year():
    weekdays = ["01-01", "02-05", "02-08", "04-05", "06-09", "09-15", "10-01"]
    own = {date.fromisoformat(f"2027-{day}"): False for day in weekdays}
    assert ChinaDays(own).kind(date(2027, 3, 1)) == (True, (), "law", True)
    del own[date(2027, 9, 15)]
    assert not ChinaDays(own).kind(date(2027, 3, 1)).verified


def test_the_last_working_day_before_a_break():
    assert DAYS.workday_until(date(2026, 2, 22)) == date(2026, 2, 14)  # a worked Saturday
    assert DAYS.workday_until(date(2026, 10, 7)) == date(2026, 9, 30)
    assert DAYS.workday_until(date(2026, 9, 20)) == date(2026, 9, 20)  # a worked Sunday


def test_a_table_without_a_working_day_does_not_hang():
    closed = ChinaDays({day: False for year in (2025, 2026) for day in year_days(year)})
    assert closed.workday_until(date(2026, 12, 31)) == date(2026, 12, 31)


@given(st.dates(date(1950, 1, 1), date(2120, 12, 31)))
def test_the_working_day_until_a_day_is_worked_and_the_latest(day):
    found = DAYS.workday_until(day)
    assert found <= day
    assert DAYS.is_workday(found)
    assert not any(map(DAYS.is_workday, span(found + timedelta(days=1), day)))
    assert DAYS.is_verified(day, day) == (2024 <= day.year <= 2026)
