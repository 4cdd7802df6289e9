"""Stored outputs: the same bytes each time, and small."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from wcm_helpers.reporting import refresh


def test_a_refreshed_notebook_has_neither_times_nor_random_ids(tmp_path):
    path = tmp_path / "x.ipynb"
    cell = new_code_cell("print(6 * 7)", metadata={"execution": {"iopub.execute_input": "now"}})
    nbformat.write(new_notebook(metadata={"authors": [], "kernelspec": refresh._KERNEL}, cells=[cell]), path)
    text = refresh.refreshed(path)
    notebook = nbformat.reads(text, as_version=4)
    assert notebook.cells[0].outputs[0].text == "42\n"
    assert (notebook.cells[0].id, dict(notebook.cells[0].metadata)) == ("cell-01", {})
    assert notebook.metadata == {"kernelspec": refresh._KERNEL, "language_info": {"name": "python"}}
    assert text.endswith("}\n")


def display(**data):
    names = {"svg": "image/svg+xml", "html": "text/html", "text": "text/plain"}
    output = new_output("display_data", data={names[key]: value for key, value in data.items()})
    output.metadata = {"image/svg+xml": {"alt": "x"}} if "svg" in data else {}
    return new_code_cell("", outputs=[output])


def test_the_first_chart_is_stored_and_of_the_others_the_text():
    notebook = new_notebook(cells=[display(svg="<svg/>", text="Bars.") for _ in range(3)])
    refresh.store_less(notebook)
    kinds = [sorted(cell.outputs[0].data) for cell in notebook.cells]
    assert kinds == [["image/svg+xml", "text/plain"], ["text/plain"], ["text/plain"]]
    assert "image/svg+xml" not in notebook.cells[1].outputs[0].metadata


def test_a_long_table_is_stored_as_its_first_rows():
    limit = refresh.LONGEST_TABLE
    notebook = new_notebook(cells=[display(html="x" * size, text="rows") for size in (limit, limit + 1)])
    refresh.store_less(notebook)
    assert [sorted(cell.outputs[0].data) for cell in notebook.cells] == [
        ["text/html", "text/plain"], ["text/plain"],
    ]  # fmt: skip
