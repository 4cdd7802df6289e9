"""Word what is wrong with an export before its headers are read: its path, kind, encoding, sheet or database.

Each message begins with its place: file, file:line, or the section of the settings. It is worded when it is
shown, since exports are read in workers and their faults outlast the run in the cache.
"""

from collections.abc import Sequence

from wcm_helpers.core.messages import Message, message, nmessage


def no_such_file(table: str, pattern: str, folder: str) -> Message:
    """Return the message on a path of the settings that matches no file in ``folder``."""
    return message(
        '[tables.{table}] path = "{pattern}": there is no such file in {folder}.',
        table=table,
        pattern=pattern,
        folder=folder,
    )


def is_a_folder(table: str, name: str) -> Message:
    """Return the message on a path that names a folder."""
    return message(
        "[tables.{table}] {name} is a folder. Name the files in it, for example {name}/*.csv.",
        table=table,
        name=name,
    )


def dangling_link(table: str, name: str, target: str) -> Message:
    """Return the message on a link whose file is not there."""
    return message(
        "[tables.{table}] {name} is a link to {target}, which is not there. Put the file there, or remove "
        "the link.",
        table=table,
        name=name,
        target=target,
    )


def not_a_file(table: str, name: str) -> Message:
    """Return the message on a device or a pipe."""
    return message(
        "[tables.{table}] {name} is a device or a pipe, not a file. Name a file with the export.",
        table=table,
        name=name,
    )


def name_not_in_utf8(table: str, name: str) -> Message:
    """Return the message on a file whose name cannot be shown or stored as text."""
    return message(
        "[tables.{table}] {name}: the name of this file is not in UTF-8. Rename the file.",
        table=table,
        name=name,
    )


def impossible_path(table: str, pattern: str, reason: str) -> Message:
    """Return the message on a path that no file can have, such as one that is too long."""
    return message(
        '[tables.{table}] path = "{pattern}": no file can have this path ({reason}). Correct or shorten it.',
        table=table,
        pattern=pattern,
        reason=reason,
    )


def unknown_kind_of_file(table: str, name: str) -> Message:
    """Return the message on a file of a kind that is not read."""
    return message(
        "[tables.{table}] {name}: this kind of file cannot be read. Save it as CSV, Excel or Parquet.",
        table=table,
        name=name,
    )


def not_permitted(place: str) -> Message:
    """Return the message on a file that may not be read."""
    return message("{place}: the file may not be opened. Check its permissions.", place=place)


def not_gzip(place: str) -> Message:
    """Return the message on a compressed file that is cut off or damaged."""
    return message("{place}: the gzip file is incomplete or damaged. Pack it or copy it again.", place=place)


def empty_file(place: str) -> Message:
    """Return the message on a file without any text."""
    return message("{place}: the file is empty. Export it again.", place=place)


def not_parquet(place: str) -> Message:
    """Return the message on a file that is only called Parquet."""
    return message("{place}: this is not a Parquet file, or it is damaged. Export it again.", place=place)


def not_excel(place: str) -> Message:
    """Return the message on a file that is only called a spreadsheet."""
    return message(
        "{place}: this is not an Excel file, or it is damaged. Open it in Excel and save it again.",
        place=place,
    )


def damaged_sheet(place: str, reason: str) -> Message:
    """Return the message on a sheet of a workbook that cannot be read."""
    return message(
        "{place}: the sheet is damaged ({reason}). Open the workbook in Excel, let Excel repair it, and save "
        "it again.",
        place=place,
        reason=reason,
    )


def stray_cells(place: str, cells: Sequence[str]) -> Message:
    """Return the message on a workbook with cells so far from the others that it needs too much memory."""
    return message(
        "{place}: a sheet has a cell far from all others, at {cells}, so that reading it needs too much "
        "memory. Delete the rows below and the columns beside the table in Excel, and save the workbook "
        "again.",
        place=place,
        cells=cells,
    )


def too_many_columns(place: str, columns: int) -> Message:
    """Return the message on a sheet with far more columns than a table has."""
    return message(
        "{place}: the sheet has {n} columns, more than a table has. Delete those beside the table in Excel, "
        "and save the workbook again.",
        place=place,
        n=columns,
    )


def protected_excel(place: str) -> Message:
    """Return the message on a workbook that opens with a password only."""
    return message(
        "{place}: the workbook is protected by a password. Save it in Excel without one.", place=place
    )


def excel_named_as_text(place: str) -> Message:
    """Return the message on an Excel workbook whose name is that of a text file."""
    return message(
        "{place}: this is an Excel workbook with the name of a text file. Rename it to .xlsx, or save it as "
        "CSV.",
        place=place,
    )


def new_excel_named_as_old(place: str) -> Message:
    """Return the message on a workbook of the newer kind whose name ends in .xls."""
    return message("{place}: this is an Excel workbook of the newer kind. Rename it to .xlsx.", place=place)


def web_page_named_as_excel(place: str) -> Message:
    """Return the message on a table of a web page whose name is that of a spreadsheet."""
    return message(
        "{place}: this is a web page with the name of an Excel file. Open it in Excel and save it as .xlsx "
        "or CSV.",
        place=place,
    )


def text_named_as_excel(place: str) -> Message:
    """Return the message on a text file whose name is that of a spreadsheet."""
    return message(
        "{place}: this is a text file with the name of an Excel file. Rename it to .csv.", place=place
    )


def excel_lock_file(place: str) -> Message:
    """Return the message on the file that Excel leaves beside a workbook while it is open."""
    return message(
        "{place}: Excel writes this file while the workbook is open. Close the workbook in Excel and run "
        "again.",
        place=place,
    )


def hidden_sheets(sheets: Sequence[str]) -> Message:
    """Return the remark on the sheets of a workbook that a reader of it does not see."""
    return nmessage(
        "The hidden sheet {sheets} is not read.",
        "The hidden sheets {sheets} are not read.",
        len(sheets),
        sheets=sheets,
    )


def only_on_hidden_sheet(place: str, table: str, sheet: str) -> Message:
    """Return the message on a workbook whose only sheet for a table is hidden."""
    return message(
        "{place}: no visible sheet has the columns of {table}, and the hidden sheet {sheet} has. Unhide it "
        "in Excel, or name it under [tables.{table}] with {setting}.",
        place=place,
        table=table,
        sheet=sheet,
        setting=f'sheet = "{sheet}"',
    )


def several_sheets(place: str, table: str, sheets: Sequence[str]) -> Message:
    """Return the message on a workbook of sheets with unlike headers that could each be the table."""
    return message(
        "{place}: the sheets {sheets} all have the columns of {table}, and their headers differ. Name the "
        "one to read under [tables.{table}], for example {setting}; to read several, write {section} once "
        "for each.",
        place=place,
        sheets=sheets,
        table=table,
        setting=f'sheet = "{sheets[0]}"',
        section=f"[[tables.{table}]]",
    )


def no_such_sheet(place: str, sheet: str, sheets: Sequence[str]) -> Message:
    """Return the message on a sheet of the settings that the workbook does not have."""
    return message(
        '{place}: there is no sheet "{sheet}". The workbook has {sheets}.',
        place=place,
        sheet=sheet,
        sheets=sheets,
    )


def open_quote(place: str) -> Message:
    """Return the message on a quotation mark that runs to the end of the file."""
    return message(
        '{place}: a quotation mark (") opens here and never closes, so the rows after it cannot be '
        "separated. Close it, or write it twice if it is part of the text.",
        place=place,
    )


def rows_lost(place: str, rows_read: int, records: int) -> Message:
    """Return the message on a file that has more or fewer records than rows were read."""
    return message(
        "{place}: {rows_read} rows were read, but the file has {records} records below its header row, so "
        "none of its rows is used. Open the file in Excel and save it as .xlsx.",
        place=place,
        rows_read=rows_read,
        records=records,
    )


def unreadable_file(place: str, reason: str) -> Message:
    """Return the message on a file that the engine refuses."""
    return message("{place}: the file cannot be read ({reason}).", place=place, reason=reason)


def no_such_table(place: str, existing: Sequence[str]) -> Message:
    """Return the message on a table that the database does not have."""
    if not existing:
        return message("{place}: there is no such table. The database has no tables.", place=place)
    return message(
        "{place}: there is no such table. The database has the tables {tables}.", place=place, tables=existing
    )


def not_a_database_address(table: str) -> Message:
    """Return the message on a url that cannot be read; it may hold a password, so it is not shown."""
    return message(
        "[tables.{table}] url: this is not an address of a database. Write it such as {example}, and signs "
        "in the password other than letters and digits as %40 and so on.",
        table=table,
        example="postgresql+psycopg://user:${PASSWORD}@host/database",
    )


def not_an_address_with_environment() -> Message:
    """Return the message on a url that cannot be read once the environment has filled it in."""
    return message(
        "url: with the values of the environment this is not an address of a database. Write signs in the "
        "password other than letters and digits as %40 and so on."
    )


def no_such_database(place: str) -> Message:
    """Return the message on an SQLite database whose file is not there."""
    return message("{place}: there is no such database file. Correct the path in the url.", place=place)


def no_driver(place: str, driver: str) -> Message:
    """Return the message on a database whose driver is not installed."""
    return message(
        "{place}: the database driver {driver} is not installed. For PostgreSQL, run: {command}",
        place=place,
        driver=driver,
        command="pip install 'wcm[postgresql]'",
    )


def database_refuses(place: str, reason: str) -> Message:
    """Return the message of a database."""
    return message("{place}: the database reports: {reason}", place=place, reason=reason)
