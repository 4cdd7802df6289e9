"""Run a report's notebook unattended, with the same bytes as the result every time."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wcm_helpers.core.addresses import reason_of, without_secrets
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.core.words import _
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report

if TYPE_CHECKING:
    import nbformat

_RUN_METADATA = ("papermill", "execution", "widgets")


def execute(
    report: Report,
    parameters: ReportParameters,
    folder: Path,
    failed: Path,
    kernel: Any,
    secrets: tuple[str, ...] = (),
) -> "nbformat.NotebookNode":
    """Run a report's notebook with papermill and return it without anything that differs between runs.

    Parameters
    ----------
    report : Report
    parameters : ReportParameters
    folder : Path
        The folder of the notebook while it runs, on the disk of ``failed``.
    failed : Path
        The file a failed notebook is written to.
    kernel : AsyncKernelManager
        Of the kernel it runs in, see :func:`wcm_helpers.reporting.kernels.kernel`.
    secrets : tuple of str
        What a failed notebook and its error must not repeat, see ``Settings.secrets``.

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
    part = folder / part_file(report)
    values = {name: value for name, value in parameters.model_dump().items() if value is not None}
    try:
        papermill.execute_notebook(
            str(notebook_file),
            str(part),
            values,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            km=kernel,
        )
    except PapermillExecutionError as error:
        if error.ename == "WorkbookError":
            raise WorkbookError(error.evalue) from None
        broken = scrubbed(nbformat.read(part, as_version=4), parameters)
        nbformat.write(_without_secrets(broken, secrets), part)
        part.replace(failed)  # in one step, so that a killed run leaves no half of it
        raise WorkbookError(
            _(
                "{notebook}: cell {cell} failed with {error}: {reason}. See {file} beside the folder of the "
                "month.",
                notebook=report.notebook,
                cell=_failed_cell(broken),
                error=error.ename,
                reason=without_secrets(error.evalue, secrets),
                file=failed.name,
            )
        ) from None
    except RuntimeError as error:  # raised by nbclient when a kernel dies
        raise WorkbookError(
            _(
                "{notebook}: the kernel died ({reason}). Is there enough memory?",
                notebook=report.notebook,
                reason=reason_of(error, secrets),
            )
        ) from None
    notebook = nbformat.read(part, as_version=4)
    part.unlink()
    return scrubbed(notebook, parameters)


def part_file(report: Report) -> str:
    """Return the name of a report's notebook while it runs."""
    return f"{report.name}.part.ipynb"


def _without_secrets(content: Any, secrets: tuple[str, ...]) -> Any:
    """Return a notebook, or a part of it, with every text free of secrets."""
    if isinstance(content, str):
        return without_secrets(content, secrets)
    if isinstance(content, dict):
        return type(content)({key: _without_secrets(part, secrets) for key, part in content.items()})
    return [_without_secrets(part, secrets) for part in content] if isinstance(content, list) else content


def _failed_cell(notebook: "nbformat.NotebookNode") -> int:
    return next(
        cell.execution_count
        for cell in notebook.cells
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    )


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
    _number_runs(notebook)
    return notebook


def _number_runs(notebook: "nbformat.NotebookNode") -> None:
    """Renumber the cells that ran from 1: a kernel that has run another language counts on from there."""
    executed = [cell for cell in notebook.cells if cell.get("execution_count")]
    for number, cell in enumerate(executed, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number


def take_record(notebook: "nbformat.NotebookNode", name: str = "notebook") -> dict:
    """Return what a notebook recorded for the run in its last cell, and remove all but the figures from it.

    Returns
    -------
    dict
        See :func:`wcm_helpers.reporting.appendix.record`.

    Raises
    ------
    WorkbookError
        If it recorded nothing.
    """
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", []):
            if RECORD in output.get("data", {}):
                return output.metadata.pop(RECORD)
    raise WorkbookError(
        _("{notebook} recorded no figures. Its last cell has to be review.record.", notebook=name)
    )
