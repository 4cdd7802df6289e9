"""Complete the rows of an export that has orders and their lines in one file.

Such an export may give what belongs to the whole order on its first line alone, and leave those cells of its
further lines blank: they take the values of the order. A measure that each line gives for itself is added up.
"""

from pathlib import Path

from wcm_helpers.core.messages import Message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import header_messages
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.selection import FILTERED, NO_ROW, present_columns
from wcm_helpers.data.read.typed import TYPES
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import listed, parquet_rows, quoted
from wcm_helpers.data.tables.row_sql import derived_columns, is_bad, row_faults
from wcm_helpers.data.tables.schema import Column, Table

#: Kinds of columns that can be added up over the lines of an order.
MEASURES = ("number", "amount")


def complete(
    engine: DuckDb, part: Path, settings: Settings, table: Table, recognised: Recognised, form: str
) -> tuple[Message, ...]:
    """Complete the staged rows of a table whose file also has the rows that belong to its own.

    Parameters
    ----------
    engine : DuckDb
    part : Path
        The staged rows, in the order of the file; written again if any of them changes.
    settings, table, recognised
        The settings of the site, the contract, and which header fills which of its columns.
    form : str
        How DuckDB writes the file.

    Returns
    -------
    tuple of Message
        How the measures of the lines were read.
    """
    present = present_columns(settings, table, recognised)
    columns = [table[name] for name in recognised.positions if name != table.key[-1]]
    rows = _rows(table, present, part)
    partly = _partly_blank(engine, table, columns, rows)
    summed, remarks = _measures(engine, table, columns, rows, settings, recognised)
    if not (partly or summed or settings.tables[table.name].where):
        return remarks
    reason = (
        f"case when _reject_reason in ({listed(NO_ROW)}) then _reject_reason "
        f"when _first_reason = '{FILTERED}' then '{FILTERED}' "
        f"{row_faults(table, settings.site_rules)} end as _reject_reason"
    )
    whole = _whole_orders(engine, table, columns, summed, rows)
    derived = f"select *, {derived_columns(table, settings.site_rules)} from ({whole})"
    selected = ", ".join([*present, "_bad", "_month", "_amount", reason])
    query = f"select {selected} from ({derived}) order by _row"
    target = part.with_suffix(".whole")
    engine.run(f"copy ({query}) to {quoted(str(target))} {form}")
    target.replace(part)
    return remarks


def _rows(table: Table, present: list[str], part: Path) -> str:
    """Return the query of the staged rows with ``_row``; ``_apart`` is true of rows that are of no order."""
    absent = [
        f"cast(null as {TYPES[column.kind]}) as {column.name}"
        for column in table.columns
        if column.name not in present
    ]
    apart = f"coalesce(_reject_reason, '') in ({listed(NO_ROW)}) or {table.key[-1]} is null as _apart"
    staged = parquet_rows([part], "file_row_number=true")
    selected = ", ".join(["* exclude (_month, _amount, file_row_number)", *absent, "file_row_number as _row"])
    return f"select {selected}, {apart} from {staged}"


def _partly_blank(engine: DuckDb, table: Table, columns: list[Column], rows: str) -> bool:
    """Return whether any order has a cell on some of its lines and a blank on others."""
    tests = " or ".join(f"count({column.name}) not in (0, count(*))" for column in columns)
    by_order = f"from ({rows}) where not _apart group by {table.key[-1]}"
    return bool(engine.run(f"select 1 {by_order} having {tests} limit 1"))


def _measures(
    engine: DuckDb,
    table: Table,
    columns: list[Column],
    rows: str,
    settings: Settings,
    recognised: Recognised,
) -> tuple[list[Column], tuple[Message, ...]]:
    """Return the measures that are added up over the lines of an order, and how each was read.

    Where the settings do not say, most orders with several lines do: by unlike values, or by one value.
    """
    rule = settings.tables[table.name].line_values
    measures = [column for column in columns if column.kind in MEASURES]
    if rule == "sum":
        return measures, ()
    if rule == "order" or not measures:
        return [], ()
    tests = [
        f"count({c.name}) = count(*) and min({c.name}) = max({c.name}) as alike_{c.name}" for c in measures
    ]
    tests += [f"min({c.name}) <> max({c.name}) as unlike_{c.name}" for c in measures]
    by_order = f"from ({rows}) where not _apart group by {table.key[-1]} having count(*) > 1"
    counts = [f"count(case when {way}_{c.name} then 1 end)" for c in measures for way in ("alike", "unlike")]
    numbers = engine.run(f"select {', '.join(counts)} from (select {', '.join(tests)} {by_order})")[0]
    summed, remarks = [], []
    for column, alike, unlike in zip(measures, numbers[::2], numbers[1::2], strict=True):
        if unlike > alike:
            summed.append(column)
        if alike or unlike:
            wording = header_messages.added_up if unlike > alike else header_messages.of_the_order
            remarks.append(wording(table.name, recognised.header(column.name)))
    return summed, tuple(remarks)


def _whole_orders(
    engine: DuckDb, table: Table, columns: list[Column], summed: list[Column], rows: str
) -> str:
    """Return the query of the rows with their blank cells filled, and measures added up, within each order.

    Where the settings leave rows out, the first line decides for its order: ``_first_reason``.
    A blank part of the key, such as the site, is that of the line above with the number of the order. Any
    other cell that a row needs takes the first value of its order, and one that it can do without that of the
    first line. A time that further lines give for themselves stays blank: its step is still to come there.
    """
    number, parts = table.key[-1], [column.name for column in columns if column.name in table.key]
    above = f"over (partition by _apart, {number} order by _row)"
    filled = [f"coalesce({name}, last_value({name} ignore nulls) {above}) as {name}" for name in parts]
    if filled:
        rows = f"select * replace ({', '.join(filled)}) from ({rows})"
    order = ", ".join(["_apart", number, *parts])
    rows = f"select *, row_number() over (partition by {order} order by _row) as _line from ({rows})"
    others = [column for column in columns if column.name not in parts]
    times = [column.name for column in others if column.kind in ("time", "date") and not column.needed]
    own = _on_further_lines(engine, times, rows)
    values = [
        f"{_value(table, column, added=column in summed)} as {column.name}"
        for column in others
        if column.name not in own
    ]
    window = f"window lines as (partition by {order} order by _row rows between unbounded preceding and "
    window += "unbounded following)"
    replaced = f"* replace ({', '.join(values)})" if values else "*"
    return (
        f"select {replaced}, first_value(_reject_reason) over lines as _first_reason from ({rows}) {window}"
    )


def _on_further_lines(engine: DuckDb, names: list[str], rows: str) -> set[str]:
    """Return the columns that have a value on any line of an order but its first."""
    if not names:
        return set()
    counts = ", ".join(f"count({name})" for name in names)
    numbers = engine.run(f"select {counts} from ({rows}) where _line > 1 and not _apart")[0]
    return {name for name, number in zip(names, numbers, strict=True) if number}


def _value(table: Table, column: Column, *, added: bool) -> str:
    """Return the SQL of a cell completed from the lines of its order; of no order, it stays as it is."""
    name, bad = column.name, is_bad(table, column.name)
    if added:
        total = f"case when bool_or({bad}) over lines then null else sum({name}) over lines end"
        return f"case when _apart then {name} else cast({total} as {TYPES[column.kind]}) end"
    first = f"first_value({name}{' ignore nulls' if column.needed else ''}) over lines"
    return f"case when {name} is not null or _apart or {bad} then {name} else {first} end"
