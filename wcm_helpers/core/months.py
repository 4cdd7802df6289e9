"""Months: the only place that knows the calendar.

A month is the text ``YYYY-MM``, which sorts as time does.
"""

import calendar
import re
from datetime import date, timedelta

from wcm_helpers.core.errors import WorkbookError

_FORM = re.compile(r"(\d{4})-(\d{2})")
_FRIDAY = 4


def parse_month(text: object) -> str:
    """Return ``text`` if it is a month written ``YYYY-MM``.

    Raises
    ------
    WorkbookError
        If it is not: what was got, and the form that is wanted.

    Examples
    --------
    >>> parse_month("2026-05")
    '2026-05'
    """
    found = _FORM.fullmatch(str(text).strip())
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise WorkbookError(f"month = {text!r} is not a month; write it as YYYY-MM, such as 2026-05")
    return found[0]


def parse_months(text: str) -> list[str]:
    """Return the months of ``2026-01..2026-06``, or of a single month, oldest first.

    Examples
    --------
    >>> parse_months("2025-11..2026-02")
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    first, _, last = text.partition("..")
    first, last = parse_month(first), parse_month(last or first)
    if last < first:
        raise WorkbookError(f"months = {text!r} runs backwards; write the older month first")
    return month_range(first, last)


def add_months(month: str, n: int) -> str:
    """Return the month ``n`` months after ``month`` (before it, when ``n`` is negative).

    Examples
    --------
    >>> add_months("2026-01", -2)
    '2025-11'
    """
    year, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + n, 12)
    return f"{year:04d}-{index + 1:02d}"


def month_range(first: str, last: str) -> list[str]:
    """Return every month from ``first`` to ``last``, both included; empty if ``last`` is before ``first``."""
    months = []
    while first <= last:
        months.append(first)
        first = add_months(first, 1)
    return months


def window(month: str, length: int) -> list[str]:
    """Return the ``length`` months that end with ``month``, oldest first.

    Examples
    --------
    >>> window("2026-02", 3)
    ['2025-12', '2026-01', '2026-02']
    """
    return month_range(add_months(month, 1 - length), month)


def month_of(day: date) -> str:
    """Return the month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def last_day(month: str) -> date:
    """Return the last day of a month.

    Examples
    --------
    >>> last_day("2024-02").isoformat()
    '2024-02-29'
    """
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def last_weekday(month: str) -> date:
    """Return the last Monday-to-Friday day of a month: a warehouse may rest at the week-end.

    Examples
    --------
    >>> last_weekday("2026-05").isoformat()  # the 31st is a Sunday
    '2026-05-29'
    """
    day = last_day(month)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))
