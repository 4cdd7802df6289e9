"""One month, unattended: each report's notebook run by papermill and exported, then all published at once.

The same exports and parameters give the same bytes: nothing in the files depends on when, where or by whom
they were made.
"""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting import csv_files, publish
from wcm_helpers.reporting.execution import execute, recorded_figures
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reporting.run_record import MonthRequest, report_files, run_record

if TYPE_CHECKING:
    import nbformat


def publish_month(
    request: MonthRequest,
    reports: Mapping[str, Report],
    folder: Path,
    progress: Callable[[str], None],
) -> dict[str, str]:
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
    words.use(site.language)
    import papermill  # noqa: F401 -- here, so that two threads never import it at once

    reviews: dict[str, Review] = {}
    failures = dict(request.blocked)
    try:
        with publish.building(folder, site.id, month) as part:
            for name, parameters in request.parameters.items():
                failed = folder / site.id / f"{month}.{name}.failed.ipynb"
                try:
                    reviews[name] = _build(reports[name], request.history, parameters, part, failed, progress)
                    failed.unlink(missing_ok=True)
                except OSError:  # of the folder, which all of them share
                    raise
                except Exception as error:
                    failures[name] = _reason(error)
                    _clear(part, reviews)
            if not reviews:
                raise _NothingToPublishError
            previous = publish.published_run(folder / site.id / month)
            run = run_record(request, reviews, failures, previous, reports)
            for entry in (run["reports"][name] for name in run["reports"] if name not in reviews):
                publish.keep_report(folder / site.id / month, part, entry.get("files", []))
            _write_month(request, run, part)
    except _NothingToPublishError:
        pass
    return failures


def _reason(error: Exception) -> str:
    if isinstance(error, WorkbookError):
        return str(error)
    return f"failed with {type(error).__name__}: {error}; this is a fault of the workbook, not of your data"


def _clear(part: Path, reviews: Mapping[str, Review]) -> None:
    """Remove the files of a failed report, but none of the other reports."""
    made = {file for review in reviews.values() for file in report_files(review)}
    for path in part.iterdir():
        if path.name not in made:
            path.unlink()


class _NothingToPublishError(Exception):
    """No report of the month could be made: the folder is not exchanged."""


def _write_month(request: MonthRequest, run: dict, folder: Path) -> None:
    """Write the files of the month as a whole: rejects, index page and record of the run."""
    rejects = csv_files.rejects_csv(request.history.intake, request.month)
    (folder / "rejected.csv").write_bytes(rejects)
    (folder / "index.html").write_text(publish.month_page(run), encoding="utf-8")
    record = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
    (folder / "run.json").write_text(record, encoding="utf-8")


def _build(
    report: Report,
    history: History,
    parameters: ReportParameters,
    folder: Path,
    failed: Path,
    progress: Callable[[str], None],
) -> Review:
    """Run a report's notebook, write its files, and return the review of its tables."""
    review = report.open(history, parameters)
    with ThreadPoolExecutor(max_workers=1) as beside:
        progress(f"{report.name}: running the notebook")
        tables = beside.submit(copy_context().run, _tables_in_parallel, review)
        notebook = execute(report, parameters, folder, failed)
        _write(review, notebook, tables.result(), folder, progress)
    return review


def _tables_in_parallel(review: Review) -> dict[str, bytes]:
    """Return the tables of a report as CSV, computed while the notebook runs; load the page writers too."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401 -- loaded for _write

    _figures = review.figures
    return {name: csv_files.to_csv(frame) for name, frame in review.computed(review.report.files).items()}


def _write(
    review: Review,
    notebook: "nbformat.NotebookNode",
    tables: dict[str, bytes],
    folder: Path,
    progress: Callable[[str], None],
) -> None:
    import nbformat

    from wcm_helpers.reporting import page, typeset

    name = review.report.name
    recorded = recorded_figures(notebook, review.report.notebook)
    if recorded != json.loads(json.dumps(review.figures)):
        raise WorkbookError("the notebook's figures are not the run's; were the exports changed meanwhile?")
    nbformat.write(notebook, folder / f"{name}.ipynb")
    progress(f"{name}: writing HTML")
    html = page.render(notebook)
    (folder / f"{name}.html").write_text(html, encoding="utf-8")
    progress(f"{name}: writing PDF")
    pdf = typeset.pdf(html, created=typeset.created(review.month))
    (folder / f"{name}.pdf").write_bytes(pdf)
    for file, table in tables.items():
        (folder / file).write_bytes(table)
