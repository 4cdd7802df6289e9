"""The reports of the workbook. A new report must be registered in ``REPORTS``."""

from wcm_helpers.reporting.opening import open_month
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.classification.report import CLASSIFICATION
from wcm_helpers.reports.demand_survey.report import DEMAND_SURVEY
from wcm_helpers.reports.performance.report import PERFORMANCE
from wcm_helpers.reports.service_plan.report import SERVICE_PLAN

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        CLASSIFICATION,
        DEMAND_SURVEY,
        PERFORMANCE,
        SERVICE_PLAN,
    )
}  # fmt: skip


def open_report(name: str, **parameters: object) -> Review:
    """Return a month of a report, as a notebook's first code cell opens it.

    Parameters
    ----------
    name : str
        A key of ``REPORTS``.
    **parameters : the fields of the report's parameters
        ``month`` (YYYY-MM) and ``settings`` (a TOML file) at least.

    Raises
    ------
    WorkbookError
        If a parameter is unknown or impossible, or the data do not allow the report; in one line.
    """
    return open_month(REPORTS, name, parameters)
