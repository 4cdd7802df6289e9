"""Notebooks run unattended: no times, ids or paths in them, and failures named by their cell."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import execution
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.kernels import kernel
from wcm_helpers.reporting.parameters import ReportParameters

PARAMETERS = ReportParameters(month="2026-05", settings="/home/someone/shop.toml")
PYTHON = {"name": "python3", "language": "python", "display_name": "Python 3"}


def run_cells(tmp_path, monkeypatch, *sources, saving=nbformat.write):
    """Run a notebook of these cells, the first of which papermill may fill; a failed one is saved so."""
    cells = [new_code_cell("month = settings = ''", metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    built = new_notebook(metadata={"kernelspec": PYTHON}, cells=cells)
    nbformat.write(built, tmp_path / "x.ipynb")
    monkeypatch.setattr(execution, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(nbformat, "write", saving)
    part = tmp_path / "part"
    part.mkdir()
    report = SimpleNamespace(name="x", notebook="x.ipynb")
    with kernel() as shared:
        return execution.execute(report, PARAMETERS, part, tmp_path / "failed.ipynb", shared)


def test_an_executed_notebook_has_its_parameters_and_nothing_of_the_run(tmp_path, monkeypatch):
    notebook = run_cells(tmp_path, monkeypatch, "month + ' ' + settings.split('/')[-1]")
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "'2026-05 shop.toml'"
    assert "/home/someone" not in nbformat.writes(notebook)
    assert "settings = 'shop.toml'" in notebook.cells[1].source
    assert not {"papermill", "execution"} & set(notebook.metadata)
    assert all("execution" not in cell.metadata for cell in notebook.cells)
    assert [cell.id for cell in notebook.cells] == ["cell-01", "cell-02", "cell-03"]
    assert list((tmp_path / "part").iterdir()) == []


def test_a_failing_cell_is_named_and_the_notebook_saved(tmp_path, monkeypatch):
    with pytest.raises(WorkbookError, match=r"^x\.ipynb: cell \d+ failed with ZeroDivisionError: division"):
        run_cells(tmp_path, monkeypatch, "1 / 0")
    assert "ZeroDivisionError" in (tmp_path / "failed.ipynb").read_text(encoding="utf-8")
    assert list((tmp_path / "part").iterdir()) == []


@pytest.mark.parametrize("written", [0, 100, 700])
@pytest.mark.parametrize("earlier", ["", "an earlier one"], ids=["none", "earlier"])
def test_a_run_killed_while_it_saves_a_failed_notebook_leaves_no_half_of_it(
    tmp_path, monkeypatch, written, earlier
):
    def killed(notebook, file):
        Path(file).write_text(nbformat.writes(notebook)[:written], encoding="utf-8")
        raise KeyboardInterrupt

    failed = tmp_path / "failed.ipynb"
    if earlier:
        failed.write_text(earlier, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run_cells(tmp_path, monkeypatch, "1 / 0", saving=killed)
    assert (failed.read_text(encoding="utf-8") if failed.exists() else "") == earlier


def test_an_error_of_the_workbook_passes_as_its_own_line(tmp_path, monkeypatch):
    source = "from wcm_helpers.core.errors import WorkbookError\nraise WorkbookError('one line')"
    with pytest.raises(WorkbookError, match=r"^one line$"):
        run_cells(tmp_path, monkeypatch, source)


def test_a_kernel_that_dies_is_one_line(tmp_path, monkeypatch):
    with pytest.raises(WorkbookError, match=r"^x\.ipynb: the kernel died .* Is there enough memory\?$"):
        run_cells(tmp_path, monkeypatch, "import os; os._exit(1)")


def test_what_was_recorded_last_is_read_back_and_leaves_only_the_figures():
    cells = [
        new_code_cell(
            "", outputs=[new_output("display_data", data={RECORD: {"n": n}}, metadata={RECORD: {"all": n}})]
        )
        for n in (1, 2)
    ]
    notebook = new_notebook(cells=[*cells, new_markdown_cell("# x")])
    assert execution.take_record(notebook) == {"all": 2}
    assert cells[1].outputs[0].metadata == {}
    assert cells[1].outputs[0].data == {RECORD: {"n": 2}}


def test_a_notebook_without_figures_is_refused():
    with pytest.raises(
        WorkbookError, match=r"^x\.ipynb recorded no figures\. Its last cell has to be review\.record\.$"
    ):
        execution.take_record(new_notebook(cells=[new_markdown_cell("# x")]), "x.ipynb")


def test_a_second_run_in_the_same_kernel_finds_the_first_and_counts_from_one(tmp_path, monkeypatch):
    cells = [new_code_cell("month = settings = ''", metadata={"tags": ["parameters"]}),
             new_code_cell("runs = globals().get('runs', 0) + 1\nruns")]  # fmt: skip
    nbformat.write(new_notebook(metadata={"kernelspec": PYTHON}, cells=cells), tmp_path / "x.ipynb")
    monkeypatch.setattr(execution, "NOTEBOOKS", tmp_path)
    report = SimpleNamespace(name="x", notebook="x.ipynb")
    with kernel() as shared:
        both = [
            execution.execute(report, PARAMETERS, tmp_path, tmp_path / "failed.ipynb", shared) for _n in "ab"
        ]
    assert [run.cells[-1].outputs[0].data["text/plain"] for run in both] == ["1", "2"]
    assert [[cell.execution_count for cell in run.cells] for run in both] == [[1, 2, 3]] * 2
    assert both[1].cells[-1].outputs[0].execution_count == 3
