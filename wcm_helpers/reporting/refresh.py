"""Run the notebooks again and store their outputs, byte for byte the same each time: ``make refresh``."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reporting.kernels import kernel_options

#: Number of charts stored as images in a notebook; the others are stored as alternative text.
STORED_CHARTS = 1
#: Longest HTML of a table, in characters; a longer one is stored as plain text with its first rows.
LONGEST_TABLE = 20_000

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def refreshed(path: Path) -> str:
    """Return a notebook run in its own folder, as the text that is stored: without times and random ids."""
    notebook = nbformat.read(path, as_version=4)
    with kernel_options() as (arguments, environment, _folder):
        NotebookClient(
            notebook,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=arguments,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute(env=environment)
    notebook.metadata = nbformat.NotebookNode(kernelspec=_KERNEL, language_info={"name": "python"})
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        cell.metadata.pop("execution", None)
    store_less(notebook)
    return nbformat.writes(notebook) + "\n"


def store_less(notebook: nbformat.NotebookNode) -> None:
    """Remove outputs that running the notebook restores, so that it stays small in git.

    The first chart and every short table are unchanged; other charts become their alternative text, long
    tables their first rows.
    """
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    for output in [output for output in outputs if "image/svg+xml" in output.data][STORED_CHARTS:]:
        del output.data["image/svg+xml"]
        output.metadata.pop("image/svg+xml", None)
    for output in outputs:
        if len(output.data.get("text/html", "")) > LONGEST_TABLE:
            del output.data["text/html"]


def main() -> None:
    """Store every notebook's outputs."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text = refreshed(path)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(text) // 1024} KB\n")


if __name__ == "__main__":
    main()
