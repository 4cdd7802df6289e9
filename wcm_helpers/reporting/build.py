"""Build the reports of a month: each notebook run in every language, its pages and tables as files."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook
from wcm_helpers.core.words import _
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.execution import execute, part_file, take_record
from wcm_helpers.reporting.kernel_workers import KernelWorkers, Worker
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


def build_reports(
    workplace: Workplace, reports: Mapping[str, Report], workers: KernelWorkers
) -> BuiltReports:
    """Build every report of a month; one that fails does not stop the others.

    Parameters
    ----------
    workplace : Workplace
    reports : mapping of name to Report
        All that are registered; those of the request are built.
    workers : KernelWorkers
        The notebooks run in their kernels.

    Raises
    ------
    OSError
        If ``workplace.folder`` cannot be written to, which concerns all reports.
    """
    language = words.language()
    names = list(workplace.request.parameters)
    # The longest first, so that no worker is left alone with it: a report that reads more tables says more.
    running = {
        name: workers.submit(partial(_build, reports[name], workplace, language))
        for name in sorted(names, key=lambda name: -len(reports[name].reads))
    }
    wait(running.values())
    built = BuiltReports()
    for name in names:
        try:
            made, pages = running[name].result()
            files = {file: content for page in pages for file, content in page.result().items()}
        except OSError:  # of the folder, which all of them share
            raise
        except Exception as error:
            built.failures[name] = _reason(error, workplace)
        else:
            built.made[name], built.files[name] = made, files | _beside_the_pages(name, made)
    return built


def _build(
    report: Report, workplace: Workplace, language: str, worker: Worker
) -> tuple[MadeReport, list[Future[dict[str, bytes]]]]:
    """Run a report's notebook in a worker's kernel, which is stopped if that fails."""
    words.use(language)
    try:
        return _run(report, workplace, worker)
    except OSError:
        raise
    except Exception:
        worker.kernel.discard()
        (workplace.folder / part_file(report)).unlink(missing_ok=True)
        raise


def _reason(error: Exception, workplace: Workplace) -> Text:
    if isinstance(error, WorkbookError):
        return error.text
    return fault_of_the_workbook(error, workplace.request.history.settings.secrets)


def _run(
    report: Report, workplace: Workplace, worker: Worker
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
        notebook = execute(
            report, values, workplace.folder, failed, worker.kernel.manager(), settings.secrets
        )
        records[language] = take_record(notebook, report.notebook)
        if records[language]["inputs"] != known_inputs:
            raise WorkbookError(
                _("The exports changed while the report was made. Run it again when they are complete.")
            )
        other = language if place else ""
        names = {kind: report_file(report.name, kind, other) for kind in ("html", "pdf", "ipynb")}
        pages.append(
            worker.beside.submit(
                copy_context().run, _write, notebook, names, request.month, workplace.progress
            )
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
