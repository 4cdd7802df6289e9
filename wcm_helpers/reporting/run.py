"""One report, unattended: the notebook run by papermill, exported, and published with its tables.

The same exports and parameters give the same bytes: nothing in the files depends on when, where or by whom
they were made.
"""

import json
import logging
import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
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
from wcm_helpers.reports.classification.parameters import ClassificationParameters
from wcm_helpers.reports.classification.review import Review, review

if TYPE_CHECKING:
    import nbformat

NOTEBOOK = NOTEBOOKS / "01_classification.ipynb"

#: What the figures could depend on.
_LIBRARIES = ("wcm", "pandas", "numpy", "duckdb", "matplotlib", "papermill", "nbconvert", "typst")

_RUN_METADATA = ("papermill", "execution", "widgets")


def publish_classification(
    history: History, parameters: ClassificationParameters, reports: Path, say: Callable[[str], None]
) -> Path:
    """Return the folder in which a month's classification was published.

    Parameters
    ----------
    history : History
        What came in, read before; the notebook finds the same in the cache.
    parameters : ClassificationParameters
    reports : Path
        The folder of all reports.
    say : callable
        Told what is done next.

    Raises
    ------
    WorkbookError
        If the data do not allow the report, or the notebook fails: which cell and why. The month published
        before is left as it was.
    """
    words.use(history.settings.site.language)
    opened = review(history, parameters)
    site, month = history.settings.site.id, parameters.month
    failed = reports / site / f"{month}.classification.failed.ipynb"
    import papermill  # noqa: F401 -- here, so that two threads never import it at once

    with publish.building(reports, site, month) as folder, ThreadPoolExecutor(max_workers=1) as beside:
        say("running the notebook")
        tables = beside.submit(copy_context().run, _meanwhile, opened)
        notebook = _execute(parameters, folder, failed)
        _write(opened, notebook, tables.result(), folder, say)
    failed.unlink(missing_ok=True)
    return reports / site / month


def _meanwhile(opened: Review) -> dict[str, bytes]:
    """Do what need not wait for the notebook: load what writes pages, work out figures and tables."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401 -- loaded, for _write

    _kept = opened.figures
    return {
        "classes.csv": csv_files.to_csv(csv_files.classes_table(opened)),
        "set_aside.csv": csv_files.to_csv(csv_files.set_aside_table(opened)),
    }


def _write(
    opened: Review,
    notebook: "nbformat.NotebookNode",
    tables: dict[str, bytes],
    folder: Path,
    say: Callable[[str], None],
) -> None:
    import nbformat

    from wcm_helpers.reporting import page, typeset

    recorded = recorded_figures(notebook)
    if recorded != json.loads(json.dumps(opened.figures)):
        raise WorkbookError("the notebook's figures are not the run's; were the exports changed meanwhile?")
    nbformat.write(notebook, folder / "classification.ipynb")
    say("writing HTML")
    html = page.render(notebook)
    (folder / "classification.html").write_text(html, encoding="utf-8")
    say("writing PDF")
    created = typeset.created(opened.parameters.month)
    (folder / "classification.pdf").write_bytes(typeset.pdf(html, created=created))
    for name, table in tables.items():
        (folder / name).write_bytes(table)
    run = run_record(opened)
    (folder / "index.html").write_text(publish.month_page(run), encoding="utf-8")
    record = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
    (folder / "run.json").write_text(record, encoding="utf-8")


def _execute(parameters: ClassificationParameters, folder: Path, failed: Path) -> "nbformat.NotebookNode":
    """Run the notebook with papermill and return it, free of everything that differs between runs."""
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    part = folder / "classification.part.ipynb"
    given = {name: value for name, value in parameters.model_dump().items() if value is not None}
    try:
        papermill.execute_notebook(
            str(NOTEBOOK),
            str(part),
            given,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            extra_arguments=["--IPKernelApp.log_level=50"],  # what a kernel says as it ends is no fault
        )
    except PapermillExecutionError as error:
        _keep_failed(part, failed, parameters)
        if error.ename == "WorkbookError":
            raise WorkbookError(error.evalue) from None
        raise WorkbookError(
            f"{NOTEBOOK.name}: cell {error.exec_count} failed with {error.ename}: {error.evalue}; "
            f"see {shown(failed)}"
        ) from None
    except RuntimeError as error:  # nbclient's word for a kernel that died
        raise WorkbookError(f"{NOTEBOOK.name}: the kernel died ({error}); is there enough memory?") from None
    notebook = nbformat.read(part, as_version=4)
    part.unlink()
    return scrubbed(notebook, parameters)


def _keep_failed(part: Path, failed: Path, parameters: ClassificationParameters) -> None:
    import nbformat

    if part.exists():
        nbformat.write(scrubbed(nbformat.read(part, as_version=4), parameters), failed)


def scrubbed(
    notebook: "nbformat.NotebookNode", parameters: ClassificationParameters
) -> "nbformat.NotebookNode":
    """Return an executed notebook without times, ids and paths, so that two runs give the same bytes."""
    for key in _RUN_METADATA:
        notebook.metadata.pop(key, None)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        for key in _RUN_METADATA:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code" and cell.source.startswith("# Parameters"):
            lines = cell.source.splitlines()
            said = f"settings = {Path(parameters.settings).name!r}"
            cell.source = "\n".join(said if line.startswith("settings = ") else line for line in lines)
    return notebook


def recorded_figures(notebook: "nbformat.NotebookNode") -> dict:
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
    raise WorkbookError(f"{NOTEBOOK.name} recorded no figures; its last cell is record(review)")


def run_record(opened: Review) -> dict:
    """Return what ``run.json`` holds: what went in, by which rule, and the headline figures."""
    intake, settings = opened.history.intake, opened.settings
    rows = rows_by_table(intake, opened.parameters.month).set_index("table")
    return {
        "site": {"id": settings.site.id, "name": settings.site.name},
        "month": opened.parameters.month,
        "draft": opened.draft,
        "other_rules": opened.other_rules,
        "language": settings.site.language,
        "headline": {"classification": opened.result.headline},
        "parameters": {**opened.parameters.model_dump(exclude={"settings"}), "settings": settings.file.name},
        "rules": {"classification": opened.rules},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "inputs": [
            {"table": table, "file": item.label, "sha256": item.fingerprint, "rows": item.rows_read}
            for table, items in inputs_up_to(intake, opened.parameters.month).items()
            for item in items
        ],
        "rows": {
            table: {name: int(row[name]) for name in ("read", "used", "set_aside")}
            for table, row in rows.iterrows()
        },
        "figures": {"classification": opened.figures},
    }
