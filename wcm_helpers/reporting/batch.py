"""Many months in one go: every site is read once, every month is published or named as failed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook, message
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.group_records import SiteFailure
from wcm_helpers.reporting.kernel_workers import KernelWorkers
from wcm_helpers.reporting.progress import Progress, show_progress, step_at
from wcm_helpers.reporting.publish import record_group
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run import publish_month
from wcm_helpers.reporting.run_record import MonthRequest
from wcm_helpers.reporting.same_customers import SameCustomer
from wcm_helpers.reporting.site_months import Failure, ReportRequest, months_of

#: Writes something beside the reports of a month, such as packs, given its request, the reports that failed
#: and a callable for the next step, and returns what an analyst should look at.
WriteBeside = Callable[[MonthRequest, Mapping[str, Text], Callable[[str], None]], Sequence[Text]]


def publish_all(
    requests: list[ReportRequest],
    reports: Mapping[str, Report],
    folder: Path,
    today: date,
    jobs: int,
    published: Callable[[Path], None] = lambda folder: None,
    same: Sequence[SameCustomer] = (),
    beside: Mapping[str, WriteBeside] = MappingProxyType({}),
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
        How many notebooks run at the same time, of one month or of several.
    published : callable
        Called with the folder of each month that is published.
    same : sequence of SameCustomer
        Customers of several sites, for the pages of the group; empty to keep those given before.
    beside : mapping of name to callable
        What is written beside a month that is published. Where it fails, the reports stay published.
    """
    failures: list[Failure] = []
    workers = KernelWorkers(jobs)
    with show_progress(published) as progress, workers:
        months = list(months_of(requests, reports, today, progress, failures))
        progress.begin(len(months))
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            # A context of its own for each, since two threads that share an event loop stop each other.
            # A month waits for the earlier ones of its site, which therefore begin before it.
            running: dict[str, list[Future]] = defaultdict(list)
            for group in sorted(_serial_groups(months, beside), key=lambda group: group[0].request.month):
                of_site = running[group[0].request.history.settings.site.id]
                arguments = (group, reports, folder, progress, workers, partial(wait, [*of_site]))
                of_site.append(pool.submit(Context().run, _publish_group, *arguments))
            failures += [
                failure for of_site in running.values() for job in of_site for failure in job.result()
            ]
    errors = [failure.error for failure in failures]
    try:
        _record(requests, folder, failures, same)
    except WorkbookError as error:
        errors.append(WorkbookError(error.text))
    return errors


def _record(
    requests: list[ReportRequest], folder: Path, failures: list[Failure], same: Sequence[SameCustomer]
) -> None:
    """Keep what the pages of the group say of the sites of this run."""
    words.use(next((language for request in requests for language in request.languages), words.language()))
    attempted = [(request.place, request.asked_months) for request in requests]
    record_group(folder, attempted, [failure.site for failure in failures if failure.site], same)


@dataclass(frozen=True)
class Job:
    """One month to publish, its place among all of them, and what is written beside it."""

    request: MonthRequest
    place: int
    total: int
    beside: Mapping[str, WriteBeside] = field(default_factory=dict)


def _serial_groups(
    months: list[MonthRequest], beside: Mapping[str, WriteBeside] = MappingProxyType({})
) -> list[list[Job]]:
    """Group months that must run one after another: those of a site that reads its own published tables.

    Such a month reads the tables published for the month before.
    """
    groups: dict[object, list[Job]] = {}
    for place, request in enumerate(months, start=1):
        settings = request.history.settings
        group = settings.site.id if _reads_published_tables(settings) else place
        groups.setdefault(group, []).append(Job(request, place, len(months), beside))
    return [sorted(group, key=lambda job: job.request.month) for group in groups.values()]


def _reads_published_tables(settings: Settings) -> bool:
    return any(TABLES[name].published for name in settings.tables)


def _publish_group(
    group: list[Job],
    reports: Mapping[str, Report],
    folder: Path,
    progress: Progress,
    workers: KernelWorkers,
    await_earlier: Callable[[], object],
) -> list[Failure]:
    return [
        failure
        for job in group
        for failure in _publish(job, reports, folder, progress, workers, await_earlier)
    ]


def _publish(
    job: Job,
    reports: Mapping[str, Report],
    folder: Path,
    progress: Progress,
    workers: KernelWorkers,
    await_earlier: Callable[[], object],
) -> list[Failure]:
    request, settings = job.request, job.request.history.settings
    words.use(next(iter(request.languages), settings.site.language))
    place, home = f"{settings.site.id} {request.month}", folder / settings.site.id / request.month
    reasons: dict[str, Text] = {}
    published = False
    try:
        if _reads_published_tables(settings):
            request = replace(request, history=read_history(settings))
        reasons = publish_month(
            request,
            reports,
            folder,
            lambda step: progress(step_at(place, step, job.place, job.total)),
            workers,
            await_earlier,
        )
        published = len(reasons) < len(request.parameters) + len(request.blocked)
    except WorkbookError as error:
        reasons = {"": error.text}
    except Exception as error:  # of the workbook: the other months are published all the same
        reasons = {"": fault_of_the_workbook(error, settings.secrets)}
    if published:
        reasons |= _beside(job, request, reasons, progress)
    progress.end(published=published)
    if published:
        line = _("published {file}", file=display_path(home / "index.html"))
        progress.published(step_at(place, line, job.place, job.total), home)
    return _failures(request, place, reasons, reports, published=published)


def _beside(
    job: Job, request: MonthRequest, failed: Mapping[str, Text], progress: Progress
) -> dict[str, Text]:
    """Write what belongs beside a published month, and return by name why that failed."""
    place = f"{request.history.settings.site.id} {request.month}"
    reasons: dict[str, Text] = {}

    def at(step: str) -> str:
        return step_at(place, step, job.place, job.total)

    for name, write in job.beside.items():
        try:
            for note in write(request, failed, lambda step: progress(at(step))):
                progress.line(at(_("Note: {sentence}", sentence=note)))
        except WorkbookError as error:
            reasons[name] = error.text
        except Exception as error:  # of the workbook: the reports are published all the same
            reasons[name] = fault_of_the_workbook(error, request.history.settings.secrets)
    return reasons


def _failures(
    request: MonthRequest, place: str, reasons: Mapping[str, Text], reports: Mapping[str, Report], *,
    published: bool,
) -> list[Failure]:  # fmt: skip
    """Return the failures of a month, whose page names them unless nothing of it was published."""
    site, file = request.history.settings.site.id, request.history.settings.file
    at = ReportRequest(str(file)).place
    return [
        Failure(
            WorkbookError(_failure(place, name, reason, reports)),
            None if published else SiteFailure(site, at, (request.month,), str(reason)),
        )
        for name, reason in reasons.items()
    ]


def _failure(place: str, name: str, reason: Text, reports: Mapping[str, Report]) -> Text:
    if name and len(reports) > 1:
        reason = message("{place}: {fault}", place=name, fault=reason)
    return message("{place}: {fault}", place=place, fault=reason)
