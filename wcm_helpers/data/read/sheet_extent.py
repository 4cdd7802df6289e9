"""The extent of a sheet of an Excel workbook, from its file, before a reader asks for memory for all of it.

A reader keeps a sheet as a rectangle from its first cell to its last. One stray cell in a far corner makes
that rectangle so large that the process would be ended, so the cells are looked at in a stream first.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,8})([0-9]{1,20})"')
_CHUNK = 1 << 20
#: A cell is shorter up to the end of its reference.
_OVERLAP = 256
#: So many cells of a rectangle are read: at 24 bytes each the reader needs 190 MB for them.
MOST_CELLS = 8_000_000
#: A rectangle with so many cells for each that is there is a sheet with stray cells.
_SPARSE = 20


@dataclass(frozen=True)
class Extent:
    """The rectangle of the cells of a sheet, and how many there are."""

    rows: int
    columns: int
    cells: int
    lowest: str
    rightmost: str

    @property
    def too_sparse(self) -> bool:
        """Whether the rectangle takes much memory and hardly any of it is for cells that are there."""
        area = self.rows * self.columns
        return area > MOST_CELLS and area > _SPARSE * self.cells


def extents(path: Path) -> Iterator[Extent]:
    """Yield the extent of each sheet that the file has; nothing for a file of another kind."""
    try:
        with zipfile.ZipFile(path) as workbook:
            for name in workbook.namelist():
                if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
                    with workbook.open(name) as stream:
                        yield _extent(stream)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return  # the reader says what is wrong with the file


def _extent(stream: object) -> Extent:
    rows, columns, cells, low, right, rest = 0, 0, 0, "", "", b""
    letters: dict[bytes, int] = {}
    while chunk := stream.read(_CHUNK):
        text, done = rest + chunk, 0
        for match in _CELL.finditer(text):
            done, cells = match.end(), cells + 1
            column, row = match.groups()
            place = letters.get(column) or letters.setdefault(column, _number(column))
            if int(row) > rows:
                rows, low = int(row), (column + row).decode()
            if place > columns:
                columns, right = place, (column + row).decode()
        rest = text[max(done, len(text) - _OVERLAP) :]
    return Extent(rows, columns, cells, low, right)


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = 26 * number + letter - 64
    return number
