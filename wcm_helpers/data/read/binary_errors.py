"""The cells of the binary workbooks of Excel that hold an error, which their reader gives as blanks."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlrd.sheet import Sheet

#: What Excel shows for an error, by the code that both formats store.
_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
#: What stands for the codes of a later Excel.
_OTHER = "#VALUE!"

#: Records of .xlsb: the start of a row, the first and the last kind of a cell with a value, those with an
#: error (its own and that of a formula), and a sheet in the list of the workbook.
_ROW, _FIRST_CELL, _LAST_CELL, _ERROR, _FORMULA_ERROR, _SHEET = 0, 1, 11, 3, 11, 156
#: Texts too may be the value of a cell in another record.
_RICH_TEXT = 62
#: No record of a workbook is longer.
_LONGEST = 1 << 24
_CHUNK = 1 << 20

#: The kind of a cell with an error in xlrd.
_XLRD_ERROR = 5
#: A record of .xls with an error, and one of a formula whose value is an error.
_OLD_ERROR = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.{5}\xff\xff", re.DOTALL)


def xlsb_cells(part: BinaryIO) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and the word of the error, or no word, of each cell of a sheet of an .xlsb file."""
    row = 0
    for kind, content in _records(part):
        if kind == _ROW:
            row = unpack_from("<I", content)[0]
        elif _FIRST_CELL <= kind <= _LAST_CELL or kind == _RICH_TEXT:
            word = _WORDS.get(content[8], _OTHER) if kind in (_ERROR, _FORMULA_ERROR) else ""
            yield row, unpack_from("<I", content)[0], word


def xlsb_relation(part: BinaryIO, sheet: str) -> str:
    """Return the id of the relation of a sheet in the list of an .xlsb file; empty if it has none."""
    for kind, content in _records(part):
        if kind == _SHEET:
            relation, end = _text(content, 8)
            if _text(content, end)[0] == sheet:
                return relation
    return ""


def xls_errors(path: Path, sheet: str) -> dict[int, dict[int, str]]:
    """Return the words of the errors of a sheet of an .xls file by row and column; 0 is the first of both.

    Of a damaged file there are none; the reader says what is wrong with it.
    """
    import xlrd

    try:
        with (
            Path(os.devnull).open("w") as log,
            xlrd.open_workbook(path, logfile=log, on_demand=True, ignore_workbook_corruption=True) as book,
        ):
            # Hardly a file has an error, and reading all cells takes twenty times as long as this search.
            if _OLD_ERROR.search(book.mem, book.base, book.base + book.stream_len):
                return _errors_of(book.sheet_by_name(sheet))
    except Exception:  # the library raises whatever comes up in a damaged file
        return {}
    return {}


def _errors_of(cells: "Sheet") -> dict[int, dict[int, str]]:
    errors: dict[int, dict[int, str]] = {}
    for row in range(cells.nrows):
        for column, kind in enumerate(cells.row_types(row)):
            if kind == _XLRD_ERROR:
                word = _WORDS.get(cells.cell_value(row, column), _OTHER)
                errors.setdefault(row, {})[column] = word
    return errors


def _records(part: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the records of a part of an .xlsb file.

    Raises
    ------
    ValueError
        If a record is longer than any of a workbook.
    """
    read = io.BufferedReader(part, _CHUNK).read
    while first := read(1):
        kind = first[0]
        if kind > 0x7F:
            kind = (kind & 0x7F) + (read(1)[0] << 7)
        size = 0
        for shift in (0, 7, 14, 21):
            byte = read(1)[0]
            size += (byte & 0x7F) << shift
            if byte < 0x80:
                break
        if size > _LONGEST:
            raise ValueError("record too long")
        yield kind, read(size)


def _text(content: bytes, start: int) -> tuple[str, int]:
    """Return a text within a record, behind its number of characters, and where it ends."""
    begin = start + 4
    end = begin + 2 * unpack_from("<I", content, start)[0]
    return content[begin:end].decode("utf-16-le"), end
