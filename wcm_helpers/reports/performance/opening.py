"""Open the performance review of a month: its customers with their classes, and the judged orders."""

from wcm_helpers.classes.customers import customers_with_classes
from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core.months import window
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.service import read_service
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.performance.parameters import SECTION, PerformanceParameters, PerformanceSettings
from wcm_helpers.reports.performance.readiness import coverage_of
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
    month = parameters.month
    draft = coverage_of(history).is_draft(month, allow_incomplete=parameters.allow_incomplete)
    classes = classes_in_force(history, month)
    customers = customers_with_classes(history, classes)
    service = read_service(history, rule, customers["class"])
    basis = ("", "") if classes is None else (classes.basis, classes.month)
    result = PerformanceMonth(month, tuple(window(month, rule.months)), customers, service, basis)
    return PerformanceReview(report, history, parameters, result, draft=draft)
