"""Notebooks keep the house form, and their stored outputs are what the code gives today."""

import ast
import re
import subprocess
import sys

import nbformat
import pytest

from wcm_helpers.core.paths import NOTEBOOKS, ROOT
from wcm_helpers.reporting.refresh import refreshed
from wcm_helpers.reports import REPORTS

PATHS = [NOTEBOOKS / report.notebook for report in REPORTS.values()]
PARAMETERS = {report.notebook: report.parameters for report in REPORTS.values()}
MOST_CODE_LINES = 40  # parameters (9 lines) included

notebooks = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@notebooks
def test_its_title_is_a_question_and_the_only_one(path):
    cells = nbformat.read(path, as_version=4).cells
    titles = [cell.source for cell in cells if cell.cell_type == "markdown" and cell.source.startswith("# ")]
    assert titles == [cells[0].source]
    assert titles[0].endswith("？")


@notebooks
def test_it_holds_no_logic(path):
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            logic = (
                ast.FunctionDef,
                ast.ClassDef,
                ast.Lambda,
                ast.For,
                ast.While,
                ast.If,
                ast.Try,
                ast.ListComp,
            )
            assert not isinstance(node, logic), cell.source


@notebooks
def test_it_is_short(path):
    lines = [line for cell in code_cells(path) for line in cell.source.splitlines() if line.strip()]
    assert len(lines) <= MOST_CODE_LINES


@notebooks
def test_it_has_one_cell_of_parameters_each_with_a_comment(path):
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert all("  # " in line for line in tagged[0].source.splitlines())
    names = [node.targets[0].id for node in ast.parse(tagged[0].source).body]
    assert set(names) == set(PARAMETERS[path.name].model_fields)


@notebooks
def test_it_was_stored_after_a_clean_run_from_top_to_bottom(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    quiet = [
        cell.source
        for cell in cells
        if not cell.outputs and "parameters" not in cell.metadata.get("tags", [])
    ]
    assert quiet == []
    assert [
        output for cell in cells for output in cell.outputs if output.output_type in ("stream", "error")
    ] == []


def test_every_notebook_belongs_to_a_registered_report():
    assert sorted(NOTEBOOKS.glob("*.ipynb")) == sorted(PATHS)


@notebooks
def test_it_shows_every_section_of_its_report_once(path):
    """A section that is registered and not shown, or shown and not registered, is a slip."""
    report = next(report for report in REPORTS.values() if report.notebook == path.name)
    shown = re.findall(r"^review\.(\w+)$", "\n".join(cell.source for cell in code_cells(path)), re.MULTILINE)
    assert sorted(shown) == sorted(report.sections)


@pytest.mark.parametrize("path", PATHS[:1], ids=lambda path: path.stem)
def test_nbval_finds_the_stored_figures_again(path, tmp_path):
    """Nbval compares the outputs of the tagged cell, and needs no section for that.

    The next test runs each section of every notebook and compares all that is stored.
    """
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if not cell.source.startswith("review.") or "nbval-check-output" in cell.metadata.get("tags", [])
    ]
    assert notebook.cells[-1].source == "review.record"
    nbformat.write(notebook, tmp_path / path.name)
    options = ["--nbval-lax", "--nbval-current-env", "-q", "-n0", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "-c", ROOT / "pyproject.toml", tmp_path / path.name]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout[-3000:]


@notebooks
def test_refresh_writes_the_same_bytes_but_for_the_versions(path):
    """The versions cell is left out: it may differ from one Python to the next."""
    now = nbformat.reads(refreshed(path), as_version=4)
    stored = nbformat.read(path, as_version=4)
    for one in (now, stored):
        for cell in one.cells:
            if "nbval-ignore-output" in cell.metadata.get("tags", []):
                cell.outputs = []
    assert now == stored


@notebooks
def test_its_stored_outputs_are_small(path):
    assert path.stat().st_size < 380_000
