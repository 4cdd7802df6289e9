"""Many months in one go: every site is read once, every month is published or named as failed."""

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.parameters import ReportParameters, check_parameters, refuse_unknown
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
    """
    failures: list[WorkbookError] = []
    with _progress() as progress:
        groups = _serial_groups(list(_months(requests, reports, today, progress, failures)))
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            running = [
                pool.submit(copy_context().run, _publish_group, group, reports, folder, progress)
                for group in groups
            ]
            failures += [error for job in running for error in job.result()]
    return failures


def _serial_groups(months: list[MonthRequest]) -> list[list[MonthRequest]]:
    """Group months that must run one after another: those of a site that reads its own published tables.

    Such a month reads the tables published for the month before.
    """
    groups: dict[object, list[MonthRequest]] = {}
    for place, request in enumerate(months):
        settings = request.history.settings
        groups.setdefault(settings.site.id if _reads_published_tables(settings) else place, []).append(
            request
        )
    return [sorted(group, key=lambda request: request.month) for group in groups.values()]


def _reads_published_tables(settings: Settings) -> bool:
    return any(TABLES[name].published for name in settings.tables)


def _publish_group(
    group: list[MonthRequest], reports: Mapping[str, Report], folder: Path, progress: Callable[[str], None]
) -> list[WorkbookError]:
    return [error for request in group for error in _publish(request, reports, folder, progress)]


def _months(
    requests: list[ReportRequest],
    reports: Mapping[str, Report],
    today: date,
    progress: Callable[[str], None],
    failures: list[WorkbookError],
) -> Iterator[MonthRequest]:
    files: dict[str, Path] = {}
    for request in requests:
        try:
            settings, parameters = _checked(request, reports)
            other = files.setdefault(settings.site.id, settings.file)
            if other != settings.file:
                raise WorkbookError(
                    f"{display_path(settings.file)}: [site] id = {settings.site.id!r} is that of "
                    f"{display_path(other)} too, so one report would replace the other; "
                    f"give each warehouse an id of its own"
                )
            progress(f"{settings.site.id}: reading the exports")
            yield from _of_site(request, read_history(settings), parameters, reports, today)
        except WorkbookError as error:
            # A new error: the traceback of the old one would keep its frames in memory.
            failures.append(WorkbookError(str(error)))


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
            raise WorkbookError(f"{name} is no report; there are: {', '.join(reports)}")


def _of_site(
    request: ReportRequest,
    history: History,
    parameters: dict[str, ReportParameters],
    reports: Mapping[str, Report],
    today: date,
) -> Iterator[MonthRequest]:
    """Yield the months of a site, each with the reports its tables allow."""
    intake, settings = history.intake, history.settings
    blocked: dict[str, str] = {}
    absent: dict[str, str] = {}
    for name, values in parameters.items():
        if faults := intake.faults_of(reports[name].reads):
            blocked[name] = faults[0] + _more(len(faults) - 1)
        elif problem := reports[name].missing(intake, values):
            absent[name] = problem
    possible = {name: values for name, values in parameters.items() if name not in {*blocked, *absent}}
    if request.only or not possible:
        blocked, absent = {**blocked, **absent}, {}
    if not possible:
        name, reason = next(iter(blocked.items()))
        where = "" if intake.faults_of(reports[name].reads) else f"{display_path(settings.file)}: "
        raise WorkbookError(where + reason)
    months = request.months or ((str(request.parameters["month"]),) if "month" in request.parameters else ())
    for month in months or (_latest_month(history, possible, reports, today),):
        dated = {name: values.model_copy(update={"month": month}) for name, values in possible.items()}
        yield MonthRequest(history, month, dated, blocked, absent, request.languages)


def _more(faults: int) -> str:
    return f" (and {faults} more; wcm check lists them)" if faults > 0 else ""


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
    request: MonthRequest, reports: Mapping[str, Report], folder: Path, progress: Callable[[str], None]
) -> list[WorkbookError]:
    settings, month = request.history.settings, request.month
    site = settings.site.id
    try:
        if _reads_published_tables(settings):
            request = replace(request, history=read_history(settings))
        failures = publish_month(request, reports, folder, lambda step: progress(f"{site} {month} {step}"))
    except WorkbookError as error:
        return [WorkbookError(f"{site} {month}: {error}")]
    if len(failures) < len(request.parameters) + len(request.blocked):
        progress(f"{site} {month}: published {display_path(folder / site / month / 'index.html')}")
    several = len(reports) > 1
    return [
        WorkbookError(f"{site} {month}: {f'{name}: ' if several else ''}{reason}")
        for name, reason in failures.items()
    ]


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that reports progress: a status line on a terminal, plain lines in a log."""
    if not sys.stderr.isatty():
        yield lambda step: print(step, file=sys.stderr, flush=True)  # noqa: T201
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting") as status:

        def progress(step: str) -> None:
            if ": published " in step:
                console.print(step, highlight=False, markup=False)
            else:
                status.update(step)

        yield progress
