"""Which months the service plan can be made of."""

from datetime import date

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.facts.coverage import Coverage
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting.covered_months import readiness_of
from wcm_helpers.reporting.report import Readiness
from wcm_helpers.reports.service_plan.parameters import ServicePlanParameters

#: The tables of which one at least must be there: what is planned rests on what was done, or on who does it.
ONE_OF = (
    "service_entitlements", "managers", "assignments", "interactions", "activities", "cost_pools", "contacts",
)  # fmt: skip
#: The tables that have months. The ledger and the minutes of a month come after it, so they do not count.
_MONTHS = ("orders", "billing", "tickets", "interactions")
_TIMES = {"tickets": "created_at", "interactions": "happened_at"}


def missing(intake: Intake, parameters: ServicePlanParameters) -> Text:
    """Return why the plan cannot be made of these tables; empty where it can."""
    if not any(name in intake.staged for name in ONE_OF):
        return message(
            "The service plan needs one of [tables.service_entitlements], [tables.managers], "
            "[tables.interactions], [tables.activities] and [tables.contacts] at least."
        )
    if not any(name in intake.staged for name in _MONTHS):
        return message("The service plan needs [tables.orders], [tables.billing] or [tables.interactions].")
    return ""


def coverage_of(history: History) -> Coverage:
    """Return the months with orders, bills, tickets or interactions."""
    return Coverage(history, _TIMES)


def latest_month(history: History, parameters: ServicePlanParameters, today: date) -> str:
    """Return the newest month that the data cover and that had ended by a day.

    Raises
    ------
    WorkbookError
        If there is none.
    """
    return coverage_of(history).latest_month(today)


def readiness(history: History, parameters: ServicePlanParameters, today: date) -> Readiness:
    """Return the months the plan can be made of, or why it can be made of none."""
    return readiness_of(coverage_of(history), today)
