"""What the file of a workbook says of a sheet and its reader does not: its extent and its errors.

A reader keeps a sheet as a rectangle from its first cell to its last. One stray cell in a far corner makes
that rectangle so large that the process would be ended, so the cells are looked at in a stream first. It
also gives an empty cell for an error such as #REF! and for a formula without a stored value.
"""

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from wcm_helpers.data.read.binary_errors import xls_errors, xlsb_cells, xlsb_relation
from wcm_helpers.data.read.open_document_errors import open_document_errors
from wcm_helpers.data.tables.schema import FORMULA

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,8})([0-9]{1,20})"')
#: The place and the word of a cell with an error.
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
#: The place of a formula without a value; one whose value is an empty text says so by its type.
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="(?:str|e)")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
#: The end of a row of a sheet.
ROW_END = re.compile(rb"</(?:\w+:)?row>")
_CHUNK = 1 << 20
#: So much of an element is kept until its end is read.
_LONGEST_ELEMENT = 1 << 24
#: In a larger rectangle blank rows at its end take memory that counts.
_MANY_CELLS = 1_000_000
#: So many cells of a rectangle are read: at 24 bytes each the reader needs 190 MB for them.
MOST_CELLS = 8_000_000
#: A rectangle with so many cells for each that is there is a sheet with stray cells.
_SPARSE = 20
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
#: What reading a damaged file may raise.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, LookupError),
    *(SyntaxError, struct.error),
)


@dataclass(frozen=True)
class Extent:
    """The rectangle of the cells of a sheet, how many there are, and those with an error.

    Attributes
    ----------
    rows, columns, cells : int
    lowest, rightmost : str
        The cells that make the rectangle as large as it is.
    errors : dict of int to dict of int to str
        The word of an error, or :data:`FORMULA`, by row and column; 0 is the first of both.
    last_row : bytes
        The last row with a cell, from its first cell on, as an .xlsx file has it.
    """

    rows: int
    columns: int
    cells: int
    lowest: str
    rightmost: str
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    last_row: bytes = field(default=b"", compare=False, repr=False)

    @property
    def large(self) -> bool:
        """Whether the rectangle takes so much memory that blank rows at its end are better left out."""
        return self.rows * self.columns > _MANY_CELLS

    @property
    def too_sparse(self) -> bool:
        """Whether the rectangle takes much memory and hardly any of it is for cells that are there."""
        area = self.rows * self.columns
        return area > MOST_CELLS and area > _SPARSE * self.cells


def extent_of(file: Path | BinaryIO, sheet: str) -> Extent:
    """Return the extent of a sheet; an empty one for a file that is damaged.

    Of .xls and .ods it has the errors only: their reader has all cells in memory before a sheet is chosen.
    """
    if not zipfile.is_zipfile(file):
        return Extent(0, 0, 0, "", "", xls_errors(file, sheet))
    try:
        with zipfile.ZipFile(file) as workbook:
            return _of_zip(workbook, sheet)
    except DAMAGED:
        return Extent(0, 0, 0, "", "")  # the reader says what is wrong with the file


def _of_zip(workbook: zipfile.ZipFile, sheet: str) -> Extent:
    parts = workbook.namelist()
    if "content.xml" in parts:
        with workbook.open("content.xml") as content:
            return Extent(0, 0, 0, "", "", open_document_errors(content, sheet))
    if "xl/workbook.bin" in parts:
        with workbook.open("xl/workbook.bin") as part:
            target = _relations(workbook, "bin").get(xlsb_relation(part, sheet), "")
        with workbook.open(_part_name(target)) as part:
            return _extent_of_cells(xlsb_cells(part))
    with workbook.open(part_of(workbook, sheet)) as stream:
        return _extent(stream)


def part_of(workbook: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the part of a workbook that has a sheet.

    Raises
    ------
    KeyError
        If the workbook has none.
    """
    targets = _relations(workbook, "xml")
    sheets = [_attributes(match[1]) for match in _SHEET.finditer(workbook.read("xl/workbook.xml"))]
    return _part_name(next((targets[each["id"]] for each in sheets if each["name"] == sheet), ""))


def _relations(workbook: zipfile.ZipFile, kind: str) -> dict[str, str]:
    """Return the targets of the relations of a workbook whose main part is ``xml`` or ``bin``."""
    text = workbook.read(f"xl/_rels/workbook.{kind}.rels")
    relations = [_attributes(match[1]) for match in _RELATION.finditer(text)]
    return {relation["Id"]: relation["Target"] for relation in relations}


def _part_name(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attributes(text: bytes) -> dict[str, str]:
    """Return the attributes of an element of XML by their names without a prefix."""
    pairs = _ATTRIBUTE.findall(text.decode("utf-8", "replace"))
    return {name.rpartition(":")[2]: html.unescape(value) for name, value in pairs}


def _extent(stream: BinaryIO) -> Extent:
    rows, columns, cells, low, right = 0, 0, 0, "", ""
    bottom, start = b"", 0
    letters: dict[bytes, int] = {}
    errors: dict[int, dict[int, str]] = {}
    for text in whole_elements(stream, ROW_END):
        for match in _CELL.finditer(text):
            cells += 1
            column, row = match.groups()
            place = letters.get(column) or letters.setdefault(column, _number(column))
            if int(row) > rows:
                rows, low = int(row), (column + row).decode()
                bottom, start = text, match.start()
            if place > columns:
                columns, right = place, (column + row).decode()
        for row, column, word in _faulty(text):
            errors.setdefault(row, {})[column] = word
    return Extent(rows, columns, cells, low, right, errors, bottom[start:])


def _extent_of_cells(every_cell: Iterable[tuple[int, int, str]]) -> Extent:
    """Return the extent of cells, each with its row, its column and the word of its error."""
    cells, low, right = 0, (-1, 0), (0, -1)
    errors: dict[int, dict[int, str]] = {}
    for row, column, word in every_cell:
        cells += 1
        if row > low[0]:
            low = (row, column)
        if column > right[1]:
            right = (row, column)
        if word:
            errors.setdefault(row, {})[column] = word
    return Extent(low[0] + 1, right[1] + 1, cells, _name(*low), _name(*right), errors)


def whole_elements(stream: BinaryIO, element_end: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield XML in pieces, each up to the end of an element; within a very long one to that of any tag."""
    rest, more = b"", True
    while more:
        more = stream.read(_CHUNK)
        text = rest + more
        ends = [match.end() for match in element_end.finditer(text)]
        end = ends[-1] if ends else text.rfind(b">") + 1 if len(text) > _LONGEST_ELEMENT else 0
        end = end if more else len(text)
        yield text[:end]
        rest = text[end:]


def _faulty(text: bytes) -> list[tuple[int, int, str]]:
    """Return row, column and word of the cells with an error, and of formulas without a value."""
    faulty = []
    if b't="e"' in text:
        faulty += [(*match.groups()[:2], match[3].decode()) for match in _ERROR.finditer(text)]
    if b"<f" in text or b":f" in text:
        faulty += [(*match.groups(), FORMULA) for match in _NO_VALUE.finditer(text)]
    return [(int(row) - 1, _number(column) - 1, word) for column, row, word in faulty]


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = 26 * number + letter - 64
    return number


def _name(row: int, column: int) -> str:
    """Return the name of a cell; 0 is the first row and column."""
    letters, rest = "", column + 1
    while rest > 0:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
