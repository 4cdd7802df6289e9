"""The months of every site asked for: each site read once, each month with the reports its tables allow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook, message, sentences, suggestion
from wcm_helpers.core.months import parse_month
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.reporting.group_records import SiteFailure
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.parameters import ReportParameters, check_parameters, refuse_unknown
from wcm_helpers.reporting.progress import step_at
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run_record import MonthRequest


@dataclass(frozen=True)
class ReportRequest:
    """The months and reports to publish for one site.

    Attributes
    ----------
    settings : str
        Its settings file.
    months : tuple of str
        YYYY-MM; empty for the latest that the data cover.
    parameters : dict
        By name, for every report that knows the name.
    only : tuple of str
        The reports to make; empty for all whose tables are present.
    languages : tuple of str
        The languages to make them in, the main one first; empty for that of the settings.
    """

    settings: str
    months: tuple[str, ...] = ()
    parameters: dict[str, object] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The settings file with its folder, by which the pages of the group know the site."""
        return "/".join(Path(self.settings).absolute().parts[-2:])

    @property
    def asked_months(self) -> tuple[str, ...]:
        """The months asked for, also as a parameter; empty for the latest."""
        given = self.parameters.get("month")
        return self.months or ((given,) if isinstance(given, str) else ())


@dataclass(frozen=True)
class Failure:
    """What a run could not publish.

    Attributes
    ----------
    error : WorkbookError
        The line of the command.
    site : SiteFailure, optional
        What the page of the group says of it; None where the page of the month says it.
    """

    error: WorkbookError
    site: SiteFailure | None = None


def months_of(
    requests: list[ReportRequest],
    reports: Mapping[str, Report],
    today: date,
    progress: Callable[[str], None],
    failures: list[Failure],
) -> Iterator[MonthRequest]:
    """Yield the months of every request in order, and add a failure for each site that has none.

    Parameters
    ----------
    requests : list of ReportRequest
    reports : mapping of name to Report
    today : date
    progress : callable
        Called with a line for each site that is read.
    failures : list of Failure
        Added to.
    """
    files: dict[str, Path] = {}
    for place, request in enumerate(requests, start=1):
        settings = None
        try:
            settings, parameters = _checked(request, reports)
            other = files.setdefault(settings.site.id, settings.file)
            if other != settings.file:
                clash = message(
                    "{file}: [site] id = {id} is also the id of {other}, so one report would replace the "
                    "other. Give each warehouse an id of its own.",
                    file=display_path(settings.file),
                    id=repr(settings.site.id),
                    other=display_path(other),
                )
                raise WorkbookError(clash)
            words.use(next(iter(request.languages), settings.site.language))
            progress(step_at(settings.site.id, _("reading the exports"), place, len(requests)))
            yield from _of_site(request, read_history(settings), parameters, reports, today)
        except WorkbookError as error:
            # A new error: the traceback of the old one would keep its frames in memory.
            fault = _at_site(request, error.text) if len(requests) > 1 else error.text
            failures.append(_failure_of(request, settings, fault, error.text))
        except Exception as error:  # of the workbook: the other sites are published all the same
            reason = fault_of_the_workbook(error, settings.secrets if settings else ())
            fault = message("{place}: {fault}", place=display_path(Path(request.settings)), fault=reason)
            failures.append(_failure_of(request, settings, fault, reason))


def _failure_of(request: ReportRequest, settings: Settings | None, fault: Text, reason: Text) -> Failure:
    """Return the failure of a whole site: what the command says, and what the page of the group says."""
    site = settings.site.id if settings else request.place
    folder = Path(request.settings).absolute().parent  # a page names no path of the machine
    words_left = str(reason).replace(str(folder), folder.name)
    left = SiteFailure(site, request.place, request.asked_months, words_left)
    return Failure(WorkbookError(fault), left)


def _at_site(request: ReportRequest, fault: Text) -> Text:
    """Return a fault with the settings file of its site, unless it begins with it."""
    place = display_path(Path(request.settings))
    return fault if place in str(fault) else message("{place}: {fault}", place=place, fault=fault)


def _checked(
    request: ReportRequest, reports: Mapping[str, Report]
) -> tuple[Settings, dict[str, ReportParameters]]:
    """Return the settings of a site, and the parameters of each requested report with a placeholder month."""
    refuse_unknown_reports(request.only, reports)
    requested = {name: reports[name] for name in request.only or reports}
    allowed = {field for report in requested.values() for field in report.parameters.model_fields}
    refuse_unknown(request.parameters, sorted(allowed))
    month = request.parameters.get("month", request.months[0] if request.months else "2000-01")
    parameters = {
        name: check_parameters(
            report.parameters,
            {
                **{
                    key: value
                    for key, value in request.parameters.items()
                    if key in report.parameters.model_fields
                },
                "month": month,
                "settings": request.settings,
            },
        )
        for name, report in requested.items()
    }
    return open_settings(request.settings, reports), parameters


def refuse_unknown_reports(names: tuple[str, ...], reports: Mapping[str, Report]) -> None:
    """Refuse the first name that is no registered report.

    Raises
    ------
    WorkbookError
        With the reports there are.
    """
    for name in names:
        if name not in reports:
            refusal = message("{name} is not a report.", name=name)
            raise WorkbookError(sentences(refusal, suggestion(name, reports)))


def _of_site(
    request: ReportRequest,
    history: History,
    parameters: dict[str, ReportParameters],
    reports: Mapping[str, Report],
    today: date,
) -> Iterator[MonthRequest]:
    """Yield the months of a site, each with the reports its tables allow."""
    intake, settings = history.intake, history.settings
    blocked: dict[str, Text] = {}
    absent: dict[str, Text] = {}
    for name, values in parameters.items():
        if fault := intake.first_fault(reports[name].reads):
            blocked[name] = fault
        elif problem := reports[name].missing(intake, values):
            absent[name] = problem
    possible = {name: values for name, values in parameters.items() if name not in {*blocked, *absent}}
    if request.only or not possible:
        blocked, absent = {**blocked, **absent}, {}
    if not possible:
        name, reason = next(iter(blocked.items()))
        if not intake.first_fault(reports[name].reads):
            reason = message("{file}: {fault}", file=display_path(settings.file), fault=reason)
        raise WorkbookError(reason)
    months = request.months or (
        (parse_month(request.parameters["month"]),) if "month" in request.parameters else ()
    )
    for month in months or (_latest_month(history, possible, reports, today),):
        dated = {name: values.model_copy(update={"month": month}) for name, values in possible.items()}
        yield MonthRequest(history, month, dated, blocked, absent, request.languages)


def _latest_month(
    history: History, parameters: dict[str, ReportParameters], reports: Mapping[str, Report], today: date
) -> str:
    """Return the latest month for which at least one of the reports can be made."""
    months, errors = [], []
    for name, values in parameters.items():
        try:
            months.append(reports[name].latest_month(history, values, today))
        except WorkbookError as error:
            errors.append(error)
    if not months:
        raise errors[0]
    return max(months)
