"""The notebook of the classification with its first page alone, where no section is looked at."""

from pathlib import Path

import nbformat

from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reports import REPORTS

#: How the cells begin that stay: the parameters, what opens the report, the first page, and the record.
KEPT = ("month = ", "from wcm_helpers.reports import open_report", "review.first_page", "review.record")


def write_short_notebook(folder: Path) -> Path:
    """Write the notebook, which takes a third of the time; return its folder, to be that of the notebooks."""
    name = REPORTS["classification"].notebook
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    first, *cells = notebook.cells
    notebook.cells = [first, *(cell for cell in cells if cell.source.startswith(KEPT))]
    assert len(notebook.cells) == 1 + len(KEPT)
    folder.mkdir()
    nbformat.write(notebook, folder / name)
    return folder
