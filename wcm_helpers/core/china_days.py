"""The working days of mainland China: from the site's own table, the yearly notices, or the law alone.

``china_days.toml`` has the notices with their sources. A day of a year without a notice is answered too, by
its weekday and the days that the law makes free, and marked as not verified: days worked in their place are
not known before the notice.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from wcm_helpers.core.festivals import statutory_days

_FILE = Path(__file__).with_name("china_days.toml")
_SATURDAY = 5
#: No run of days off is longer; a table that knows no working day is not searched for ever.
LONGEST_BREAK = 366


class Notice(NamedTuple):
    """A yearly notice: what it is called, and its days off (with their festivals) and days worked."""

    year: int
    title: str
    number: str
    date: date
    off: dict[date, tuple[str, ...]]
    worked: frozenset[date]


class DayKind(NamedTuple):
    """What is known of a day.

    Attributes
    ----------
    worked : bool
    festivals : tuple of str
        The festivals it is off for, keys of :data:`wcm_helpers.core.festivals.FESTIVALS`.
    source : {"table", "notice", "law"}
        The site's own table, the notice of the year, or the law and the weekday alone.
    verified : bool
        Whether a table or a notice says so.
    """

    worked: bool
    festivals: tuple[str, ...]
    source: str
    verified: bool


@cache
def notices() -> dict[int, Notice]:
    """Return the notices by year; their years are the verified ones.

    Examples
    --------
    >>> {year: notice.number for year, notice in notices().items()}
    {2024: '国办发明电〔2023〕7号', 2025: '国办发明电〔2024〕12号', 2026: '国办发明电〔2025〕7号'}
    """
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["notice"]
    return {
        entry["year"]: Notice(
            entry["year"], entry["title"], entry["number"], entry["date"],
            _days_off(entry["off"]), frozenset(entry["worked"]),
        )
        for entry in entries
    }  # fmt: skip


def _days_off(spans: list[dict]) -> dict[date, tuple[str, ...]]:
    return {day: tuple(span["holidays"]) for span in spans for day in _span(span["first"], span["last"])}


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@dataclass(frozen=True)
class ChinaDays:
    """The days of a site in mainland China.

    Attributes
    ----------
    own : mapping of date to bool
        Days of the site's own table: whether each is worked. They count before any notice.
    """

    own: Mapping[date, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: pd.DataFrame | None) -> "ChinaDays":
        """Return the days of a site with its table of ``date`` and ``workday``, or without one."""
        if calendar is None:
            return cls()
        rows = calendar.dropna(subset=["date", "workday"])
        return cls(
            {
                pd.Timestamp(day).date(): bool(worked)
                for day, worked in zip(rows["date"], rows["workday"], strict=True)
            }
        )

    def kind(self, day: date) -> DayKind:
        """Return what is known of a day.

        Examples
        --------
        >>> days = ChinaDays({date(2026, 9, 28): False})
        >>> [tuple(days.kind(date(2026, 9, day))) for day in (20, 25, 28)]  # worked Sunday, festival, own
        [(True, (), 'notice', True), (False, ('mid_autumn',), 'notice', True), (False, (), 'table', True)]
        >>> tuple(days.kind(date(2027, 9, 15)))
        (False, ('mid_autumn',), 'law', False)
        """
        weekday = day.weekday() < _SATURDAY
        notice = notices().get(day.year)
        if notice:
            festivals = notice.off.get(day, ())
            worked, source = day in notice.worked or (weekday and not festivals), "notice"
        else:
            festivals = statutory_days(day.year).get(day, ())
            worked, source = weekday and not festivals, "law"
        if day in self.own:
            worked, source = self.own[day], "table"
        return DayKind(
            worked, () if worked else festivals, source, source != "law" or day.year in self._years_of_table
        )

    @cached_property
    def _years_of_table(self) -> frozenset[int]:
        """Return the years that the site's table gives whole: every day of the law on a weekday is in it."""
        return frozenset(
            year
            for year in {day.year for day in self.own} - {*notices()}
            if all(day in self.own for day in statutory_days(year) if day.weekday() < _SATURDAY)
        )

    def is_workday(self, day: date) -> bool:
        """Return whether a day is worked."""
        return self.kind(day).worked

    def workdays(self, year: int) -> int:
        """Return how many days of a year are worked.

        Examples
        --------
        >>> ChinaDays().workdays(2026)
        248
        """
        return sum(map(self.is_workday, _span(date(year, 1, 1), date(year, 12, 31))))

    def workday_until(self, day: date) -> date:
        """Return the day itself if it is worked, else the last working day before it.

        Examples
        --------
        The Saturday before the Spring Festival of 2026 is worked:

        >>> str(ChinaDays().workday_until(date(2026, 2, 16)))
        '2026-02-14'
        """
        tried = (day - timedelta(days=n) for n in range(LONGEST_BREAK))
        return next(filter(self.is_workday, tried), day)

    def is_verified(self, first: date, last: date) -> bool:
        """Return whether every day from ``first`` to ``last`` is verified.

        Examples
        --------
        >>> ChinaDays().is_verified(date(2026, 12, 30), date(2027, 1, 1))
        False
        """
        return all(self.kind(day).verified for day in _span(first, last))
