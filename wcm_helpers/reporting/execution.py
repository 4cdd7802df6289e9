"""Run a report's notebook unattended, with the same bytes as the result every time."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.kernels import kernel_arguments
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report

if TYPE_CHECKING:
    import nbformat

_RUN_METADATA = ("papermill", "execution", "widgets")


def execute(
    report: Report, parameters: ReportParameters, folder: Path, failed: Path
) -> "nbformat.NotebookNode":
    """Run a report's notebook with papermill and return it without anything that differs between runs.

    Parameters
    ----------
    report : Report
    parameters : ReportParameters
    folder : Path
        The folder of the notebook while it runs.
    failed : Path
        The file a failed notebook is written to.

    Raises
    ------
    WorkbookError
        If a cell fails, with the cell and the reason, or the kernel dies.
    """
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
        _save_failed(part, failed, parameters)
        if error.ename == "WorkbookError":
            raise WorkbookError(error.evalue) from None
        raise WorkbookError(
            f"{report.notebook}: cell {error.exec_count} failed with {error.ename}: {error.evalue}; "
            f"see {failed.name} beside the folder of the month"
        ) from None
    except RuntimeError as error:  # raised by nbclient when a kernel dies
        raise WorkbookError(
            f"{report.notebook}: the kernel died ({error}); is there enough memory?"
        ) from None
    notebook = nbformat.read(part, as_version=4)
    part.unlink()
    return scrubbed(notebook, parameters)


def _save_failed(part: Path, failed: Path, parameters: ReportParameters) -> None:
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
