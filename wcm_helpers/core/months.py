"""Months: the only place that counts them.

A month is the text ``YYYY-MM``, which sorts as time does.
"""

import calendar
import re
import unicodedata
from datetime import date, timedelta

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _

_FORM = re.compile(r"([0-9]{4})-([0-9]{2})")
_DECEMBER = 12
_FRIDAY = 4


def parse_month(text: object) -> str:
    """Return a month written ``YYYY-MM``, without blanks round it; full-width digits are read too.

    Raises
    ------
    WorkbookError
        If it is not; the message shows the text and the form of a month.

    Examples
    --------
    >>> parse_month("2026-05"), parse_month("２０２６－０５")
    ('2026-05', '2026-05')
    """
    match = _FORM.fullmatch(unicodedata.normalize("NFKC", str(text)).strip())
    if not match or not 1 <= int(match[2]) <= _DECEMBER or int(match[1]) < 1:
        raise WorkbookError(
            _("month = {text} is not a month. Write it as YYYY-MM, such as 2026-05.", text=repr(text))
        )
    return match[0]


def parse_months(text: str) -> list[str]:
    """Return the months of ``2026-01..2026-06``, or of a single month, oldest first.

    Raises
    ------
    WorkbookError
        If either end is not a month, or the later one comes first.

    Examples
    --------
    >>> parse_months("2025-11..2026-02")
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    first, _dots, last = unicodedata.normalize("NFKC", text).partition("..")
    first, last = parse_month(first), parse_month(last or first)
    if last < first:
        raise WorkbookError(
            _("months = {text} runs backwards. Write the older month first.", text=repr(text))
        )
    return month_range(first, last)


def year_and_number(month: str) -> tuple[int, int]:
    """Return the year of a month, and its number in the year, 1 to 12.

    Examples
    --------
    >>> year_and_number("2026-05")
    (2026, 5)
    """
    return int(month[:4]), int(month[5:])


def months_between(first: str, last: str) -> int:
    """Return how many months ``last`` comes after ``first``; below 0 where it comes before.

    Examples
    --------
    >>> months_between("2025-11", "2026-02"), months_between("2026-02", "2025-11")
    (3, -3)
    """
    (first_year, first_number), (last_year, last_number) = year_and_number(first), year_and_number(last)
    return 12 * (last_year - first_year) + last_number - first_number


def previous_december(month: str) -> str:
    """Return the last December before a month.

    Examples
    --------
    >>> previous_december("2026-01"), previous_december("2026-12")
    ('2025-12', '2025-12')
    """
    return f"{year_and_number(month)[0] - 1:04d}-{_DECEMBER}"


def add_months(month: str, n: int) -> str:
    """Return the month ``n`` months after ``month`` (before it, when ``n`` is negative).

    Examples
    --------
    >>> add_months("2026-01", -2)
    '2025-11'
    """
    year, number = year_and_number(month)
    year, index = divmod(year * 12 + number - 1 + n, 12)
    return f"{year:04d}-{index + 1:02d}"


def month_range(first: str, last: str) -> list[str]:
    """Return every month from ``first`` to ``last``, both included; empty if ``last`` is before ``first``.

    Examples
    --------
    >>> month_range("2025-12", "2026-01"), month_range("2026-01", "2025-12")
    (['2025-12', '2026-01'], [])
    """
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
    """Return the month of a day.

    Examples
    --------
    >>> month_of(date(2026, 5, 31))
    '2026-05'
    """
    return f"{day.year:04d}-{day.month:02d}"


def last_day(month: str) -> date:
    """Return the last day of a month.

    Examples
    --------
    >>> last_day("2024-02").isoformat()
    '2024-02-29'
    """
    year, number = year_and_number(month)
    return date(year, number, calendar.monthrange(year, number)[1])


def last_weekday(month: str) -> date:
    """Return the last Monday-to-Friday day of a month: a warehouse may be closed at the week-end.

    Examples
    --------
    >>> last_weekday("2026-05").isoformat()  # the 31st is a Sunday
    '2026-05-29'
    """
    day = last_day(month)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))
