"""Open the performance review of a month: its customers with their classes, and the judged orders."""

import pandas as pd

from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core.months import window
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.service import read_service
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.performance.parameters import SECTION, PerformanceParameters, PerformanceSettings
from wcm_helpers.reports.performance.readiness import check_month
from wcm_helpers.reports.performance.result import PerformanceMonth
from wcm_helpers.reports.performance.review import PerformanceReview


def open_review(report: Report, history: History, parameters: PerformanceParameters) -> PerformanceReview:
    """Return the performance review of a month.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and drafts are not allowed.
    """
    rule = history.settings.section(SECTION, PerformanceSettings)
    draft = check_month(history, parameters)
    month = parameters.month
    classes = classes_in_force(history, month)
    customers = build_customers(history, classes)
    service = read_service(history, rule, customers["class"])
    basis = ("", "") if classes is None else (classes.basis, classes.month)
    result = PerformanceMonth(month, tuple(window(month, rule.months)), customers, service, basis)
    return PerformanceReview(report, history, parameters, result, draft=draft)


def build_customers(history: History, classes: object | None) -> pd.DataFrame:
    """Return the customers of the site; see :class:`PerformanceMonth`."""
    known = history.customers
    ids = set() if known is None else set(known["customer_id"].astype(str))
    ids |= {*history.facts.orders["customer_id"], *history.facts.billing["customer_id"]}
    frame = pd.DataFrame(index=pd.Index(sorted(ids), name="customer_id"))
    frame["customer_id"] = frame.index
    for name in ("customer_name", "industry"):
        column = pd.Series(dtype=object)
        if known is not None and name in known:
            column = known.set_index(known["customer_id"].astype(str))[name].astype(object)
        column = column.reindex(frame.index)
        frame[name] = column.where(column.notna(), None)
    rows = None if classes is None else classes.customers.reindex(frame.index)
    letters = pd.Series(index=frame.index, dtype=object) if rows is None else rows["class"].astype(object)
    frame["class"] = letters.where(letters.notna(), None)
    frame["value"] = pd.array([pd.NA] * len(frame), dtype="Int64") if rows is None else rows["value"]
    return frame
