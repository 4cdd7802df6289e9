"""Open a sheet of a spreadsheet file as raw cells."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message
from wcm_helpers.data.read import file_messages, header_messages, merged_cells
from wcm_helpers.data.read.raw import Raw, Source, cell_text, stage_text
from wcm_helpers.data.read.sheet_extent import extents
from wcm_helpers.data.read.text_files import HEADER_WITHIN, find_header
from wcm_helpers.data.settings import TableSource
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

#: The ends of the names of spreadsheet files.
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
#: With more headers the empty ones behind the last are no columns.
_MANY_HEADERS = 1000
#: So many bytes show what a file really is.
_HEAD = 4096


def open_spreadsheet(source: Source, options: TableSource, table: Table, work: Path) -> Raw:
    """Copy a sheet to a Parquet file in ``work``, and return it opened; the first sheet if none is named.

    Raises
    ------
    WorkbookError
        If the file is not a spreadsheet, or the sheet does not exist or has no known header.
    """
    workbook = open_workbook(source)
    sheet = sheet_of(workbook, source.label, options.sheet)
    content, rows = read_sheet(workbook, sheet, source.label)
    label = f"{source.label}[{sheet}]" if len(workbook.sheet_names) > 1 else source.label
    top = [[cell_text(value) or "" for value in row] for row in rows[:HEADER_WITHIN]]
    try:
        as_text = options.model_copy(update={"delimiter": ","})
        _, headers, header_row = find_header(_as_csv(top), as_text, table, label)
    except WorkbookError:
        if options.sheet or len(workbook.sheet_names) == 1:
            raise
        refusal = header_messages.no_header_on_first_sheet(source.label, table.name, workbook.sheet_names)
        raise WorkbookError(refusal) from None
    if len(headers) > _MANY_HEADERS:  # a stray cell far to the right, under no header
        named = [index for index, header in enumerate(headers, 1) if header not in ("", f"#{index}")]
        headers = headers[: max(named, default=0)]
    if merged := merged_cells.merged_rows(content, source.path):
        together = merged_cells.measures(headers, table, options, label)
        merged_cells.fill(rows, merged, header_row, together)
    copy = stage_text(
        headers, ([cell_text(value) for value in row] for row in rows[header_row:]), work, source.label
    )
    return Raw(label, headers, parquet_rows([copy]), first_row=header_row + 1)


def open_workbook(source: Source) -> "CalamineWorkbook":
    """Return a spreadsheet file, opened.

    Raises
    ------
    WorkbookError
        If it is none; by what it really is.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    for extent in extents(source.path):
        if extent.too_sparse:
            cells = sorted({extent.lowest, extent.rightmost})
            raise WorkbookError(file_messages.stray_cells(source.label, cells))
    try:
        return CalamineWorkbook.from_path(str(source.path))
    except CalamineError as error:
        raise WorkbookError(_refusal(source, str(error))) from None


def read_sheet(workbook: "CalamineWorkbook", sheet: str, label: str) -> tuple["CalamineSheet", list[list]]:
    """Return a sheet and all its rows, the empty ones above and beside the cells too.

    Raises
    ------
    WorkbookError
        If the sheet is damaged.
    """
    from python_calamine import CalamineError

    try:
        content = workbook.get_sheet_by_name(sheet)
        return content, content.to_python(skip_empty_area=False)
    except CalamineError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    except BaseException as error:  # what the reader's own language raises is no Exception
        if type(error).__name__ != "PanicException":
            raise
        reason = (str(error).strip().splitlines() or ["panic"])[0]
    raise WorkbookError(file_messages.damaged_sheet(f"{label}[{sheet}]", reason))


def sheet_of(workbook: "CalamineWorkbook", label: str, sheet: str) -> str:
    """Return the sheet of the settings, the first if they name none.

    Raises
    ------
    WorkbookError
        If there is no such sheet.
    """
    sheet = sheet or workbook.sheet_names[0]
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
