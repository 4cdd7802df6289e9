"""The first hour of an analyst in JupyterLab: run, slide, open a customer, compare, save, in Chinese."""

import nbformat
import pytest

from tests.lab import lab
from wcm_helpers.core.paths import NOTEBOOKS

NOTEBOOK = "notebooks/01_classification.ipynb"
_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def server(tmp_path_factory, shared_cache):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        with lab(tmp_path_factory.mktemp("lab")) as running:
            yield running


@pytest.fixture(scope="module")
def kernel(server):
    """The kernel of the notebook after its first two code cells: parameters, and the month opened."""
    opened = server.open_notebook(NOTEBOOK)
    cells = nbformat.read(NOTEBOOKS.parent / NOTEBOOK, as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    opened.cells = code
    for source in code[:2]:
        opened.run(source)
    yield opened
    opened.client.stop_channels()


def text_of(outputs):
    return "\n".join(output["text/plain"] for output in outputs)


def test_docs_and_data_are_seen_beside_the_notebooks_which_are_trusted(server):
    names = {item["name"] for item in server.ask("api/contents")["content"]}
    assert {"README.md", "data", "docs", "notebooks", "reports"} <= names
    cells = server.ask(f"api/contents/{NOTEBOOK}")["content"]["cells"]
    assert {cell["metadata"]["trusted"] for cell in cells if cell["cell_type"] == "code"} == {True}


def test_the_tab_key_answers_before_anything_is_computed(kernel):
    assert {"moves", "customer", "compare"} <= set(kernel.complete("review."))
    assert kernel.complete('review.customer("C0003')[:2] == ["C00030", "C00031"]
    assert text_of(kernel.run("list(review.made)")) == "['head']"  # shown by the cell that opens the month


def test_the_cells_run_and_the_sliders_are_there(kernel):
    for source in kernel.cells[2:]:
        outputs = kernel.run(source)
        if source == "review.explore":
            assert [_VIEW in output for output in outputs] == [True]
    assert kernel.widget(description="Class A up to")


def test_a_moved_slider_dims_the_old_answer_before_the_new_one_is_worked_out(kernel):
    if not kernel.widgets:
        kernel.run("review.explore")
    kernel.run(
        "import time\n"
        "from wcm_helpers.reports.classification.classes import explore\n"
        "quick = explore.reclassify\n"
        "explore.reclassify = lambda *given: (time.sleep(1), quick(*given))[1]"
    )
    updates = kernel.move(kernel.widget(description="Class A up to"), 0.7)
    dimmed = [moment for moment, _name, state in updates if "wcm-working" in state.get("_dom_classes", ())]
    working = [moment for moment, _name, state in updates if "being worked out" in str(state.get("value"))]
    bright = [moment for moment, _name, state in updates if state.get("_dom_classes") == []]
    assert len(dimmed) == len(working) == len(bright) == 1
    # The kernel takes a second; what it sends before that is in the front end long before.
    assert max(dimmed[0], working[0]) < 0.5 < 1 <= bright[0]
    texts = [str(state["value"]) for _moment, _name, state in updates if "value" in state]
    assert any("another class than under the rule in force" in text for text in texts)


def test_one_customer_is_opened_and_two_months_are_compared(kernel):
    page = kernel.run('review.customer("C00035")')
    assert "is in class A since November 2023" in text_of(page)
    assert any("image/svg+xml" in output for output in page)
    assert "4 customers are in another official class" in text_of(kernel.run('review.compare("2026-09")'))


def test_a_miss_is_one_line(kernel):
    with pytest.raises(AssertionError) as refusal:
        kernel.run('review.customer("C0035")')
    assert str(refusal.value).startswith("wcm: No customer has the number or name 'C0035'. The nearest are")
    assert "\n" not in str(refusal.value)


def test_one_table_and_one_figure_are_saved(kernel, tmp_path):
    kernel.run(f'review.moves.save({str(tmp_path)!r}, "changes")')
    kernel.run(f'review.moves.save({str(tmp_path)!r}, "class_strip")')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moves-changes.csv", "moves-class_strip.svg"]


def test_the_language_is_switched_to_chinese(kernel):
    parameters = kernel.cells[0]
    kernel.run(parameters.replace("language = None", 'language = "zh"'))
    kernel.run(kernel.cells[1])
    assert "从2023年11月起为A类" in text_of(kernel.run('review.customer("C00035")'))
    kernel.run("try:\n    review.customer('C0035')\nexcept Exception as fault:\n    text = str(fault)")
    assert "没有编号或名称为" in text_of(kernel.run("text"))
