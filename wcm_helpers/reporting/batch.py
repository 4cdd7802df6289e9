"""Many months in one go: every site is read once, every month is published or named as failed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import number
from wcm_helpers.core.messages import Text, fault_of_the_workbook, message, sentences, suggestion
from wcm_helpers.core.months import parse_month
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.parameters import ReportParameters, check_parameters, refuse_unknown
from wcm_helpers.reporting.progress import Progress, show_progress
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run import publish_month
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


def publish_all(
    requests: list[ReportRequest],
    reports: Mapping[str, Report],
    folder: Path,
    today: date,
    jobs: int,
    published: Callable[[Path], None] = lambda folder: None,
) -> list[WorkbookError]:
    """Publish every requested month, and return one error for each report that failed.

    Parameters
    ----------
    requests : list of ReportRequest
    reports : mapping of name to Report
        All that are registered.
    folder : Path
        The folder of all reports.
    today : date
        Data dated after it do not make a month the latest.
    jobs : int
        How many months are made at the same time.
    published : callable
        Called with the folder of each month that is published.
    """
    failures: list[WorkbookError] = []
    with show_progress(published) as progress:
        months = list(_months(requests, reports, today, progress, failures))
        groups = _serial_groups(months)
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            # A context of its own for each, since two threads that share an event loop stop each other.
            # A month waits for the earlier ones of its site, which therefore begin before it.
            running: dict[str, list[Future]] = defaultdict(list)
            for group in sorted(groups, key=lambda group: group[0].request.month):
                of_site = running[group[0].request.history.settings.site.id]
                arguments = (group, reports, folder, progress, partial(wait, [*of_site]))
                of_site.append(pool.submit(Context().run, _publish_group, *arguments))
            failures += [error for of_site in running.values() for job in of_site for error in job.result()]
    return failures


@dataclass(frozen=True)
class Job:
    """One month to publish, and its place among all of them."""

    request: MonthRequest
    place: int
    total: int


def _serial_groups(months: list[MonthRequest]) -> list[list[Job]]:
    """Group months that must run one after another: those of a site that reads its own published tables.

    Such a month reads the tables published for the month before.
    """
    groups: dict[object, list[Job]] = {}
    for place, request in enumerate(months, start=1):
        settings = request.history.settings
        group = settings.site.id if _reads_published_tables(settings) else place
        groups.setdefault(group, []).append(Job(request, place, len(months)))
    return [sorted(group, key=lambda job: job.request.month) for group in groups.values()]


def _reads_published_tables(settings: Settings) -> bool:
    return any(TABLES[name].published for name in settings.tables)


def _publish_group(
    group: list[Job],
    reports: Mapping[str, Report],
    folder: Path,
    progress: Progress,
    await_earlier: Callable[[], object],
) -> list[WorkbookError]:
    return [error for job in group for error in _publish(job, reports, folder, progress, await_earlier)]


def _months(
    requests: list[ReportRequest],
    reports: Mapping[str, Report],
    today: date,
    progress: Progress,
    failures: list[WorkbookError],
) -> Iterator[MonthRequest]:
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
            progress(_step(settings.site.id, _("reading the exports"), place, len(requests)))
            yield from _of_site(request, read_history(settings), parameters, reports, today)
        except WorkbookError as error:
            # A new error: the traceback of the old one would keep its frames in memory.
            failures.append(WorkbookError(_at_site(request, error.text) if len(requests) > 1 else error.text))
        except Exception as error:  # of the workbook: the other sites are published all the same
            place = display_path(Path(request.settings))
            fault = fault_of_the_workbook(error, settings.secrets if settings else ())
            failures.append(WorkbookError(message("{place}: {fault}", place=place, fault=fault)))


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


def _publish(
    job: Job,
    reports: Mapping[str, Report],
    folder: Path,
    progress: Progress,
    await_earlier: Callable[[], object],
) -> list[WorkbookError]:
    request, settings = job.request, job.request.history.settings
    words.use(next(iter(request.languages), settings.site.language))
    place, home = f"{settings.site.id} {request.month}", folder / settings.site.id / request.month
    try:
        if _reads_published_tables(settings):
            request = replace(request, history=read_history(settings))
        failures = publish_month(
            request,
            reports,
            folder,
            lambda step: progress(_step(place, step, job.place, job.total)),
            await_earlier,
        )
    except WorkbookError as error:
        return [WorkbookError(message("{place}: {fault}", place=place, fault=error.text))]
    except Exception as error:  # of the workbook: the other months are published all the same
        fault = fault_of_the_workbook(error, settings.secrets)
        return [WorkbookError(message("{place}: {fault}", place=place, fault=fault))]
    if len(failures) < len(request.parameters) + len(request.blocked):
        progress.published(
            _step(place, _("published {file}", file=display_path(home / "index.html")), job.place, job.total),
            home,
        )
    return [WorkbookError(_failure(place, name, reason, reports)) for name, reason in failures.items()]


def _failure(place: str, name: str, reason: Text, reports: Mapping[str, Report]) -> Text:
    if len(reports) > 1:
        reason = message("{place}: {fault}", place=name, fault=reason)
    return message("{place}: {fault}", place=place, fault=reason)


def _step(place: str, step: str, n: int, total: int) -> str:
    """Return a line of progress, with how many of several are there."""
    if total == 1:
        return _("{place}: {step}", place=place, step=step)
    return _("{place} ({n} of {total}): {step}", place=place, n=number(n), total=number(total), step=step)
