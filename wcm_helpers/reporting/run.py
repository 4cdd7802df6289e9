"""One month, unattended: each report's notebook run by papermill and exported, then all published at once.

The same exports and parameters give the same bytes: nothing in the files depends on when, where or by whom
they were made.
"""

import json
import logging
import platform
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import NOTEBOOKS, shown
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import inputs_up_to
from wcm_helpers.reporting import csv_files, publish
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.data_page import rows_by_table
from wcm_helpers.reporting.kernels import kernel_arguments
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report, Review

if TYPE_CHECKING:
    import nbformat

#: What the figures could depend on.
_LIBRARIES = ("wcm", "pandas", "numpy", "duckdb", "matplotlib", "papermill", "nbconvert", "typst")

_RUN_METADATA = ("papermill", "execution", "widgets")


@dataclass(frozen=True)
class MonthRequest:
    """One month of one site: which reports are made, and why others are not.

    Attributes
    ----------
    history : History
        What came in, read before; the notebooks read the same from the cache.
    month : str
    parameters : dict of report name to ReportParameters
        The reports to make.
    blocked : dict of report name to reason
        Reports asked for that a fault in their tables forbids.
    absent : dict of report name to reason
        Reports nobody asked for by name, whose tables the settings do not name.
    """

    history: History
    month: str
    parameters: dict[str, ReportParameters]
    blocked: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)


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
        Called with what is done next.

    Returns
    -------
    dict of report name to reason
        The reports that were not made. Each keeps the files it was published with before, if any; where no
        report could be made, the month is left as it was.

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
    """Remove what a failed report left behind, and nothing of the others."""
    made = {file for review in reviews.values() for file in _files(review)}
    for path in part.iterdir():
        if path.name not in made:
            path.unlink()


class _NothingToPublishError(Exception):
    """No report of the month could be made: the folder is not exchanged."""


def _write_month(request: MonthRequest, run: dict, folder: Path) -> None:
    """Write what belongs to no single report: rejects, the month's page and the record of the run."""
    rejects = csv_files.rejects_csv(request.history.intake, request.month)
    (folder / "set_aside.csv").write_bytes(rejects)
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
    """Run a report's notebook and write its files; the review that gave its tables is returned."""
    review = report.open(history, parameters)
    with ThreadPoolExecutor(max_workers=1) as beside:
        progress(f"{report.name}: running the notebook")
        tables = beside.submit(copy_context().run, _tables_meanwhile, review)
        notebook = _execute(report, parameters, folder, failed)
        _write(review, notebook, tables.result(), folder, progress)
    return review


def _tables_meanwhile(review: Review) -> dict[str, bytes]:
    """Do what need not wait for the notebook: load what writes pages, compute figures and tables."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401 -- loaded for _write

    _figures = review.figures
    return {name: csv_files.to_csv(frame) for name, frame in review.report.files(review).items()}


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


def _execute(
    report: Report, parameters: ReportParameters, folder: Path, failed: Path
) -> "nbformat.NotebookNode":
    """Run the notebook with papermill and return it, free of everything that differs between runs."""
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    notebook_file = NOTEBOOKS / report.notebook
    part = folder / f"{report.name}.part.ipynb"
    values = {name: value for name, value in parameters.model_dump().items() if value is not None}
    try:
        with kernel_arguments() as arguments:
            papermill.execute_notebook(
                str(notebook_file),
                str(part),
                values,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                extra_arguments=arguments,
            )
    except PapermillExecutionError as error:
        _keep_failed(part, failed, parameters)
        if error.ename == "WorkbookError":
            raise WorkbookError(error.evalue) from None
        raise WorkbookError(
            f"{report.notebook}: cell {error.exec_count} failed with {error.ename}: {error.evalue}; "
            f"see {shown(failed)}"
        ) from None
    except RuntimeError as error:  # nbclient's word for a kernel that died
        raise WorkbookError(
            f"{report.notebook}: the kernel died ({error}); is there enough memory?"
        ) from None
    notebook = nbformat.read(part, as_version=4)
    part.unlink()
    return scrubbed(notebook, parameters)


def _keep_failed(part: Path, failed: Path, parameters: ReportParameters) -> None:
    import nbformat

    if part.exists():
        nbformat.write(scrubbed(nbformat.read(part, as_version=4), parameters), failed)


def scrubbed(notebook: "nbformat.NotebookNode", parameters: ReportParameters) -> "nbformat.NotebookNode":
    """Return an executed notebook without times, ids and paths, so that two runs give the same bytes."""
    for key in _RUN_METADATA:
        notebook.metadata.pop(key, None)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        for key in _RUN_METADATA:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code" and cell.source.startswith("# Parameters"):
            lines = cell.source.splitlines()
            named = f"settings = {Path(parameters.settings).name!r}"
            cell.source = "\n".join(named if line.startswith("settings = ") else line for line in lines)
    return notebook


def recorded_figures(notebook: "nbformat.NotebookNode", name: str = "the notebook") -> dict:
    """Return the figures a notebook recorded in its last cell.

    Raises
    ------
    WorkbookError
        If it recorded none.
    """
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", []):
            if RECORD in output.get("data", {}):
                return output["data"][RECORD]
    raise WorkbookError(f"{name} recorded no figures; its last cell is review.record")


def run_record(
    request: MonthRequest,
    reviews: Mapping[str, Review],
    failures: Mapping[str, str],
    previous: dict,
    reports: Mapping[str, Report],
) -> dict:
    """Return the content of ``run.json``: the input of the run, and each report of the month.

    Parameters
    ----------
    request : MonthRequest
    reviews : mapping of report name to Review
        The reports made in this run.
    failures : mapping of report name to reason
        The reports that could not be made.
    previous : dict
        The ``run.json`` the month was published with before; empty if it was not.
    reports : mapping of name to Report
        All that are registered.

    Returns
    -------
    dict
        ``reports`` has an entry a report with ``status``: ``published`` in this run, ``kept`` as it was
        published before, ``failed`` (with ``reason``; ``files`` of an earlier run may be there still), or
        ``no data``. ``made_with`` tells the input of a report made by another run, where it differs.
    """
    intake, settings = request.history.intake, request.history.settings
    rows = rows_by_table(intake, request.month).set_index("table")
    this_run = {
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "inputs": [
            {"table": table, "file": item.label, "sha256": item.fingerprint, "rows": item.rows_read}
            for table, items in inputs_up_to(intake, request.month).items()
            for item in items
        ],
        "rows": {
            table: {name: int(row[name]) for name in ("read", "used", "set_aside")}
            for table, row in rows.iterrows()
        },
    }
    before = previous.get("reports", {})
    names = [*reports, *(name for name in before if name not in reports)]
    entries: dict[str, dict] = {}
    for name in names:
        if name in reviews:
            entries[name] = _entry(reviews[name], settings.file.name)
        elif before.get(name, {}).get("status", "no data") != "no data":
            entries[name] = _earlier_entry(before[name], previous, this_run)
        if name in failures:
            entry = entries.setdefault(name, {"title": reports[name].title(), "files": []})
            entry |= {"status": "failed", "reason": failures[name]}
        elif name in request.absent and name not in entries:
            entries[name] = {
                "title": reports[name].title(), "status": "no data", "reason": request.absent[name],
                "files": [],
            }  # fmt: skip

    def of_each(key: str, now: Callable[[Review], object]) -> dict[str, object]:
        earlier = {name: value for name, value in previous.get(key, {}).items() if name in entries}
        return {**earlier, **{name: now(review) for name, review in reviews.items()}}

    return {
        "site": {"id": settings.site.id, "name": settings.site.name},
        "month": request.month,
        "draft": any(entry.get("draft", False) for entry in entries.values()),
        "language": settings.site.language,
        "headline": of_each("headline", lambda review: review.headline),
        "reports": entries,
        "rules": of_each("rules", lambda review: review.rules_in_force),
        **this_run,
        "figures": of_each("figures", lambda review: review.figures),
    }


def _files(review: Review) -> list[str]:
    """Return the names of a report's files in the folder of the month."""
    name = review.report.name
    return [f"{name}.html", f"{name}.pdf", f"{name}.ipynb", *review.report.files(review)]


def _entry(review: Review, settings_name: str) -> dict:
    parameters = review.parameters.model_dump(exclude={"settings"})
    return {
        "title": review.report.title(),
        "status": "published",
        "draft": review.draft,
        "files": _files(review),
        "parameters": {**parameters, "settings": settings_name},
        "other_rules": review.other_rules,
    }


def _earlier_entry(entry: dict, previous: dict, this_run: dict) -> dict:
    """Return the entry of a report that stays as it was, with the input it was made from, if that differs."""
    own = entry.get("made_with") or {key: previous[key] for key in this_run if key in previous}
    unchanged = {key: value for key, value in entry.items() if key != "made_with"}
    status = "failed" if entry["status"] == "failed" else "kept"
    made_with = {} if own == this_run else {"made_with": own}
    return {"title": "", **unchanged, "status": status, **made_with}
