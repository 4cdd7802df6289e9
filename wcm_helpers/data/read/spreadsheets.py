"""Open a sheet of a spreadsheet file as raw cells."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message
from wcm_helpers.data.read import file_messages, header_messages, merged_cells
from wcm_helpers.data.read.blank_end import without_blank_end
from wcm_helpers.data.read.raw import Raw, Source, cell_text, stage_text
from wcm_helpers.data.read.sheet_extent import extent_of
from wcm_helpers.data.read.text_files import HEADER_WITHIN, find_header
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

#: The ends of the names of spreadsheet files.
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
#: With more headers the empty ones behind the last are no columns.
_MANY_HEADERS = 1000
#: With more columns than this a sheet is no table, and takes too much memory.
_MOST_HEADERS = 4000
#: So many bytes show what a file really is.
_HEAD = 4096


def open_spreadsheet(source: Source, options: TableSource, table: Table, work: Path) -> Raw:
    """Copy a sheet to a Parquet file in ``work``, and return it opened.

    Without a sheet in the settings it is the first visible one. Empty rows behind the last other one are left
    out. A cell with an error has its word.

    Raises
    ------
    WorkbookError
        If the file is not a spreadsheet, or the sheet does not exist or has no known header.
    """
    workbook = open_workbook(source)
    sheet = sheet_of(workbook, source.label, options.sheet)
    content, rows, errors = _load(workbook, sheet, source.label)
    named = len(workbook.sheet_names) == 1 or source.label.endswith(f"#{sheet}")
    label = source.label if named else f"{source.label}[{sheet}]"
    top = list(islice(rows, HEADER_WITHIN))
    try:
        headers, header_row = header_of(top, options, table, label)
    except WorkbookError:
        if options.sheet or len(workbook.sheet_names) == 1:
            raise
        refusal = header_messages.no_header_on_first_sheet(source.label, table.name, workbook.sheet_names)
        raise WorkbookError(refusal) from None
    if len(headers) > _MANY_HEADERS:  # a stray cell far to the right, under no header
        named = [index for index, header in enumerate(headers, 1) if header not in ("", f"#{index}")]
        headers = headers[: max(named, default=0)]
        if len(headers) > _MOST_HEADERS:
            raise WorkbookError(file_messages.too_many_columns(label, len(headers)))
    if merged := merged_cells.merged_rows(content, source.path):
        whole = [*top, *rows]
        together = merged_cells.measures(headers, table, options, label)
        merged_cells.fill(whole, merged, header_row, together)
        top, rows = [], iter(whole)
    filled = _without_empty_end(_texts(chain(top, rows), errors, len(headers)))
    copy = stage_text(headers, islice(filled, header_row, None), work, source.label)
    hidden = [name for name in workbook.sheet_names if name != sheet and name not in visible_sheets(workbook)]
    remarks = (file_messages.hidden_sheets(hidden),) if hidden else ()
    return Raw(label, headers, parquet_rows([copy]), first_row=header_row + 1, remarks=remarks)


def header_of(
    top: list[list[object]], options: TableSource, table: Table, label: str
) -> tuple[list[str], int]:
    """Return the headers of a sheet and the number of rows down to and including them.

    Raises
    ------
    WorkbookError
        If none of its top rows has a known header.
    """
    texts = [[cell_text(value) or "" for value in row] for row in top[:HEADER_WITHIN]]
    as_text = options.model_copy(update={"delimiter": ","})
    _, headers, header_row = find_header(_as_csv(texts), as_text, table, label)
    return headers, header_row


def _texts(rows: Iterable[list], errors: dict[int, dict[int, str]], width: int) -> Iterator[list[str | None]]:
    """Yield the texts of the cells of a sheet under its headers, of a cell with an error its word.

    A reader that takes errors for blanks may end before the last of them.
    """
    down_to_errors = range(max(errors, default=-1) + 1)
    for index, (row, _) in enumerate(zip_longest(rows, down_to_errors, fillvalue=())):
        texts = [cell_text(value) for value in row[:width]]
        for column, word in errors.get(index, {}).items():
            if column < width:
                texts += [None] * (column + 1 - len(texts))
                texts[column] = word
        yield texts


def _without_empty_end(rows: Iterable[list[str | None]]) -> Iterator[list[str | None]]:
    """Yield rows up to the last one that is not empty: a format or a stray blank below them is no row."""
    empty = 0
    for row in rows:
        if any(text and not text.isspace() for text in row):
            yield from repeat([], empty)
            empty = 0
            yield row
        else:
            empty += 1


def open_workbook(source: Source) -> "CalamineWorkbook":
    """Return a spreadsheet file, opened.

    Raises
    ------
    WorkbookError
        If it is none; by what it really is.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(source.path))
    except CalamineError as error:
        raise WorkbookError(_refusal(source, str(error))) from None


def read_sheet(workbook: "CalamineWorkbook", sheet: str, label: str) -> tuple["CalamineSheet", list[list]]:
    """Return a sheet and all its rows, the empty ones above and beside the cells too.

    Raises
    ------
    WorkbookError
        If the sheet is damaged, or has a cell in a far corner.
    """
    content, rows, _errors = _load(workbook, sheet, label)
    return content, list(rows)


def top_rows(workbook: "CalamineWorkbook", sheet: str, label: str) -> list[list]:
    """Return the rows at the top of a sheet."""
    return list(islice(_load(workbook, sheet, label)[1], HEADER_WITHIN))


def _load(
    workbook: "CalamineWorkbook", sheet: str, label: str
) -> tuple["CalamineSheet", Iterator[list], dict[int, dict[int, str]]]:
    """Return a sheet, its rows one by one, and the words of its cells with an error by row and column."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        extent = extent_of(path := Path(workbook.path), sheet)
        if extent.large and (shorter := without_blank_end(path, sheet, extent)):
            workbook, extent = CalamineWorkbook.from_filelike(shorter), extent_of(shorter, sheet)
        if extent.too_sparse:
            cells = sorted({extent.lowest, extent.rightmost})
            raise WorkbookError(file_messages.stray_cells(label, cells))
        content = workbook.get_sheet_by_name(sheet)
        before = [""] * (content.start or (0, 0))[1]
        return content, (before + row for row in content.iter_rows()), extent.errors
    except CalamineError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    except BaseException as error:  # what the reader's own language raises is no Exception
        if type(error).__name__ != "PanicException":
            raise
        reason = (str(error).strip().splitlines() or ["panic"])[0]
    raise WorkbookError(file_messages.damaged_sheet(f"{label}[{sheet}]", reason))


def visible_sheets(workbook: "CalamineWorkbook") -> list[str]:
    """Return the names of the sheets with cells that a reader of the workbook sees."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def sheet_of(workbook: "CalamineWorkbook", label: str, sheet: str) -> str:
    """Return the sheet of the settings, the first visible one if they name none.

    Raises
    ------
    WorkbookError
        If there is no such sheet.
    """
    sheet = sheet or [*visible_sheets(workbook), *workbook.sheet_names][0]
    if sheet not in workbook.sheet_names:
        raise WorkbookError(file_messages.no_such_sheet(label, sheet, workbook.sheet_names))
    return sheet


def _refusal(source: Source, reason: str) -> Message:
    """Return the message on a file that does not open as a spreadsheet, by what it really is."""
    if source.path.name.startswith("~$"):
        return file_messages.excel_lock_file(source.label)
    if "password" in reason.lower():
        return file_messages.protected_excel(source.label)
    with source.path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK") and source.label.lower().endswith(".xls"):
        return file_messages.new_excel_named_as_old(source.label)
    if any(tag in head.lower() for tag in (b"<html", b"<table", b"<!doctype")):
        return file_messages.web_page_named_as_excel(source.label)
    if head.strip() and b"\0" not in head and any(mark in head for mark in (b"\t", b",", b";")):
        return file_messages.text_named_as_excel(source.label)
    return file_messages.not_excel(source.label)


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[cell.replace("\n", " ") for cell in row] for row in rows])
    return text.getvalue()
