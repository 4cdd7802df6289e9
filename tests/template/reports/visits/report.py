"""The report on visits as the workbook registers it."""

from datetime import date

from wcm_helpers.reports.visits import sections
from wcm_helpers.reports.visits.parameters import VisitParameters, VisitSettings
from wcm_helpers.reports.visits.review import VisitReview

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.report import Readiness, Report
from wcm_helpers.reporting.section import SectionDefinition


def _missing(intake: Intake, parameters: VisitParameters) -> str:
    return "" if "visits" in intake.staged else "the report on visits needs [tables.visits]"


def _latest_month(history: History, parameters: VisitParameters, today: date) -> str:
    months = history.table("visits")["visited_on"].astype("str").str[:7]
    whole = sorted(month for month in months.unique() if last_day(month) <= today)
    if not whole:
        raise WorkbookError("no month of visits has ended yet")
    return whole[-1]


def _open(history: History, parameters: VisitParameters) -> VisitReview:
    return VisitReview(VISITS, history, parameters)


def _readiness(history: History, parameters: VisitParameters, today: date) -> Readiness:
    return Readiness(months=(_latest_month(history, parameters, today),))


VISITS = Report(
    name="visits",
    title=lambda: _("Visits"),
    notebook="90_visits.ipynb",
    parameters=VisitParameters,
    settings=VisitSettings,
    reads=("visits",),
    missing=_missing,
    latest_month=_latest_month,
    open=_open,
    readiness=_readiness,
    figures=lambda review: {"visited": len(review.result), "silent": len(review.silent)},
    sections={
        "head": SectionDefinition(sections.head),
        "first_page": SectionDefinition(sections.first_page),
        "waiting": SectionDefinition(sections.waiting, lambda: _("Customers to visit")),
        "appendix": appendix.DIVIDER,
        **appendix.SECTIONS,
    },
)
