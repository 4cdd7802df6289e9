"""One month, unattended: each report's notebook run by papermill and exported, then all published at once.

The same exports and parameters give the same bytes: nothing in the files depends on when, where or by whom
they were made.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook
from wcm_helpers.core.words import _
from wcm_helpers.reporting import csv_files, digest, index_pages, publish, published_months
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.execution import execute, take_record
from wcm_helpers.reporting.kernels import kernel
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run_record import (
    MadeReport,
    MonthRequest,
    beside_the_pages,
    report_file,
    report_files,
    run_record,
)

if TYPE_CHECKING:
    import nbformat


def publish_month(
    request: MonthRequest,
    reports: Mapping[str, Report],
    folder: Path,
    progress: Callable[[str], None],
    await_earlier: Callable[[], object] = lambda: None,
) -> dict[str, Text]:
    """Build every report of a month, exchange the month's folder once, and return the failures.

    Parameters
    ----------
    request : MonthRequest
    reports : mapping of name to Report
        All that are registered.
    folder : Path
        The folder of all reports; the month goes to ``<folder>/<site>/<month>``.
    progress : callable
        Called with a description of the next step.
    await_earlier : callable
        Returns when the earlier months of the site that this run makes are published: they are compared with.

    Returns
    -------
    dict of report name to reason
        The reports that failed. Files published before for such a report remain; if no report could be made,
        the month is unchanged.

    Raises
    ------
    WorkbookError
        If the folder cannot be written to.
    """
    site, month = request.history.settings.site, request.month
    words.use(next(iter(request.languages), site.language))
    import papermill  # noqa: F401 -- here, so that two threads never import it at once

    made: dict[str, MadeReport] = {}
    failures = dict(request.blocked)
    try:
        with publish.building(folder, site.id, month) as part:
            for name, parameters in request.parameters.items():
                failed = folder / site.id / f"{month}.{name}.failed.ipynb"
                try:
                    made[name] = _build(reports[name], request, parameters, part, failed, progress)
                    failed.unlink(missing_ok=True)
                except OSError:  # of the folder, which all of them share
                    raise
                except Exception as error:
                    failures[name] = _reason(error, request.history.settings.secrets)
                    _clear(part, made)
            if not made:
                raise _NothingToPublishError
            previous = index_pages.published_run(folder / site.id / month)
            run = run_record(request, made, failures, previous, reports)
            for entry in (run["reports"][name] for name in run["reports"] if name not in made):
                publish.keep_report(folder / site.id / month, part, entry.get("files", []))
            await_earlier()
            run |= published_months.compared(run, part, folder / site.id, request.history, reports)
            _write_month(request, run, part)
    except _NothingToPublishError:
        pass
    return failures


def _reason(error: Exception, secrets: Iterable[str]) -> Text:
    return error.text if isinstance(error, WorkbookError) else fault_of_the_workbook(error, secrets)


def _clear(part: Path, made: Mapping[str, MadeReport]) -> None:
    """Remove the files of a failed report, but none of the other reports."""
    complete = {file for name, one in made.items() for file in report_files(name, one)}
    for path in part.rglob("*"):
        if path.is_file() and path.relative_to(part).as_posix() not in complete:
            path.unlink()


class _NothingToPublishError(Exception):
    """No report of the month could be made: the folder is not exchanged."""


def _write_month(request: MonthRequest, run: dict, folder: Path) -> None:
    """Write the files of the month as a whole: rejects, index page and record of the run."""
    rejects = csv_files.rejects_csv(request.history.intake, request.month)
    (folder / "rejected.csv").write_bytes(rejects)
    (folder / "index.html").write_text(index_pages.month_page(run), encoding="utf-8")
    for place, language in enumerate(digest.languages_of(run)):
        other = language if place else ""
        (folder / report_file("digest", "txt", other)).write_text(
            digest.as_text(run, language), encoding="utf-8"
        )
        (folder / report_file("digest", "md", other)).write_text(
            digest.as_markdown(run, language), encoding="utf-8"
        )
    record = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
    (folder / "run.json").write_text(record, encoding="utf-8")


def _build(
    report: Report,
    request: MonthRequest,
    parameters: ReportParameters,
    folder: Path,
    failed: Path,
    progress: Callable[[str], None],
) -> MadeReport:
    """Run a report's notebook in every language, write its files, and return what it recorded.

    The languages share a kernel: what the first has computed, the second only words and draws. The pages of
    one language are written while the next one runs.
    """
    settings = request.history.settings
    site_language, secrets = settings.site.language, settings.secrets
    languages = request.languages or (site_language,)
    known_inputs = inputs(request.history.intake, request.month)
    records: dict[str, dict] = {}
    with ThreadPoolExecutor(max_workers=1) as beside, kernel() as shared_kernel:
        writing = [beside.submit(_load_writers)]
        for place, language in enumerate(languages):
            progress(_("{report}: running the notebook ({language})", report=report.name, language=language))
            own = None if language == site_language else language
            values = parameters.model_copy(update={"language": own})
            notebook = execute(report, values, folder, failed, shared_kernel, secrets)
            records[language] = take_record(notebook, report.notebook)
            if records[language]["inputs"] != known_inputs:
                raise WorkbookError(
                    _("The exports changed while the report was made. Run it again when they are complete.")
                )
            other = language if place else ""
            names = {kind: report_file(report.name, kind, other) for kind in ("html", "pdf", "ipynb")}
            writing.append(
                beside.submit(copy_context().run, _write, notebook, names, request.month, folder, progress)
            )
        for job in writing:
            job.result()
    for file, table in next(iter(records.values()))["files"].items():
        (folder / file).write_bytes(table.encode("utf-8"))
    made = MadeReport(parameters, records)
    for file, content in beside_the_pages(report.name, made).items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
    return made


def _load_writers() -> None:
    """Import the writers of pages while the notebook runs."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401


def _write(
    notebook: "nbformat.NotebookNode",
    names: Mapping[str, str],
    month: str,
    folder: Path,
    progress: Callable[[str], None],
) -> None:
    import nbformat

    from wcm_helpers.reporting import page, typeset

    nbformat.write(notebook, folder / names["ipynb"])
    progress(_("writing {file}", file=names["html"]))
    html = page.render(notebook, published=True)
    (folder / names["html"]).write_text(html, encoding="utf-8")
    progress(_("writing {file}", file=names["pdf"]))
    (folder / names["pdf"]).write_bytes(typeset.pdf(html, created=typeset.created(month)))
