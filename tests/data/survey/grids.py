"""Exports of a survey as small files, for tests of what is read or guessed from them."""

from pathlib import Path

from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.grid import Grid, make_grid


def grid_of(folder: Path, text: str, name: str = "export.csv") -> Grid:
    """Return a text as a file of the folder, read as headers and responses."""
    (folder / name).write_text(text, encoding="utf-8")
    return make_grid(read_cells(folder / name, name))
