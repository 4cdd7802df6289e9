"""Open the service plan of a month: its customers with their classes, and since when they are active."""

import pandas as pd

from wcm_helpers.classes.customers import customers_with_classes
from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core.months import last_day, window
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.service_plan.parameters import ServicePlanParameters
from wcm_helpers.reports.service_plan.readiness import coverage_of
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: A customer without an order or a bill for so many months has left.
ACTIVE_MONTHS = 12


def open_review(report: Report, history: History, parameters: ServicePlanParameters) -> ServicePlanReview:
    """Return the service plan of a month.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and drafts are not allowed.
    """
    month = parameters.month
    draft = coverage_of(history).is_draft(month, allow_incomplete=parameters.allow_incomplete)
    classes = classes_in_force(history, month)
    customers = customers_with_classes(history, classes)
    basis = ("", "") if classes is None else (classes.basis, classes.month)
    result = ServicePlanMonth(month, customers, active_since(history, customers, month), basis)
    return ServicePlanReview(report, history, parameters, result, draft=draft)


def active_since(history: History, customers: pd.DataFrame, month: str) -> pd.Series:
    """Return the first month of each customer with an order or a bill in the last 12 months.

    Whose business has ended by the end of the month is not active, whatever was billed before. Where there
    are neither orders nor bills every other customer of the list is active, since the month under review.
    """
    ended = _ended(history, month)
    rows = pd.concat(
        [table[["customer_id", "month"]] for table in (history.facts.orders, history.facts.billing)],
        ignore_index=True,
    )
    if rows.empty:
        there = customers.index.difference(ended)
        return pd.Series(month, index=there, name="since", dtype=object)
    months = rows[rows["month"] <= month].groupby("customer_id")["month"].agg(["min", "max"])
    active = months[months["max"] >= window(month, ACTIVE_MONTHS)[0]]
    return active.loc[active.index.difference(ended), "min"].rename("since").sort_index()


def _ended(history: History, month: str) -> pd.Index:
    """Return the customers whose business the customer list ends by the end of a month."""
    listed = history.customers
    if listed is None or "end_date" not in listed:
        return pd.Index([])
    ended = pd.to_datetime(listed["end_date"]) <= pd.Timestamp(last_day(month))
    return pd.Index(listed.loc[ended, "customer_id"].astype(str))
