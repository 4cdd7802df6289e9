"""Nothing of the user's own IPython reaches the kernel of an unattended run."""

from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from wcm_helpers.reporting import execution, refresh
from wcm_helpers.reporting.kernels import kernel
from wcm_helpers.reporting.parameters import ReportParameters

CODE = "4\n'USERS_OWN' in globals()"


@pytest.fixture
def users_ipython(tmp_path, monkeypatch):
    """A start-up file, settings that show every line's value, and a file of plain Python's start."""
    profile = tmp_path / "ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup" / "00-mine.py").write_text("USERS_OWN = 1\n", encoding="utf-8")
    everything = "c.InteractiveShell.ast_node_interactivity = 'all'\n"
    for name in ("ipython_config.py", "ipython_kernel_config.py"):
        (profile / name).write_text(everything, encoding="utf-8")
    (tmp_path / "start.py").write_text("USERS_OWN = 2\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "start.py"))


@pytest.fixture
def notebook(tmp_path, users_ipython):
    path = tmp_path / "one.ipynb"
    python = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(metadata=python, cells=[nbformat.v4.new_code_cell(CODE)]), path)
    return path


def values(executed):
    return [output["data"]["text/plain"] for output in executed.cells[-1].outputs]


def test_a_refreshed_notebook_is_free_of_it(notebook):
    assert values(nbformat.reads(refresh.refreshed(notebook), as_version=4)) == ["False"]


def test_a_report_is_free_of_it(notebook, tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "NOTEBOOKS", tmp_path)
    report = SimpleNamespace(name="one", notebook=notebook.name)
    parameters = ReportParameters(month="2026-05", settings="shop.toml")
    with kernel() as shared:
        executed = execution.execute(report, parameters, tmp_path, tmp_path / "failed.ipynb", shared)
    assert values(executed) == ["False"]


@pytest.mark.parametrize("named", [False, True])
def test_a_module_is_imported_from_the_working_folder_only_if_it_is_named(tmp_path, monkeypatch, named):
    (tmp_path / "of_the_folder.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if named:
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code = "import importlib.util\nimportlib.util.find_spec('of_the_folder') is not None"
    shown = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    with kernel() as shared:
        NotebookClient(shown, km=shared).execute()
    assert values(shown) == [str(named)]
