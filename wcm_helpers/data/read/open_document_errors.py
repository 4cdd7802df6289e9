"""The cells of OpenDocument files that hold an error, which their reader gives as blanks, zeros or texts."""

from typing import TYPE_CHECKING, BinaryIO

from wcm_helpers.data.tables.schema import ERROR_WORDS, FORMULA

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{{{_OPEN}table:1.0}}", f"{{{_OPEN}office:1.0}}", f"{{{_OPEN}text:1.0}}"
#: LibreOffice says here that a value is an error; for others it is a text, or the number 0.
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
#: What Excel shows for Err:502 and the like, and for words in another language.
_OTHER = "#VALUE!"
#: What the content has if there is an error.
_MARKS = (b":formula=", b'"error"')
_LONGEST_MARK = 10
_CHUNK = 1 << 20
#: Nothing but elements is kept, and none is made from a definition in the file.
_SAFE = {"resolve_entities": False, "remove_comments": True, "remove_pis": True}
#: No sheet has more rows or columns.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


def open_document_errors(content: BinaryIO, sheet: str) -> dict[int, dict[int, str]]:
    """Return the words of the errors of a sheet by row and column; 0 is the first of both.

    A formula without a stored value has :data:`FORMULA`.

    Raises
    ------
    SyntaxError
        If the content is no XML.
    """
    from lxml.etree import iterparse

    errors: dict[int, dict[int, str]] = {}
    if not _may_have_errors(content):
        return errors
    content.seek(0)
    row, of_sheet = 0, False
    tags = (f"{_TABLE}table", f"{_TABLE}table-row")
    for event, element in iterparse(content, ("start", "end"), tag=tags, **_SAFE):
        if event == "start":
            of_sheet = of_sheet or element.get(f"{_TABLE}name") == sheet
            continue
        if of_sheet and element.tag == tags[0]:
            break
        if of_sheet:
            following = row + _repeated(element, "rows", _MOST_ROWS - row)
            if faulty := _faulty(element):
                errors |= dict.fromkeys(range(row, following), faulty)
            row = following
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]
    return errors


def _may_have_errors(content: BinaryIO) -> bool:
    """Return whether any cell has a formula or an error: reading them all takes twenty times as long."""
    rest = b""
    while text := content.read(_CHUNK):
        if any(mark in rest + text for mark in _MARKS):
            return True
        rest = text[-_LONGEST_MARK:]
    return False


def _faulty(row: "_Element") -> dict[int, str]:
    """Return the words of the errors of a row by column."""
    faulty, column = {}, 0
    for cell in row:
        following = column + _repeated(cell, "columns", _MOST_COLUMNS - column)
        if word := _error(cell):
            faulty |= dict.fromkeys(range(column, following), word)
        column = following
    return faulty


def _repeated(element: "_Element", what: str, most: int) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), most)


def _error(cell: "_Element") -> str:
    """Return the word of the error of a cell; empty if it has none."""
    declared = cell.get(_VALUE_TYPE) == "error"
    formula = cell.get(f"{_TABLE}formula")
    if not declared and formula is None:
        return ""
    text = "".join("".join(line.itertext()) for line in cell.iterfind(f"{_TEXT}p")).strip()
    if text in ERROR_WORDS:
        return text
    if declared or text.startswith("Err:"):
        return _OTHER
    return "" if text or cell.get(f"{_OFFICE}value-type") else FORMULA
