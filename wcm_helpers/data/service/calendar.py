"""The working calendar: working days with holidays and make-up days, and hours counted on them.

Monday to Friday are working days but where the table says otherwise. A working day has the hours from its
start to its end. Moments are local times of the site.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
import pandas as pd

#: Days before the first and after the last moment that the table of days reaches.
_BEFORE, _AFTER = 40, 800
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days and hours of a site.

    Attributes
    ----------
    exceptions : dict of date to bool
        Days that are not as their weekday: whether each is worked.
    day_start, day_end : time
    """

    exceptions: dict[date, bool]
    day_start: time = time(9)
    day_end: time = time(18)

    @classmethod
    def of(cls, calendar: pd.DataFrame | None, day_start: str, day_end: str) -> "WorkingCalendar":
        """Return the calendar of a table with ``date`` and ``workday``; Monday to Friday without one.

        Parameters
        ----------
        calendar : pd.DataFrame, optional
        day_start, day_end : str
            HH:MM.
        """
        rows = [] if calendar is None else calendar.dropna(subset=["date", "workday"])
        days = {} if calendar is None else dict(zip(rows["date"], rows["workday"], strict=True))
        exceptions = {pd.Timestamp(day).date(): bool(worked) for day, worked in days.items()}
        return cls(exceptions, time.fromisoformat(day_start), time.fromisoformat(day_end))

    @cached_property
    def hours_a_day(self) -> float:
        """Return the hours of a working day."""
        whole = datetime.combine(date.min, self.day_end) - datetime.combine(date.min, self.day_start)
        return whole / _HOUR

    def is_workday(self, day: date) -> bool:
        """Return whether a day is worked.

        Examples
        --------
        >>> calendar = WorkingCalendar({date(2026, 9, 20): True, date(2026, 9, 25): False})
        >>> [calendar.is_workday(date(2026, 9, day)) for day in (18, 19, 20, 25)]
        [True, False, True, False]
        """
        return self.exceptions.get(day, day.weekday() < 5)

    def next_workday(self, day: date) -> date:
        """Return the first working day after a day."""
        day += timedelta(days=1)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def next_opening(self, moment: datetime) -> datetime:
        """Return the moment itself while it is worked, else the next start of a working day."""
        day = moment.date()
        if self.is_workday(day) and moment < datetime.combine(day, self.day_end):
            return max(moment, datetime.combine(day, self.day_start))
        return datetime.combine(self.next_workday(day), self.day_start)

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """Return the moment at which so many working hours after ``start`` have passed.

        Examples
        --------
        A Friday at 17:00 and two hours more is the Monday at 10:00; nine hours from an end of day are the end
        of the next one:

        >>> calendar = WorkingCalendar({})
        >>> calendar.add_hours(datetime(2026, 9, 18, 17), 2), calendar.add_hours(datetime(2026, 9, 18, 18), 9)
        (datetime.datetime(2026, 9, 21, 10, 0), datetime.datetime(2026, 9, 21, 18, 0))
        """
        left = timedelta(hours=hours)
        moment = start
        while left > timedelta(0):
            moment = self.next_opening(moment)
            rest = datetime.combine(moment.date(), self.day_end) - moment
            step = min(rest, left)
            moment, left = moment + step, left - step
        return moment

    def hours_between(self, start: datetime, end: datetime) -> float:
        """Return the working hours between two moments; 0 where the second is not later.

        Examples
        --------
        >>> WorkingCalendar({}).hours_between(datetime(2026, 9, 18, 17), datetime(2026, 9, 21, 10))
        2.0
        """
        total, day = timedelta(0), start.date()
        while day <= end.date():
            if self.is_workday(day):
                low = max(start, datetime.combine(day, self.day_start))
                high = min(end, datetime.combine(day, self.day_end))
                total += max(timedelta(0), high - low)
            day += timedelta(days=1)
        return total / _HOUR

    def day_table(self, first: date, last: date) -> pd.DataFrame:
        """Return the days around a span for joins.

        Returns
        -------
        pd.DataFrame
            ``day`` (datetime64), ``worked`` (bool), ``number`` (of the working day, counted up; of a free day
            that of the next working day).
        """
        days = pd.date_range(first - timedelta(days=_BEFORE), last + timedelta(days=_AFTER))
        worked = np.array([self.is_workday(day.date()) for day in days])
        number = np.cumsum(worked)
        return pd.DataFrame({"day": days, "worked": worked, "number": np.where(worked, number, number + 1)})
