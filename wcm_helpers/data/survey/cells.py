"""Read a small CSV or Excel file as rows of text: nothing is converted, nothing is left out."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.data.read import encoding_messages, file_messages
from wcm_helpers.data.read.encodings import readable_encodings
from wcm_helpers.data.read.raw import Source, cell_text
from wcm_helpers.data.read.spreadsheets import SPREADSHEETS, open_workbook, read_sheet, sheet_of
from wcm_helpers.data.read.text_files import LONGEST_LINE, opened

_DELIMITERS = (",", ";", "\t", "|")
#: So many records decide on the delimiter.
_SHOWN = 20
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: So large a share of the letters beyond ASCII are common Chinese ones, or a text is not in gb18030.
_COMMON = 0.8


@dataclass(frozen=True)
class Cells:
    """A file as text: all rows have the same number of cells.

    Attributes
    ----------
    label : str
        Its name in messages, with the sheet where there are several.
    rows : list of list of str
    records : list of int
        The number of each row in the file: its row in a sheet, its record in a text file; 1 is the first.
    merged : list of ((row, column), (row, column))
        First and last cell of each merged range of a sheet, counted from 0 in ``rows``.
    """

    label: str
    rows: list[list[str]]
    records: list[int]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = field(default=())


def read_cells(path: Path, label: str, *, sheet: str = "", encoding: str = "", delimiter: str = "") -> Cells:
    """Return the cells of a file.

    Parameters
    ----------
    path, label : Path, str
        The file and its name in messages.
    sheet : str
        Of a spreadsheet; the first by default.
    encoding, delimiter : str
        Of a text file. By default UTF-16 is recognised by its mark, UTF-8 and gb18030 by their bytes, and
        the delimiter by the records that have the same number of cells.

    Raises
    ------
    WorkbookError
        If the file cannot be opened, decoded or separated into cells.
    """
    try:
        if path.name.lower().endswith(SPREADSHEETS):
            return _spreadsheet(path, label, sheet)
        return _text_file(path, label, encoding, delimiter)
    except PermissionError:
        raise WorkbookError(file_messages.not_permitted(label)) from None


def _spreadsheet(path: Path, label: str, sheet: str) -> Cells:
    workbook = open_workbook(Source(label, path, "spreadsheet"))
    sheet = sheet_of(workbook, label, sheet)
    content, values = read_sheet(workbook, sheet, label)
    rows = [[cell_text(value) or "" for value in row] for row in values]
    name = f"{label}[{sheet}]" if len(workbook.sheet_names) > 1 else label
    return Cells(name, rows, list(range(1, len(rows) + 1)), tuple(content.merged_cell_ranges or ()))


def _text_file(path: Path, label: str, encoding: str, delimiter: str) -> Cells:
    with opened(path) as stream:
        content = stream.read()
    if content.startswith(_EXCEL):
        raise WorkbookError(file_messages.excel_named_as_text(label))
    text = _decoded(content, label, encoding)
    if not text.strip():
        raise WorkbookError(file_messages.empty_file(label))
    delimiter = delimiter or _delimiter(text)
    rows, records = [], []
    reader = _reader(text, delimiter)
    start = 1
    try:
        for row in reader:
            if row:
                rows.append(row)
                records.append(len(records) + 1)
            start = reader.line_num + 1
    except csv.Error:
        raise WorkbookError(file_messages.open_quote(f"{label}:{start}")) from None
    return Cells(label, _same_width(rows, label), records)


def _decoded(content: bytes, label: str, encoding: str) -> str:
    """Return the text of a file; a recognised encoding must fit every byte, and gb18030 give Chinese."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    for name in (encoding,) if encoding else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            continue
        except LookupError:
            raise WorkbookError(
                message('{place}: there is no encoding "{encoding}".', place=label, encoding=encoding)
            ) from None
        foreign = [letter for letter in text if letter > "\x7f"] if name == "gb18030" and not encoding else []
        common = "".join(foreign).encode("gb2312", "ignore").decode("gb2312")
        if len(common) >= _COMMON * len(foreign):
            return text
        line = content[: len(text.partition(foreign[0])[0])].count(b"\n") + 1
    place, readable = f"{label}:{line}", readable_encodings(lambda: [content])
    raise WorkbookError(encoding_messages.not_in_encoding(place, encoding or "utf-8", readable))


def _reader(text: str, delimiter: str) -> "csv.Reader":
    csv.field_size_limit(LONGEST_LINE)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """Return the delimiter with which most records at the top have the number of cells of the first."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = []
        try:
            for row in _reader(text, delimiter):
                widths.append(len(row))
                if len(widths) == _SHOWN:
                    break
        except csv.Error:
            return 0, 0
        return (Counter(widths)[widths[0]], widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


def _same_width(rows: list[list[str]], label: str) -> list[list[str]]:
    """Return rows as wide as the widest of the header rows; blank cells beyond are dropped.

    Raises
    ------
    WorkbookError
        If a record has more cells than the header row.
    """
    width = max(len(row) for row in rows[:3])
    for number, row in enumerate(rows, start=1):
        if len(row) > width:
            if any(cell.strip() for cell in row[width:]):
                raise WorkbookError(
                    message(
                        "{place}, record {record}: it has {found} cells, and the header row has {width}. A "
                        "delimiter inside an answer needs quotation marks around it.",
                        place=label,
                        record=str(number),
                        found=len(row),
                        width=width,
                    )
                )
            del row[width:]
        elif len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows
