"""Birthdays without a year: reading one, and the days on which it is kept."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from wcm_helpers.core.lunar_dates import LunarDate, lunar_returns, solar_returns

_FORM = re.compile(r"(?:\d{4}[-/.年])?(闰|leap )?(\d{1,2})[-/.月](\d{1,2})日?", re.IGNORECASE)


class Birthday(NamedTuple):
    """A month and day, of the lunar calendar or ours; ``leap`` for a leap month of the lunar one."""

    month: int
    day: int
    lunar: bool = False
    leap: bool = False


class Kept(NamedTuple):
    """A day on which a birthday is kept, its lunar date, and why that is another than the day of birth."""

    day: date
    lunar: LunarDate | None = None
    rule: str = ""


def parse_birthday(text: object, lunar: bool = False) -> Birthday | None:
    """Return a birthday written ``MM-DD``; none where no calendar has the day.

    A year before it is left out. ``闰06-30`` or ``leap 06-30`` is a day of a leap month, and lunar.

    Examples
    --------
    >>> parse_birthday("06-30"), parse_birthday("闰06-30")
    (Birthday(month=6, day=30, lunar=False, leap=False), Birthday(month=6, day=30, lunar=True, leap=True))
    >>> parse_birthday("02-30", lunar=True), parse_birthday("02-30"), parse_birthday("in May")
    (Birthday(month=2, day=30, lunar=True, leap=False), None, None)
    """
    match = _FORM.fullmatch(unicodedata.normalize("NFKC", str(text)).strip())
    if not match:
        return None
    birthday = Birthday(int(match[2]), int(match[3]), lunar or bool(match[1]), bool(match[1]))
    try:
        kept_days(birthday, date(2000, 1, 1), date(2000, 12, 31))
    except ValueError:
        return None
    return birthday


def kept_days(birthday: Birthday, first: date, last: date, leap_day: str = "02-28") -> list[Kept]:
    """Return every day from ``first`` to ``last`` on which a birthday is kept, in order.

    Raises
    ------
    ValueError
        If no year has such a month and day.

    Examples
    --------
    >>> kept = kept_days(Birthday(12, 30, lunar=True), date(2026, 1, 1), date(2026, 12, 31))
    >>> [(str(one.day), one.lunar.day, one.rule) for one in kept]
    [('2026-02-16', 29, 'short_month')]
    """
    if birthday.lunar:
        days_kept = lunar_returns(birthday.month, birthday.day, birthday.leap, first, last)
        return [Kept(one.day, one.lunar, one.rule) for one in days_kept]
    return [Kept(day) for day in solar_returns(birthday.month, birthday.day, first, last, leap_day)]
