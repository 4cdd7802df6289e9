"""Word what is wrong with the headers of an export, or how a doubtful one was read."""

from collections.abc import Sequence

from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.tables.schema import Column, Table

#: So many headers or cells of a line, and characters of a cell, are shown.
_SHOWN, _SHOWN_OF_CELL = 12, 40

#: What a cell of each kind of column must be.
_EXPECTED = {
    "id": message("a number or a name"),
    "text": message("a text"),
    "number": message("a number"),
    "amount": message("an amount"),
    "price": message("a price"),
    "share": message("a share from 0 to 1 or a percentage"),
    "time": message("a date or a time, written YYYY-MM-DD HH:MM"),
    "date": message("a date, written YYYY-MM-DD"),
    "month": message("a month, written YYYY-MM"),
    "month_day": message("a day of the year, written MM-DD"),
    "boolean": message("yes or no"),
    "choice": message("one of the values of this column"),
}


def no_header_on_first_sheet(place: str, table: str, sheets: Sequence[str]) -> Message:
    """Return the message on a workbook of several sheets whose first has no known header."""
    return message(
        "{place}: the first sheet has no known header. Name the right sheet under [tables.{table}], for "
        "example {setting}. The sheets are {sheets}.",
        place=place,
        table=table,
        setting=f'sheet = "{sheets[-1]}"',
        sheets=sheets,
    )


def no_header(place: str, table: str, lines: int, cells: Sequence[str]) -> Message:
    """Return the message on a file whose first lines have no known header, with the likeliest of them."""
    shown = [" ".join(cell.split())[:_SHOWN_OF_CELL] for cell in cells if cell.strip()][:_SHOWN]
    if not shown:
        return message("{place}: the first {n} lines are blank. Export the file again.", place=place, n=lines)
    return message(
        "{place}: no known header was found in the first {n} lines, which begin with {cells}. Name the "
        "headers in columns, or the line of the header row in header_row, under [tables.{table}].",
        place=place,
        n=lines,
        cells=shown,
        table=table,
    )


def unknown_column(table: str, column: str) -> Message:
    """Return the message on a key of ``columns`` or ``constants`` that the table does not have."""
    return message("[tables.{table}] {column} is not a column of {table}.", table=table, column=column)


def no_such_header(place: str, table: str, setting: str, header: str) -> Message:
    """Return the message on a header of the settings that the export does not have."""
    if setting == "ignore":
        return message(
            '{place}: there is no column "{header}", which ignore under [tables.{table}] leaves out.',
            place=place,
            header=header,
            table=table,
        )
    return message(
        '{place}: there is no column "{header}", which columns under [tables.{table}] gives for {column}.',
        place=place,
        header=header,
        table=table,
        column=setting,
    )


def several_such_headers(place: str, table: str, setting: str, header: str, count: int) -> Message:
    """Return the message on a header of the settings that several columns of the export have."""
    return message(
        '{place}: {count} columns are called "{header}", which {setting} under [tables.{table}] names. Say '
        "which: {first} for the first, {second} for the second, or a letter such as {letter}.",
        place=place,
        count=count,
        header=header,
        setting=setting,
        table=table,
        first=f'"{header} (#1)"',
        second=f'"{header} (#2)"',
        letter='"col:C"',
    )


def two_alike(place: str, table: str, column: str, header: str, count: int, number: int) -> Message:
    """Return the message on several headers of one name and meaning that could be a column."""
    return message(
        '{place}: {count} columns are called "{header}" and could be {column}. Name the right one under '
        "[tables.{table}], for example {setting}.",
        place=place,
        count=count,
        header=header,
        column=column,
        table=table,
        setting=f'columns = {{ {column} = "{header} (#{number})" }}',
    )


def unknown_bracket(place: str, table: str, column: str, header: str, word: str) -> Message:
    """Return the message on a word in brackets that is no unit, tax basis or currency of a column."""
    return message(
        '{place}: "{word}" behind "{header}" is not understood, so {column} cannot be read for sure. If the '
        "numbers are right as they are, set {setting} under [tables.{table}]. If the column is not to be "
        "read, set {ignore} there.",
        place=place,
        word=word,
        header=header,
        column=column,
        table=table,
        setting=f'columns = {{ {column} = "{header}" }}',
        ignore=f'ignore = ["{header}"]',
    )


def other_vat(place: str, header: str, vat: str, site: str) -> Message:
    """Return the message on a header with or without VAT where the settings say the other."""
    if vat == "included":
        return message(
            '{place}: "{header}" is with VAT, but the settings read amounts by vat = "{site}". Set {setting} '
            "under [site], or name another column in columns.",
            place=place,
            header=header,
            site=site,
            setting='vat = "included"',
        )
    return message(
        '{place}: "{header}" is without VAT, but the settings read amounts by vat = "{site}". Set {setting} '
        "under [site], or name another column in columns.",
        place=place,
        header=header,
        site=site,
        setting='vat = "excluded"',
    )


def other_currency(place: str, table: str, column: str, header: str, currency: str, site: str) -> Message:
    """Return the message on amounts in another currency where the rows can have an exchange rate."""
    return message(
        '{place}: "{header}" is in {currency}, and the currency of the site is {site}. Give the rate, {site} '
        "for one {currency}, under [tables.{table}], for example {setting}; or name another column for "
        "{column} in columns.",
        place=place,
        header=header,
        currency=currency,
        site=site,
        table=table,
        column=column,
        setting=f'constants = {{ currency = "{currency}", fx_rate = "7.00" }}',
    )


def currency_without_rate(
    place: str, table: str, column: str, header: str, currency: str, site: str
) -> Message:
    """Return the message on amounts in another currency in a table without exchange rates."""
    return message(
        '{place}: "{header}" is in {currency}, and {column} must be in {site}. Name another column in '
        "columns under [tables.{table}], or leave it out with {setting}.",
        place=place,
        header=header,
        currency=currency,
        column=column,
        site=site,
        table=table,
        setting=f'ignore = ["{header}"]',
    )


def missing_columns(
    place: str, table: str, columns: Sequence[Message | str], headers: Sequence[str]
) -> Message:
    """Return the message on needed columns that no header is recognised as."""
    return message(
        "{place}: no column is recognised as {columns}. The file has the columns {headers}. Name the right "
        "ones in columns under [tables.{table}].",
        place=place,
        columns=columns,
        headers=headers[:_SHOWN],
        table=table,
    )


def no_number(place: str, table: str, column: str, headers: Sequence[str]) -> Message:
    """Return the message on an export without the number by which its rows are counted."""
    return message(
        "{place}: no column is recognised as {column}, so nobody can tell whether two rows are one of "
        "{table} or two. The file has the columns {headers}. Name the right one in columns under "
        "[tables.{table}]; if each row is one of its own, number the rows in a column of the export.",
        place=place,
        column=column,
        table=table,
        headers=headers[:_SHOWN],
    )


def column_a_month(place: str, table: str, first: str, last: str, columns: Sequence[str]) -> Message:
    """Return the message on a cross table, which has a column for each month."""
    return message(
        '{place}: the file has a column for each month, from "{first}" to "{last}", and {table} needs a row '
        "for each month. In Excel, choose Data, From Table/Range, select the columns of the months, choose "
        "Transform, Unpivot Columns, name the columns {columns}, and save the sheet.",
        place=place,
        first=first,
        last=last,
        table=table,
        columns=columns,
    )


def two_customers(place: str, table: str, owner: str, client: str) -> Message:
    """Return the message on an export with a goods owner and a customer."""
    return message(
        '{place}: "{owner}" and "{client}" could both be the customer. Name the one that pays under '
        "[tables.{table}], for example {setting}.",
        place=place,
        owner=owner,
        client=client,
        table=table,
        setting=f'columns = {{ customer_id = "{owner}" }}',
    )


def chosen_header(table: str, column: str, header: str, others: Sequence[str]) -> Message:
    """Return the remark on one of several headers that could be a column."""
    return message(
        '{column} is read from "{header}", not from {others}. To read another one, name it in columns under '
        "[tables.{table}].",
        column=column,
        header=header,
        others=others,
        table=table,
    )


def unit_in_header(header: str, unit: str, factor: int) -> Message:
    """Return the remark on a unit in brackets behind a header."""
    return message(
        "{header}: the numbers are in {unit} and are multiplied by {factor}.",
        header=header,
        unit=unit,
        factor=factor,
    )


def part_of_unit_in_header(header: str, unit: str, divisor: int) -> Message:
    """Return the remark on a unit in brackets that is a part of the unit of the column."""
    return message(
        "{header}: the numbers are in {unit} and are divided by {divisor}.",
        header=header,
        unit=unit,
        divisor=divisor,
    )


def grouped_export(place: str, header: str, group: str) -> Message:
    """Return the message on an export of a grouped list."""
    return message(
        "{place}: this is the export of a grouped list. {header} has the names of groups, such as {group}, "
        "on rows of their own and is blank on all others. Remove the grouping of the list, and export it "
        "again.",
        place=place,
        header=header,
        group=repr(group),
    )


def added_up(table: str, header: str) -> Message:
    """Return the remark on a measure that is added up over the lines of each order."""
    return message(
        "{header}: most orders have unlike values on their lines, so the lines are added up. If one value is "
        'that of the whole order, set line_values = "order" under [tables.{table}].',
        header=header,
        table=table,
    )


def of_the_order(table: str, header: str) -> Message:
    """Return the remark on a measure that is the same on all lines of an order."""
    return message(
        "{header}: most orders have one value on all of their lines, so it is read as that of the order. "
        'If it is that of each line, set line_values = "sum" under [tables.{table}].',
        header=header,
        table=table,
    )


def unreadable_constant(table: Table, column: Column, text: str) -> Message:
    """Return the message on a constant of the settings that cannot be read as its column.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> billing = TABLES["billing"]
    >>> str(unreadable_constant(billing, billing["vat_rate"], "six"))
    '[tables.billing] constants: vat_rate = "six" is not a share from 0 to 1 or a percentage.'
    """
    return message(
        '[tables.{table}] constants: {column} = "{value}" is not {expected}.',
        table=table.name,
        column=column.name,
        value=text,
        expected=_EXPECTED[column.kind],
    )
