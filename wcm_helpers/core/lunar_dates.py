"""Dates of the Chinese lunar calendar: the day of a lunar date, and every day on which one returns.

``lunar_python`` computes the months; ``cnlunar``, which has the tables of the Hong Kong Observatory, agrees
on every day from 19 February 1901 to 8 February 2100 but 30: the new moon of the ninth month of 2057 falls
within a minute of midnight, so that the month begins on 28 September there and on the 29th here.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

#: The years in which two libraries were compared day by day, but for :data:`UNCERTAIN_DAYS`.
VERIFIED_YEARS = range(1901, 2100)
#: The first and the last day on which the two differ.
UNCERTAIN_DAYS = (date(2057, 9, 28), date(2057, 10, 27))
_MONTHS, _LONGEST_MONTH = 12, 30


class LunarDate(NamedTuple):
    """A day of the lunar calendar; the year is that of the spring in which it began."""

    year: int
    month: int
    day: int
    leap: bool = False


class LunarMonth(NamedTuple):
    """A month of the lunar calendar with its first day and its length of 29 or 30 days."""

    year: int
    month: int
    leap: bool
    first: date
    days: int


class Return(NamedTuple):
    """A day on which a lunar date returns, and why it is another lunar date where the year has none of it.

    ``rule`` is empty, ``no_leap_month``, ``short_month``, or both with a blank between them.
    """

    day: date
    lunar: LunarDate
    rule: str


@cache
def lunar_months(year: int) -> tuple[LunarMonth, ...]:
    """Return the twelve or thirteen months of a lunar year.

    Examples
    --------
    >>> [month.first.isoformat() for month in lunar_months(2033) if month.leap]
    ['2033-12-22']
    """
    # Opened here: most commands need no lunar date.
    from lunar_python import LunarYear, Solar

    months = []
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            day = date(first.getYear(), first.getMonth(), first.getDay())
            months.append(LunarMonth(year, abs(month.getMonth()), month.isLeap(), day, month.getDayCount()))
    return tuple(months)


def to_lunar(day: date) -> LunarDate:
    """Return the lunar date of a day.

    Examples
    --------
    >>> to_lunar(date(2026, 2, 17)), to_lunar(date(2025, 7, 25))
    (LunarDate(year=2026, month=1, day=1, leap=False), LunarDate(year=2025, month=6, day=1, leap=True))
    """
    year = day.year if day >= lunar_months(day.year)[0].first else day.year - 1
    month = max((month for month in lunar_months(year) if month.first <= day), key=lambda month: month.first)
    return LunarDate(year, month.month, (day - month.first).days + 1, month.leap)


def return_in(year: int, month: int, day: int, leap: bool = False) -> Return:
    """Return the day on which a lunar month and day returns in a lunar year.

    Where the year has no such leap month it is the ordinary month, and in a month of 29 days the 30th is the
    29th.

    Raises
    ------
    ValueError
        If no lunar year has such a month and day.

    Examples
    --------
    Both months are short, the sixth leap month and the twelfth of 2025:

    >>> return_in(2025, 6, 30, leap=True).day.isoformat(), return_in(2025, 12, 30).day.isoformat()
    ('2025-08-22', '2026-02-16')
    >>> return_in(2027, 6, 30, leap=True)[1:]
    (LunarDate(year=2027, month=6, day=29, leap=False), 'no_leap_month short_month')
    """
    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        raise ValueError(f"No lunar year has day {day} of month {month}.")
    named = {m.leap: m for m in lunar_months(year) if m.month == month}
    its = named.get(leap, named[False])
    rules = ["no_leap_month"] * (its.leap != leap) + ["short_month"] * (day > its.days)
    kept = min(day, its.days)
    return Return(
        its.first + timedelta(days=kept - 1), LunarDate(year, month, kept, its.leap), " ".join(rules)
    )


def lunar_returns(month: int, day: int, leap: bool, first: date, last: date) -> list[Return]:
    """Return every day from ``first`` to ``last`` on which a lunar month and day returns, in order.

    A solar year may hold two of them or none.

    Raises
    ------
    ValueError
        If no lunar year has such a month and day.

    Examples
    --------
    The twelfth month began twice in 2024, not once in 2025:

    >>> returning = lunar_returns(12, 1, False, date(2024, 1, 1), date(2026, 12, 31))
    >>> [str(one.day) for one in returning]
    ['2024-01-11', '2024-12-31', '2026-01-19']
    """
    returning = (return_in(year, month, day, leap) for year in range(first.year - 1, last.year + 1))
    return [one for one in returning if first <= one.day <= last]


def solar_returns(month: int, day: int, first: date, last: date, leap_day: str = "02-28") -> list[date]:
    """Return every day from ``first`` to ``last`` on which a month and day of our calendar returns.

    Parameters
    ----------
    month, day : int
    first, last : date
    leap_day : {"02-28", "03-01"}
        When 29 February is kept in a year without it.

    Raises
    ------
    ValueError
        If no year has such a month and day.

    Examples
    --------
    >>> years = date(2027, 1, 1), date(2028, 12, 31)
    >>> [str(day) for day in solar_returns(2, 29, *years)]
    ['2027-02-28', '2028-02-29']
    >>> [str(day) for day in solar_returns(2, 29, *years, leap_day="03-01")]
    ['2027-03-01', '2028-02-29']
    """
    date(2000, month, day)  # a leap year: refuses what no year has
    days = []
    for year in range(first.year, last.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            days.append(date.fromisoformat(f"{year:04d}-{leap_day}"))
    return [one for one in days if first <= one <= last]


def is_verified(day: date) -> bool:
    """Return whether the lunar date of a day is certain: two libraries agree on it.

    Examples
    --------
    >>> is_verified(date(2026, 9, 25)), is_verified(date(2057, 9, 28)), is_verified(date(2120, 1, 1))
    (True, False, False)
    """
    return day.year in VERIFIED_YEARS and not UNCERTAIN_DAYS[0] <= day <= UNCERTAIN_DAYS[1]
