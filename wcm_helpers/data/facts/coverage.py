"""Which months the data of a site cover: orders, bills, and tables with days of their own.

Nothing here reads the clock. A month is complete when the data reach its last weekday, or the settings say
how far the exports go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, sentences
from wcm_helpers.core.months import last_day, last_weekday
from wcm_helpers.data.facts.history import (
    WHAT_MAKES_IT_RUN,
    History,
    not_complete,
    outside_the_data,
)


@dataclass(frozen=True)
class Coverage:
    """The months of orders, bills and further tables of a history.

    Attributes
    ----------
    history : History
    times : mapping of table to column
        The tables of which no facts tell the months, with the column that does.
    """

    history: History
    times: Mapping[str, str]

    @cached_property
    def _other_days(self) -> dict[str, date]:
        """The months of tables that have no facts, with the last day in each."""
        last: dict[str, date] = {}
        intake = self.history.intake
        for name, column in self.times.items():
            if not intake.faults_of((name,)):
                days = intake.used_months(name, column)
                last |= {month: max(day, last.get(month, day)) for month, day in days.items()}
        return last

    @cached_property
    def months(self) -> list[str]:
        """The months with any row, oldest first."""
        return sorted({*self.history.facts.months, *self._other_days})

    @cached_property
    def data_up_to(self) -> date | None:
        """The last day of any row; None without any."""
        days = [
            table["last_on"].max().date()
            for table in (self.history.facts.orders, self.history.facts.billing)
            if len(table) and table["last_on"].notna().any()
        ]
        return max([*days, *self._other_days.values()], default=None)

    def complete(self, month: str) -> bool:
        """Return whether the data cover a month: they reach its last weekday, or the settings say so."""
        declared = self.history.settings.site.data_through
        if declared:
            return month <= declared
        newest = self.data_up_to
        return newest is not None and newest >= last_weekday(month)

    def known_until(self, month: str, *, draft: bool) -> date:
        """Return the last day of a month that is known: its end, or where the data of a draft end."""
        end, reached = last_day(month), self.data_up_to if draft else None
        return end if reached is None else min(end, reached)

    def complete_months(self, today: date) -> tuple[str, ...]:
        """Return the months that the data cover and that had ended by a day, oldest first."""
        return tuple(month for month in self.months if last_day(month) <= today and self.complete(month))

    def latest_month(self, today: date) -> str:
        """Return the newest of :meth:`complete_months`.

        Raises
        ------
        WorkbookError
            If there is none.
        """
        months = self.complete_months(today)
        if not months:
            raise WorkbookError(sentences(self.none_complete(), WHAT_MAKES_IT_RUN))
        return months[-1]

    def none_complete(self) -> Text:
        """Return why no month can be made, where none is complete or none has a row that counts."""
        reach = self.data_up_to
        if reach is None:
            return message("There are no data.")
        return message("No month is complete; the data reach {day}.", day=str(reach))

    def is_draft(self, month: str, *, allow_incomplete: bool) -> bool:
        """Return whether a month is a draft.

        Raises
        ------
        WorkbookError
            If the month has no data, or is not complete and drafts are not allowed.
        """
        months = self.months
        if not months or not months[0] <= month <= months[-1]:
            raise WorkbookError(outside_the_data(month, months))
        if self.complete(month):
            return False
        if not allow_incomplete:
            raise WorkbookError(not_complete(month, self.data_up_to))
        return True
