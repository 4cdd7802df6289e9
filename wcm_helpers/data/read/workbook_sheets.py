"""Which sheets of a workbook are a table, where the settings name none: the visible ones with its columns."""

from dataclasses import replace
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.read import file_messages
from wcm_helpers.data.read.headers import missing_columns, recognise
from wcm_helpers.data.read.raw import Source
from wcm_helpers.data.read.spreadsheets import header_of, open_workbook, top_rows, visible_sheets
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables.schema import Table, fold

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def sheets_of_table(source: Source, settings: Settings, table: Table, *, flat: bool) -> list[str]:
    """Return the sheets of a workbook that are read as a table; none where opening the file decides.

    Parameters
    ----------
    source : Source
        A spreadsheet without a sheet in its settings.
    settings : Settings
    table : Table
    flat : bool
        Whether the same file has orders and their lines.

    Raises
    ------
    WorkbookError
        If only hidden sheets have the columns of the table, or visible ones have them under unlike headers.
    """
    workbook = open_workbook(source)
    visible = visible_sheets(workbook)
    hidden = [name for name in workbook.sheet_names if name not in visible]
    if len(workbook.sheet_names) == 1:
        return []
    headers = _headers(workbook, visible, source, settings, table, flat=flat)
    if not headers:
        if there := list(_headers(workbook, hidden, source, settings, table, flat=flat)):
            raise WorkbookError(file_messages.only_on_hidden_sheet(source.label, table.name, there[0]))
        return []
    if len({*headers.values()}) > 1:
        raise WorkbookError(file_messages.several_sheets(source.label, table.name, list(headers)))
    return list(headers)


def one_source_each(source: Source, sheets: list[str]) -> list[Source]:
    """Return an export for each sheet of a workbook; several have their sheets in their labels."""
    if not sheets:
        return [source]
    options = [source.options.model_copy(update={"sheet": sheet}) for sheet in sheets]
    if len(sheets) == 1:
        return [replace(source, options=options[0])]
    return [replace(source, options=each, label=f"{source.label}#{each.sheet}") for each in options]


def _headers(
    workbook: "CalamineWorkbook",
    sheets: list[str],
    source: Source,
    settings: Settings,
    table: Table,
    *,
    flat: bool,
) -> dict[str, frozenset[str]]:
    """Return the folded headers of the sheets that have the needed columns of a table, by sheet."""
    options, fitting = settings.tables[table.name], {}
    for sheet in sheets:
        try:
            headers, _ = header_of(top_rows(workbook, sheet, source.label), options, table, source.label)
            recognised = recognise(headers, table, options, source.label, flat=flat, site=settings.site_rules)
        except WorkbookError:  # it is none of the table; if no sheet is, opening the first one says why
            continue
        if not missing_columns(recognised, table, options):
            named = [header for index, header in enumerate(headers, 1) if header != f"#{index}"]
            fitting[sheet] = frozenset(map(fold, named))
    return fitting
