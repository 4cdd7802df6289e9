"""Open a sheet of a spreadsheet file as raw cells."""

import csv
import io
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.read.raw import Raw, Source, cell_text, stage_text
from wcm_helpers.data.read.text_files import HEADER_WITHIN, find_header
from wcm_helpers.data.settings import TableSource
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import Table

#: The ends of the names of spreadsheet files.
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def open_spreadsheet(source: Source, options: TableSource, table: Table, work: Path) -> Raw:
    """Copy a sheet to a Parquet file in ``work``, and return it opened; the first sheet if none is named.

    Raises
    ------
    WorkbookError
        If the file is not a spreadsheet, or the sheet does not exist or has no known header.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(source.path))
    except CalamineError as error:
        raise WorkbookError(f"{source.label}: is not a spreadsheet that can be read ({error})") from None
    sheet = options.sheet or workbook.sheet_names[0]
    if sheet not in workbook.sheet_names:
        raise WorkbookError(
            f"{source.label}: has no sheet {sheet!r}; there are: {', '.join(workbook.sheet_names)}"
        )
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    label = f"{source.label}[{sheet}]" if len(workbook.sheet_names) > 1 else source.label
    top = [[cell_text(value) or "" for value in row] for row in rows[:HEADER_WITHIN]]
    try:
        as_text = options.model_copy(update={"delimiter": ","})
        _, headers, header_row = find_header(_as_csv(top), as_text, table, label)
    except WorkbookError:
        if options.sheet or len(workbook.sheet_names) == 1:
            raise
        raise WorkbookError(
            f"{source.label}: its first sheet holds no header that is known; say which sheet under "
            f"[tables.{table.name}]: {', '.join(workbook.sheet_names)}"
        ) from None
    copy = stage_text(
        headers, ([cell_text(value) for value in row] for row in rows[header_row:]), work, source.label
    )
    return Raw(label, headers, parquet_rows([copy]), first_row=header_row + 1)


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[cell.replace("\n", " ") for cell in row] for row in rows])
    return text.getvalue()
