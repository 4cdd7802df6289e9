"""All rows of a table where they are: typed, with their month, their amount and why they cannot be used."""

from dataclasses import dataclass

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.header_messages import unreadable_constant
from wcm_helpers.data.read.headers import Recognised, recognise, require_columns
from wcm_helpers.data.read.typed import constant
from wcm_helpers.data.remote import messages
from wcm_helpers.data.remote.cells import Cell, cell, kind_of, reads, type_in
from wcm_helpers.data.remote.opening import EngineError, OpenEngine, named
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import literal
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.row_sql import row_faults
from wcm_helpers.data.tables.schema import TOTAL_WORDS, Table


@dataclass(frozen=True)
class Rows:
    """One table of an engine: what its columns are read from, and the subquery of all its rows.

    The subquery has every column of the contract; ``_month``, ``_amount``, ``_bad`` (a bit for each cell that
    cannot be read), ``_reject_reason`` (why the row cannot be used); and ``_raw_…``, each cell as text.
    """

    table: Table
    label: str
    recognised: Recognised
    names: list[str]
    sql: str


def label_of(engine: OpenEngine, settings: Settings, name: str) -> str:
    """Return what messages call a table of the engine."""
    return f"{engine.name}#{settings.tables[name].table}"


def columns_of(engine: OpenEngine, settings: Settings, name: str) -> dict[str, str]:
    """Return the columns of a table and their types.

    Raises
    ------
    WorkbookError
        If the engine has no such table.
    """
    label = label_of(engine, settings, name)
    try:
        columns = engine.columns(settings.tables[name].table)
    except EngineError as error:
        raise EngineError(label, error.reason) from None
    if not columns:
        raise WorkbookError(messages.no_such_table(label))
    return columns


def read_rows(engine: OpenEngine, settings: Settings, name: str) -> Rows:
    """Return a table as the contract has it; nothing but the names and types of its columns is read.

    Raises
    ------
    WorkbookError
        If the table or a needed column is not there, or has a type that cannot be read as it must be.
    """
    table, source, dialect = TABLES[name], settings.tables[name], engine.dialect
    label, columns = label_of(engine, settings, name), columns_of(engine, settings, name)
    headers = list(columns)
    recognised = recognise(headers, table, source, label, site=settings.site_rules)
    require_columns(recognised, table, source, label)
    cells = {}
    for column in table.columns:
        if column.name not in recognised.positions:
            continue
        header = recognised.header(column.name)
        kind = kind_of(columns[header])
        if not reads(kind, column):
            refusal = messages.wrong_type(label, header, columns[header], column.name, column.kind)
            raise WorkbookError(refusal)
        factor = recognised.factor.get(column.name, 1)
        key = column.needed or column.name in table.key
        cells[column.name] = cell(dialect, f"t.{dialect.named(header)}", kind, column, factor, key=key)
    constants = _constants(table, settings, recognised)
    typed = _typed(dialect, table, cells, constants, [f"t.{dialect.named(header)}" for header in headers])
    sql = f"(select {typed} from {named(dialect, source.table)} t {dialect.fence})"
    names = [column for column in table.names if column in cells or column in constants]
    return Rows(table, label, recognised, names, _judged(dialect, table, settings, cells, sql))


def _constants(table: Table, settings: Settings, recognised: Recognised) -> dict[str, str]:
    """Return the values for every row that the table does not give, read once as those of an export are."""
    source, values = settings.tables[table.name], {}
    local = DuckDb()
    for column in table.columns:
        text = source.constants.get(column.name, "")
        if not text and column.name not in recognised.positions:
            text = column.default(settings.site_rules) if column.default else ""
        if text:
            value = local.run(f"select cast({constant(text, column, source)} as VARCHAR)")[0][0]
            if value is None:
                raise WorkbookError(unreadable_constant(table, column, text))
            values[column.name] = value
    local.connection.close()
    return values


def _typed(
    dialect: Dialect, table: Table, cells: dict[str, Cell], constants: dict[str, str], there: list[str]
) -> str:
    parts = []
    for column in table.columns:
        kind, cell_sql = type_in(dialect, column.kind), cells.get(column.name)
        value = cell_sql.value if cell_sql else "null"
        if column.name in constants:
            constant_sql = f"cast({literal(constants[column.name])} as {kind})"
            value = (
                f"case when {cell_sql.there} then {cell_sql.value} else {constant_sql} end"
                if cell_sql
                else constant_sql
            )
        parts.append(f"cast({value} as {kind}) as {column.name}")
        if cell_sql:
            parts.append(f"{cell_sql.raw} as _raw_{column.name}")
        if cell_sql and cell_sql.can_fail:
            parts.append(f"({cell_sql.there}) as _there_{column.name}")
    parts.append(f"({' and '.join(f'{name} is null' for name in there)}) as _nothing")
    return ", ".join([*parts, f"({_total(table, cells)}) as _total"])


def _total(table: Table, cells: dict[str, Cell]) -> str:
    words = ", ".join(sorted({literal(word.replace(" ", "")) for word in TOTAL_WORDS}))
    ids = [c for c in table.columns if c.kind == "id" and (c.needed or c.name in table.key)]
    return " or ".join(
        f"coalesce(lower(translate({cells[column.name].raw}, ' \u3000:：', '')) in ({words}), false)"
        for column in ids
        if column.name in cells
    )


def _judged(dialect: Dialect, table: Table, settings: Settings, cells: dict[str, Cell], typed: str) -> str:
    bits = [
        f"case when {name} is null and _there_{name} then {1 << table.names.index(name)} else 0 end"
        for name, cell_sql in cells.items()
        if cell_sql.can_fail
    ]
    marked = f"(select *, {' + '.join(bits or ['0'])} as _bad from {typed} t)"
    steps = table.amount_steps(settings.site_rules, dialect)
    for number, step in enumerate(steps):
        marked = f"(select s{number}.*, {step} from {marked} s{number})"
    month = table.month(settings.site_rules, dialect) if table.month else "null"
    month = f"cast({month} as {dialect.text})"
    made = f"(select d.*, {month} as _month from {marked} d {dialect.fence})"
    faults = row_faults(table, settings.site_rules, dialect)
    reason = f"case when _nothing then 'empty' when _total then 'total' {faults} end"
    return f"(select j.*, {reason} as _reject_reason from {made} j)"
