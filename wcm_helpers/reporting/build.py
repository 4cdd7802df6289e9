"""Build the reports of a month: each notebook run in every language, its pages and tables as files."""

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook
from wcm_helpers.core.words import _
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.execution import execute, part_file, take_record
from wcm_helpers.reporting.kernels import SharedKernel
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run_record import MadeReport, MonthRequest, beside_the_pages, report_file

if TYPE_CHECKING:
    import nbformat


@dataclass
class BuiltReports:
    """What became of the reports of a month.

    Attributes
    ----------
    made : dict of report name to MadeReport
    files : dict of report name to dict of file name to bytes
        Every file of a report that was made; none of a report that failed.
    failures : dict of report name to reason
    """

    made: dict[str, MadeReport] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    failures: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Workplace:
    """Where and how the reports of a month are built.

    Attributes
    ----------
    request : MonthRequest
    folder : Path
        Where the notebooks are written while they run.
    failed_file : callable
        From the name of a report to the file its notebook is written to if it fails.
    progress : callable
        Called with a description of the next step.
    """

    request: MonthRequest
    folder: Path
    failed_file: Callable[[str], Path]
    progress: Callable[[str], None]


def build_reports(workplace: Workplace, reports: Mapping[str, Report], jobs: int = 1) -> BuiltReports:
    """Build every report of a month; one that fails does not stop the others.

    Parameters
    ----------
    workplace : Workplace
    reports : mapping of name to Report
        All that are registered; those of the request are built.
    jobs : int
        How many notebooks run at the same time, each in a kernel of its own.

    Raises
    ------
    OSError
        If ``workplace.folder`` cannot be written to, which concerns all reports.
    """
    import papermill  # noqa: F401 -- here, so that two threads never import it at once

    names = list(workplace.request.parameters)
    waiting = deque(reports[name] for name in names)
    built = BuiltReports()
    side_by_side = max(1, min(jobs, len(waiting)))
    with ThreadPoolExecutor(max_workers=side_by_side) as pool:
        # A context of its own for each, since two threads that share an event loop stop each other.
        started = [
            pool.submit(Context().run, _build_waiting, words.language(), workplace, waiting, built)
            for _place in range(side_by_side)
        ]
        for job in started:
            job.result()
    made = {name: built.made[name] for name in names if name in built.made}  # whichever was done first
    return replace(built, made=made)


def _build_waiting(language: str, workplace: Workplace, waiting: deque[Report], built: BuiltReports) -> None:
    """Build reports in one kernel while some wait: what one has read and computed is there for the next.

    The pages of one notebook are written while the next one runs.
    """
    words.use(language)
    being_written: dict[str, tuple[MadeReport, list[Future[dict[str, bytes]]]]] = {}
    with ThreadPoolExecutor(max_workers=1) as beside, SharedKernel() as shared:
        beside.submit(_load_writers)
        while waiting:
            report = waiting.popleft()
            try:
                being_written[report.name] = _run(report, workplace, shared, beside)
            except OSError:  # of the folder, which all of them share
                raise
            except Exception as error:
                built.failures[report.name] = _reason(error, workplace)
                shared.discard()
                (workplace.folder / part_file(report)).unlink(missing_ok=True)
    for name, (made, pages) in being_written.items():
        try:
            files = {file: content for job in pages for file, content in job.result().items()}
        except Exception as error:
            built.failures[name] = _reason(error, workplace)
        else:
            built.made[name], built.files[name] = made, files | _beside_the_pages(name, made)


def _reason(error: Exception, workplace: Workplace) -> Text:
    if isinstance(error, WorkbookError):
        return error.text
    return fault_of_the_workbook(error, workplace.request.history.settings.secrets)


def _load_writers() -> None:
    """Import the writers of pages while the notebook runs."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401


def _run(
    report: Report, workplace: Workplace, shared: SharedKernel, beside: ThreadPoolExecutor
) -> tuple[MadeReport, list[Future[dict[str, bytes]]]]:
    """Run a report's notebook in every language; return what it recorded, and its pages as they are written.

    What the first language has computed, the second only words and draws.
    """
    request, settings = workplace.request, workplace.request.history.settings
    known_inputs = inputs(request.history.intake, request.month)
    records: dict[str, dict] = {}
    pages = []
    for place, language in enumerate(request.languages or (settings.site.language,)):
        workplace.progress(
            _("{report}: running the notebook ({language})", report=report.name, language=language)
        )
        own = None if language == settings.site.language else language
        values = request.parameters[report.name].model_copy(update={"language": own})
        failed = workplace.failed_file(report.name)
        notebook = execute(report, values, workplace.folder, failed, shared.manager(), settings.secrets)
        records[language] = take_record(notebook, report.notebook)
        if records[language]["inputs"] != known_inputs:
            raise WorkbookError(
                _("The exports changed while the report was made. Run it again when they are complete.")
            )
        other = language if place else ""
        names = {kind: report_file(report.name, kind, other) for kind in ("html", "pdf", "ipynb")}
        pages.append(
            beside.submit(copy_context().run, _write, notebook, names, request.month, workplace.progress)
        )
    return MadeReport(request.parameters[report.name], records), pages


def _write(
    notebook: "nbformat.NotebookNode", names: Mapping[str, str], month: str, progress: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the notebook and its pages by file name."""
    import nbformat

    from wcm_helpers.reporting import page, typeset

    progress(_("writing {file}", file=names["html"]))
    html = page.render(notebook, published=True)
    progress(_("writing {file}", file=names["pdf"]))
    return {
        names["ipynb"]: (nbformat.writes(notebook) + "\n").encode("utf-8"),
        names["html"]: html.encode("utf-8"),
        names["pdf"]: typeset.pdf(html, created=typeset.created(month)),
    }


def _beside_the_pages(name: str, made: MadeReport) -> dict[str, bytes]:
    tables = {file: table.encode("utf-8") for file, table in made.record["files"].items()}
    return tables | beside_the_pages(name, made)
