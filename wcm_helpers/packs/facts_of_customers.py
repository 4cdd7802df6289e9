"""What packs read of a month, computed once for all customers; each pack takes the rows of its own."""

import math
from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.packs.invoice import billed
from wcm_helpers.reports.demand_survey.customer_pages.section import customers_of
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.measures.analysis import register_of
from wcm_helpers.reports.performance.measures.scopes import group_of_scope
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.targets import target_of
from wcm_helpers.reports.performance.tickets.analysis import open_tickets

#: The indicator a customer's service is shown by.
INDICATOR = "otif_order"
_DONE = ("closed", "done", "cancelled")


@dataclass(frozen=True, eq=False)
class FactsOfCustomers:
    """The facts of a month that packs show.

    Attributes
    ----------
    billed : pd.DataFrame
        As :func:`wcm_helpers.packs.invoice.billed` returns it.
    counts : pd.DataFrame
        ``customer_id``, ``month`` (due), ``measured`` and ``kept``: orders on time and in full.
    months : tuple of str
        The months the counts go back, oldest first.
    failures : pd.DataFrame
        As :meth:`wcm_helpers.data.service.service.Service.failures`; empty without orders.
    tickets : pd.DataFrame or None
        The open tickets, the oldest first; None without tickets.
    measures : dict
        By customer the measures of the register that are about it alone: what it is, its indicator (or what
        the register calls it), when it is due.
    answers : dict
        By customer what it answered, as ``find_customers`` of the survey's customer pages returns it; empty
        where the survey is anonymous or there is none.
    survey : Survey or None
    review : PerformanceReview or None
    """

    billed: pd.DataFrame
    counts: pd.DataFrame
    months: tuple[str, ...]
    failures: pd.DataFrame
    tickets: pd.DataFrame | None
    measures: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    answers: dict[str, dict] = field(default_factory=dict)
    survey: Survey | None = None
    review: PerformanceReview | None = None

    def service_months(self, customer: str, months: int) -> pd.DataFrame:
        """Return ``month``, ``measured`` and ``kept`` of a customer in the last months, oldest first."""
        own = self.counts[self.counts["customer_id"] == customer].set_index("month")
        frame = own[["measured", "kept"]].reindex(list(self.months[-months:]), fill_value=0)
        return (
            frame.rename_axis("month").reset_index() if len(own) else frame.head(0).reset_index(names="month")
        )

    def target(self, customer: str) -> float:
        """Return the target of a customer's orders on time and in full; 0 where none is agreed."""
        target = target_of(self.review, INDICATOR, "customer", customer) if self.review else math.nan
        return 0.0 if math.isnan(target) else target


def facts_of(
    history: History,
    month: str,
    customers: list[str],
    performance: PerformanceReview | None,
    survey: SurveyReview | None,
) -> FactsOfCustomers:
    """Return what the packs of some customers read; without a review its parts are empty."""
    service = performance.result.service if performance else None
    months = tuple(window(month, 13))
    counts = pd.DataFrame(columns=["customer_id", "month", "measured", "kept"])
    failures = pd.DataFrame(columns=["order_id", "customer_id", "due_at", "hours_late", "reason"])
    if service is not None:
        rows = service.order_counts(month, len(months))
        grouped = rows.groupby(["customer_id", "month"], as_index=False)[["otif_measured", "otif"]].sum()
        counts = grouped.rename(columns={"otif_measured": "measured", "otif": "kept"})
        failures = service.failures(month, most=1_000_000)
    tickets = open_tickets(performance) if performance else None
    return FactsOfCustomers(
        billed(history.intake, month, customers),
        counts,
        months,
        failures,
        tickets if tickets is not None and len(tickets.columns) else None,
        _measures(performance) if performance else {},
        _answers(survey) if survey else {},
        survey.result.survey if survey else None,
        performance,
    )


def _measures(review: PerformanceReview) -> dict[str, list[tuple[str, str, str]]]:
    register = register_of(review)
    if register is None:
        return {}
    by_customer: dict[str, list[tuple[str, str, str]]] = {}
    for row in register.to_dict("records"):
        group = group_of_scope(review, str(row["scope"] or ""))
        if group and group[0] == "customer" and row["status"] not in _DONE:
            metric = str(row["metric"] or "")
            due = "–" if pd.isna(row["due"]) else f"{row['due']:%Y-%m-%d}"
            by_customer.setdefault(group[1], []).append(
                (str(row["description"] or row["id"]), indicator_of(metric) or metric, due)
            )
    return by_customer


def _answers(review: SurveyReview) -> dict[str, dict]:
    if review.result.survey.anonymous:
        return {}
    return {row["customer_id"]: row for row in review.computed(customers_of).to_dict("records")}
