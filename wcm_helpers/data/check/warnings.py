"""Warnings about used rows: rules they break without harm, assumed columns, and dates in the future."""

from wcm_helpers.data.check.reconciliation import FILE_STEP
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import RowWarning

#: Columns of the warnings: how many ``rows`` of a table break a rule, and the place of the first of them.
WARNINGS = ["table", "reason", "rows", "file", "line", "column", "value"]
#: Columns of the warnings of a batch: also the row of the first of them in its file.
BATCH_WARNINGS = [*WARNINGS, "row"]


def warn(
    engine: DuckDb, tables: dict[str, list[Staged]], settings: Settings
) -> tuple[list[tuple], dict[str, str]]:
    """Return the warnings of a batch, and the latest value of each date that cannot be in the future.

    Returns
    -------
    list of tuple
        With the columns :data:`BATCH_WARNINGS`.
    dict
        Latest date as text, by ``table.column``.
    """
    rows, latest = [], {}
    for name, items in tables.items():
        rules = own_warnings(name)
        dates = [c for c in TABLES[name].past_dates if any(c in item.column_headers for item in items)]
        parts = [f"count(case when {warning.condition} then 1 end)" for warning in rules]
        parts += [f"max({column})::VARCHAR" for column in dates]
        if parts:
            values = engine.run(f"select {', '.join(parts)} from used_{name}")[0]
            latest |= {
                f"{name}.{date}": day or "" for date, day in zip(dates, values[len(rules) :], strict=True)
            }
            for warning, count in zip(rules, values, strict=False):
                if count:
                    rows += first_of(engine, name, items, warning.reason, warning.column, warning.condition)
        rows += _assumed(engine, name, items, settings)
    return rows, latest


def own_warnings(table: str) -> list[RowWarning]:
    """Return the warnings of a table that need no other table."""
    return [warning for warning in TABLES[table].warnings if not warning.against]


def warnings_against(other: str) -> list[tuple[str, RowWarning]]:
    """Return the warnings that compare a table with ``other`` ("customers" or "activity"), with the table."""
    return [
        (name, warning)
        for name, table in TABLES.items()
        for warning in table.warnings
        if warning.against == other
    ]


def ranks() -> dict[tuple[str, str], int]:
    """Return the place of each warning among all of them, by table and reason.

    First the large tables by themselves, then each table with its comparison with the customers; a reason
    without a rank is last.
    """
    places = [
        (not (table.computed_on_engine and not warning.against), at, index, (name, warning.reason))
        for at, (name, table) in enumerate(TABLES.items())
        for index, warning in enumerate(table.warnings)
        if warning.against != "activity"
    ]
    return {key: rank for rank, (*_, key) in enumerate(sorted(places))}


def _assumed(engine: DuckDb, name: str, items: list[Staged], settings: Settings) -> list[tuple]:
    """Return the warnings about columns that files lack and that have their default instead."""
    rows = []
    for column in TABLES[name].columns:
        without = [index for index, item in enumerate(items) if column.name not in item.column_headers]
        if column.default_warning and without and column.name not in settings.tables[name].constants:
            files = ", ".join(map(str, without))
            count = engine.run(f"select count(*) from used_{name} where file in ({files})")[0][0]
            first, value = items[without[0]].label, column.default(settings.site_rules)
            row = (name, column.default_warning, count, first, 0, column.name, value, 0)
            rows += [row] if count else []
    return rows


def first_of(
    engine: DuckDb, table: str, items: list[Staged], reason: str, column: str, condition: str
) -> list[tuple]:
    """Return one row of :data:`BATCH_WARNINGS` for the used rows that meet a condition; none without any."""
    count, first, value = engine.run(
        f"select count(*), min(file * {FILE_STEP} + row), "
        f"arg_min({column}::VARCHAR, file * {FILE_STEP} + row) from used_{table} where {condition}"
    )[0]
    if not count:
        return []
    item, row = items[first // FILE_STEP], first % FILE_STEP
    line = item.line_numbers([row])[row]
    return [
        (table, reason, count, item.label, line, item.column_headers.get(column, column), value or "", row)
    ]
