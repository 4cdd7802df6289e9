"""Which months the performance review can be made of, and what its tables leave open."""

from datetime import date

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.facts.coverage import Coverage
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting.covered_months import readiness_of
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


def coverage_of(history: History) -> Coverage:
    """Return the months with orders, steps of orders, tickets or bills."""
    return Coverage(history, _TIMES)


def latest_month(history: History, parameters: PerformanceParameters, today: date) -> str:
    """Return the newest month that the data cover and that had ended by a day.

    Raises
    ------
    WorkbookError
        If there is none.
    """
    return coverage_of(history).latest_month(today)


def readiness(history: History, parameters: PerformanceParameters, today: date) -> Readiness:
    """Return the months the review can be made of, or why it can be made of none."""
    return readiness_of(coverage_of(history), today)
