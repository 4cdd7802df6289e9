"""Reports of a month in one kernel or several: one that fails harms no other."""

from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from wcm_helpers.reporting import build, execution
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.kernel_workers import KernelWorkers
from wcm_helpers.reporting.parameters import ReportParameters

PYTHON = {"name": "python3", "language": "python", "display_name": "Python 3"}
PARAMETERS = ReportParameters(month="2026-05", settings="shop.toml")
GOOD = "import os\nseen = [*globals().get('seen', []), {name!r}]\nrecord(seen)"


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A function that builds reports, each of one cell, and returns the result and the steps."""
    monkeypatch.setattr(execution, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(build, "inputs", lambda intake, month: {})
    monkeypatch.setattr(build, "_write", lambda notebook, names, month, progress: {names["html"]: b"page"})

    def run(cells, jobs=1):
        reports = {}
        for name, source in cells.items():
            record = (
                "from IPython.display import display\ndef record(seen):\n"
                f"    display({{{RECORD!r}: {{}}}}, raw=True, metadata={{{RECORD!r}: "
                "{'inputs': {}, 'files': {'seen.csv': ','.join(seen)}}})\n"
            )
            parameters = new_code_cell("month = settings = ''", metadata={"tags": ["parameters"]})
            cell = new_code_cell(record + source.format(name=name))
            notebook = new_notebook(metadata={"kernelspec": PYTHON}, cells=[parameters, cell])
            nbformat.write(notebook, tmp_path / f"{name}.ipynb")
            reports[name] = SimpleNamespace(name=name, notebook=f"{name}.ipynb", reads=())
        site = SimpleNamespace(id="shop", language="en")
        settings = SimpleNamespace(site=site, secrets=())
        request = SimpleNamespace(
            history=SimpleNamespace(settings=settings, intake=None), month="2026-05", languages=(),
            parameters=dict.fromkeys(cells, PARAMETERS),
        )  # fmt: skip
        workplace = build.Workplace(
            request, tmp_path, lambda name: tmp_path / f"{name}.failed.ipynb", lambda step: None
        )
        with KernelWorkers(jobs) as workers:
            return build.build_reports(workplace, reports, workers)

    return run


def seen(result):
    return {name: files.get("seen.csv", b"").decode() for name, files in result.files.items()}


def test_the_next_report_finds_what_the_one_before_computed(built):
    result = built({"one": GOOD, "two": GOOD})
    assert seen(result) == {"one": "one", "two": "one,two"}
    assert result.files["two"]["two.html"] == b"page"
    assert result.failures == {}


@pytest.mark.parametrize("fault", ["1 / 0", "import os; os._exit(1)"], ids=["an_error", "a_dead_kernel"])
def test_after_a_failure_the_next_report_gets_a_new_kernel(built, tmp_path, fault):
    result = built({"one": GOOD, "two": fault, "three": GOOD})
    assert seen(result) == {"one": "one", "three": "three"}
    assert list(result.made) == ["one", "three"]
    assert list(result.failures) == ["two"]
    assert not (tmp_path / "two.part.ipynb").exists()


def test_a_page_that_cannot_be_written_fails_its_report_alone(built, monkeypatch):
    def write(notebook, names, month, progress):
        if names["html"] == "one.html":
            raise ValueError("no page")
        return {names["html"]: b"page"}

    monkeypatch.setattr(build, "_write", write)
    result = built({"one": GOOD, "two": GOOD})
    assert (list(result.made), list(result.files)) == (["two"], ["two"])
    assert "no page" in str(result.failures["one"])


def test_several_at_a_time_have_a_kernel_each_and_keep_their_order(built):
    slow = "import time\ntime.sleep(2)\n" + GOOD  # the other is done long before
    result = built({"one": slow, "two": GOOD}, jobs=2)
    assert seen(result) == {"one": "one", "two": "two"}
    assert list(result.made) == ["one", "two"]
