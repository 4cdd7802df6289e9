"""JupyterLab opens on the project and trusts its notebooks, so that stored outputs keep their style."""

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from wcm_helpers.core.paths import NOTEBOOKS, ROOT
from wcm_helpers.reporting.lab import arguments, trust


@pytest.fixture(autouse=True)
def signatures(tmp_path, monkeypatch):
    """No test signs anything in the data of the user."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


def write_notebook(path, source="1 + 1"):
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), path)
    return nbformat.read(path, as_version=4)


def test_the_notebooks_of_a_folder_are_trusted_as_they_are(tmp_path):
    stored = write_notebook(tmp_path / "one.ipynb")
    assert not NotebookNotary().check_signature(stored)
    assert trust(tmp_path) == [tmp_path / "one.ipynb"]
    assert NotebookNotary().check_signature(stored)
    changed = write_notebook(tmp_path / "one.ipynb", "import os")
    assert not NotebookNotary().check_signature(changed)


def test_a_file_that_is_no_notebook_is_left_alone(tmp_path):
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    write_notebook(tmp_path / "whole.ipynb")
    assert trust(tmp_path) == [tmp_path / "whole.ipynb"]
    assert trust(tmp_path / "nothing here") == []


def test_the_project_is_the_root_and_the_folder_of_notebooks_is_open():
    assert arguments() == [f"--ServerApp.root_dir={ROOT}", "--LabApp.default_url=/lab/tree/notebooks"]
    assert (ROOT / "notebooks") == NOTEBOOKS
