"""Fill merged cells of a sheet: a value that stands once for several rows belongs to each of them."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from wcm_helpers.data.read.named_columns import column_index
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table, aliases, fold

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: First and last row, and first column, of merged cells; 0 is the first of the sheet.
Rows = tuple[int, int, int]

#: Kinds of columns whose value over several rows is one value of all of them, not of each.
_TOGETHER = ("number", "amount")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def merged_rows(sheet: "CalamineSheet", path: Path) -> list[Rows]:
    """Return the cells of a sheet that are merged over several rows."""
    ranges = sheet.merged_cell_ranges
    if ranges is None:
        spans = _of_open_document(path, sheet.name) if path.suffix.lower() == ".ods" else []
        return list(spans)
    return [(top, bottom, left) for (top, left), (bottom, _right) in ranges if bottom > top]


def fill(rows: list[list], merged: Iterable[Rows], header_row: int, together: set[int]) -> None:
    """Write the value of merged cells below the header into every row that they span.

    Parameters
    ----------
    rows : list of list
        All rows of the sheet, changed in place.
    merged : iterable of Rows
    header_row : int
        So many rows are the header and what is above it.
    together : set of int
        Columns in which one value over several rows is not the value of each of them.
    """
    for top, bottom, column in merged:
        if top < header_row or column in together:
            continue
        for row in rows[top + 1 : bottom + 1]:
            if column < len(row) and row[column] in ("", None):
                row[column] = rows[top][column]


def measures(headers: list[str], table: Table, options: TableSource, label: str) -> set[int]:
    """Return the columns of an export that hold quantities or amounts, by the settings or their headers."""
    known = aliases(table)
    names = {index: known.get(fold(header)) for index, header in enumerate(headers)}
    for name, header in options.columns.items():
        names[column_index(headers, header, label, table.name, name)] = name
    return {index for index, name in names.items() if name in table.names and table[name].kind in _TOGETHER}


def _of_open_document(path: Path, sheet: str) -> Iterable[Rows]:
    """Yield the same of a sheet of an OpenDocument file, from its file."""
    with zipfile.ZipFile(path) as document, document.open("content.xml") as content:
        for table in ElementTree.parse(content).iter(f"{_TABLE}table"):  # noqa: S314
            if table.get(f"{_TABLE}name") != sheet:
                continue
            row_index = 0
            for row in table.iter(f"{_TABLE}table-row"):
                column = 0
                for cell in row:
                    spanned = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
                    if spanned > 1:
                        yield row_index, row_index + spanned - 1, column
                    column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                row_index += int(row.get(f"{_TABLE}number-rows-repeated", "1"))
