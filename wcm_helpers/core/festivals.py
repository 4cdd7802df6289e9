"""The festivals of mainland China: on which day of a year each falls, and which days the law makes free.

The law (全国年节及纪念日放假办法) names the days; how they are joined with week-ends is in the yearly
notices, see :mod:`wcm_helpers.core.china_days`.
"""

from datetime import date, timedelta
from functools import cache

from wcm_helpers.core.lunar_dates import return_in

_FIXED = {"new_year": (1, 1), "labour_day": (5, 1), "national_day": (10, 1)}
_LUNAR = {"spring_festival": (1, 1), "dragon_boat": (5, 5), "mid_autumn": (8, 15)}
#: Every festival with free days by law, in the order of a year.
FESTIVALS = (
    "new_year", "spring_festival", "qingming", "labour_day", "dragon_boat", "mid_autumn", "national_day",
)  # fmt: skip
#: The law of 2024 added the eve of the Spring Festival and a second day of May from this year on.
_MORE_DAYS_SINCE = 2025


def festival_day(festival: str, year: int) -> date:
    """Return the day of one of :data:`FESTIVALS` in a year.

    Examples
    --------
    >>> [str(festival_day(festival, 2026)) for festival in ("spring_festival", "qingming", "mid_autumn")]
    ['2026-02-17', '2026-04-05', '2026-09-25']
    """
    if festival in _FIXED:
        return date(year, *_FIXED[festival])
    if festival in _LUNAR:
        return return_in(year, *_LUNAR[festival]).day
    return _qingming(year)


@cache
def _qingming(year: int) -> date:
    """Return the day of the solar term 清明."""
    from lunar_python import Solar

    term = Solar.fromYmd(year, 4, 4).getLunar().getJieQiTable()["清明"]
    return date(term.getYear(), term.getMonth(), term.getDay())


@cache
def statutory_days(year: int) -> dict[date, tuple[str, ...]]:
    """Return the days that the law makes free in a year, with the festivals of each, in order.

    Before 2025 the days are those of the law of 2013. A day that falls on a week-end is made up for on a
    working day, which the notice of the year names; it is not among these.

    Examples
    --------
    >>> [str(day)[5:] for day, festivals in statutory_days(2026).items() if "spring_festival" in festivals]
    ['02-16', '02-17', '02-18', '02-19']
    >>> len(statutory_days(2026)), len(statutory_days(2024))
    (13, 11)
    """
    more = year >= _MORE_DAYS_SINCE
    spans = {
        "spring_festival": (-1 if more else 0, 3),
        "labour_day": (0, 2 if more else 1),
        "national_day": (0, 3),
    }
    days: dict[date, tuple[str, ...]] = {}
    for festival in FESTIVALS:
        first, end = spans.get(festival, (0, 1))
        for offset in range(first, end):
            day = festival_day(festival, year) + timedelta(days=offset)
            days[day] = (*days.get(day, ()), festival)
    return dict(sorted(days.items()))
