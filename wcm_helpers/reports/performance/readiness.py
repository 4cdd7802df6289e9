"""Which months the performance review can be made of, and what its tables leave open."""

from datetime import date

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Formatted, Text, message, sentences
from wcm_helpers.core.months import last_day, last_weekday
from wcm_helpers.data.facts.history import WHAT_MAKES_IT_RUN, History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting.report import Readiness
from wcm_helpers.reports.performance.parameters import PerformanceParameters

#: The tables of which one at least must be there.
ONE_OF = ("orders", "order_events", "tickets", "ticket_events", "billing")
#: The tables of which no facts tell the months, with the column that does.
_TIMES = {"order_events": "happened_at", "tickets": "created_at", "ticket_events": "happened_at"}


def missing(intake: Intake, parameters: PerformanceParameters) -> Text:
    """Return why the report cannot be made of these tables; empty where it can."""
    if any(name in intake.staged for name in ONE_OF):
        return ""
    return message("The performance review needs [tables.orders], [tables.tickets] or [tables.billing].")


def months_there(history: History) -> list[str]:
    """Return the months with orders, steps of orders, tickets or bills, oldest first."""
    return sorted({*history.facts.months, *_other_days(history)})


def _other_days(history: History) -> dict[str, date]:
    """Return the months of tables that have no facts, with the last day in each."""
    last: dict[str, date] = {}
    for name, column in _TIMES.items():
        if not history.intake.faults_of((name,)):
            days = history.intake.used_months(name, column)
            last |= {month: max(day, last.get(month, day)) for month, day in days.items()}
    return last


def data_up_to(history: History) -> date | None:
    """Return the last day of orders, steps of orders, tickets and bills; None without any."""
    days = [
        table["last_on"].max().date()
        for table in (history.facts.orders, history.facts.billing)
        if len(table) and table["last_on"].notna().any()
    ]
    return max([*days, *_other_days(history).values()], default=None)


def complete(history: History, month: str) -> bool:
    """Return whether the data cover a month: they reach its last weekday, or the settings say so."""
    declared = history.settings.site.data_through
    if declared:
        return month <= declared
    newest = data_up_to(history)
    return newest is not None and newest >= last_weekday(month)


def latest_month(history: History, parameters: PerformanceParameters, today: date) -> str:
    """Return the newest month that the data cover and that had ended by a day.

    Raises
    ------
    WorkbookError
        If there is none.
    """
    ended = [month for month in months_there(history) if last_day(month) <= today]
    newest = next((month for month in reversed(ended) if complete(history, month)), None)
    if newest is None:
        raise WorkbookError(sentences(_not_complete(history), WHAT_MAKES_IT_RUN))
    return newest


def _not_complete(history: History) -> Text:
    """Return why no month can be made, where none is complete or none has a row that counts."""
    reach = data_up_to(history)
    if reach is None:
        return message("There are no data.")
    return message("No month is complete; the data reach {day}.", day=str(reach))


def check_month(history: History, parameters: PerformanceParameters) -> bool:
    """Return whether the month is a draft.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and drafts are not allowed.
    """
    months, month = months_there(history), parameters.month
    if not months or not months[0] <= month <= months[-1]:
        outside = message("month = {month} is outside the data.", month=repr(month))
        there = (
            message("The data run from {first} to {last}.", first=months[0], last=months[-1])
            if months
            else message("There are no data.")
        )
        raise WorkbookError(sentences(outside, there))
    if complete(history, month):
        return False
    if not parameters.allow_incomplete:
        raise WorkbookError(
            sentences(
                message(
                    "{month} is not complete: the data reach {day}, and its last weekday is {weekday}.",
                    month=Formatted("month_name", month),
                    day=str(data_up_to(history)),
                    weekday=str(last_weekday(month)),
                ),
                WHAT_MAKES_IT_RUN,
            )
        )
    return True


def readiness(history: History, parameters: PerformanceParameters, today: date) -> Readiness:
    """Return the months the review can be made of, or why it can be made of none."""
    months = tuple(m for m in months_there(history) if last_day(m) <= today and complete(history, m))
    if not months:
        return Readiness(not_yet=str(_not_complete(history)), setting=str(WHAT_MAKES_IT_RUN))
    return Readiness(months=months)
