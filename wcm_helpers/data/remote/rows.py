"""All rows of a table where they are: typed, with their month, their amount and why they cannot be used."""

from dataclasses import dataclass

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.engines import Dialect, DuckDb
from wcm_helpers.data.read import derived
from wcm_helpers.data.read.derived import row_faults
from wcm_helpers.data.read.headers import Recognised, missing_columns, recognise
from wcm_helpers.data.read.typed import constant
from wcm_helpers.data.reasons import meaning
from wcm_helpers.data.remote.cells import WANTED, Cell, cell, kind_of, literal, month_of, reads, type_in
from wcm_helpers.data.remote.opening import OpenEngine, named
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables.schema import CONTRACT, TOTAL_WORDS, Column, Table

#: Below it an amount has room in DECIMAL(18, 4).
_ROOM = 10**14


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
        found = engine.columns(settings.tables[name].table)
    except WorkbookError as error:
        raise WorkbookError(f"{label}: {str(error).removeprefix(f'{engine.name}: ')}") from None
    if not found:
        raise WorkbookError(f"{label}: there is no such table or view, or it may not be read")
    return found


def read_rows(engine: OpenEngine, settings: Settings, name: str) -> Rows:
    """Return a table as the contract has it; nothing but the names and types of its columns is read.

    Raises
    ------
    WorkbookError
        If the table or a needed column is not there, or has a type that cannot be read as it must be.
    """
    table, source, dialect = CONTRACT[name], settings.tables[name], engine.dialect
    label, columns = label_of(engine, settings, name), columns_of(engine, settings, name)
    headers = list(columns)
    recognised = recognise(headers, table, source, label)
    if absent := missing_columns(recognised, table, source):
        raise WorkbookError(
            f"{label}: has no column for {'; '.join(absent)} (saw {', '.join(headers[:12])}); "
            f"name its header in columns under [tables.{name}]"
        )
    cells = {}
    for column in table.columns:
        if column.name not in recognised.positions:
            continue
        header = recognised.header(column.name)
        kind = kind_of(columns[header])
        if not reads(kind, column):
            raise WorkbookError(
                f"{label}: column {header} is {columns[header]}, and {column.name} must be "
                f"{WANTED[column.kind]}; give a view that casts it"
            )
        factor = recognised.factor.get(column.name, 1)
        cells[column.name] = cell(dialect, f"t.{dialect.named(header)}", kind, column, factor)
    given = _constants(table, settings, recognised)
    typed = _typed(dialect, table, cells, given, [f"t.{dialect.named(header)}" for header in headers])
    sql = f"(select {typed} from {named(dialect, source.table)} t {dialect.fence})"
    names = [column for column in table.names if column in cells or column in given]
    return Rows(table, label, recognised, names, _judged(dialect, table, settings, cells, sql))


def _constants(table: Table, settings: Settings, recognised: Recognised) -> dict[str, str]:
    """Return the values for every row that the table does not give, read once as those of an export are."""
    source, found = settings.tables[table.name], {}
    assumed = {"direction": "out", "site_id": settings.site.id}
    local = DuckDb()
    for column in table.columns:
        text = source.constants.get(column.name, "")
        if not text and column.name not in recognised.positions:
            text = assumed.get(column.name, "")
        if text:
            value = local.run(f"select cast({constant(text, column, source)} as VARCHAR)")[0][0]
            if value is None:
                raise WorkbookError(
                    f"[tables.{table.name}] constants: {column.name} = {text!r}: "
                    f"{meaning(f'not_{column.kind}')}"
                )
            found[column.name] = value
    local.connection.close()
    return found


def _typed(
    dialect: Dialect, table: Table, cells: dict[str, Cell], given: dict[str, str], there: list[str]
) -> str:
    parts = []
    for column in table.columns:
        kind, found = type_in(dialect, column.kind), cells.get(column.name)
        value = found.value if found else "null"
        if column.name in given:
            own = f"cast({literal(given[column.name])} as {kind})"
            value = f"case when {found.there} then {found.value} else {own} end" if found else own
        parts.append(f"cast({value} as {kind}) as {column.name}")
        if found:
            parts.append(f"{found.raw} as _raw_{column.name}")
        if found and found.can_fail:
            parts.append(f"({found.there}) as _there_{column.name}")
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
        for name, found in cells.items()
        if found.can_fail
    ]
    marked = f"(select *, {' + '.join(bits or ['0'])} as _bad from {typed} t)"
    steps = _amounts(table, settings)
    for number, step in enumerate(steps):
        marked = f"(select s{number}.*, {step} from {marked} s{number})"
    month = f"cast({_month(dialect, table, settings)} as {dialect.text})"
    made = f"(select d.*, {month} as _month from {marked} d {dialect.fence})"
    faults = row_faults(table, settings).replace(derived._own_currency(settings), _own_currency(settings))
    aside = f"case when _nothing then 'empty' when _total then 'total' {faults} end"
    return f"(select j.*, {aside} as _reject_reason from {made} j)"


def _month(dialect: Dialect, table: Table, settings: Settings) -> str:
    if table.name == "orders":
        return month_of(dialect, "created_at")
    if table.name != "billing":
        return "null"
    ways = [month_of(dialect, "doc_date"), "period"]
    if settings.billing_month == "period":
        ways.reverse()
    return f"coalesce({ways[0]}, {ways[1]})"


def _amounts(table: Table, settings: Settings) -> list[str]:
    """Return the steps to ``_amount``, each a column over those before it; see :mod:`derived`.

    The product is put together so that no engine needs more than 38 digits for it, and all of them round it
    once.
    """
    if table.name == "orders":
        return ["goods_value as _amount"]
    quantity, amount = ("qty", "amount_ex_vat") if table.name == "billing" else ("qty_ordered", "amount")
    share = "cast(1 - coalesce(discount, 0) as DECIMAL(7, 6))"
    net = f"cast(cast(unit_price as DECIMAL(21, 6)) * {share} as DECIMAL(21, 12))"
    given = [
        f"{net} * {quantity} as _product",
        f"case when {_bad(table[amount], table)} then null when {amount} is not null then {amount} "
        f"when {_bad(table['discount'], table)} then null else round(_product, 4) end as _given",
    ]
    if table.name == "order_lines":
        return [*given, f"{_fitted('_given')} as _amount"]
    free = "round(_given / (1 + vat_rate), 4)" if settings.site.vat == "included" else "_given"
    rate = f"case when {_own_currency(settings)} then 1 else fx_rate end"
    return [
        *given,
        f"{free} as _free",
        f"case when abs(_free) < {10**18} then cast(_free as DECIMAL(22, 4)) end as _net",
        f"round(_net * cast({rate} as DECIMAL(15, 6)), 4) as _own",
        "case when credit_note and _own > 0 then -_own else _own end as _signed",
        f"{_fitted('_signed')} as _amount",
    ]


def _own_currency(settings: Settings) -> str:
    """Return the SQL of "in the site's own money", in words that all engines read."""
    own = settings.site.currency
    names = [own, *(["RMB", "人民币", "元", "¥", "￥"] if own == "CNY" else [])]
    return f"coalesce(upper(currency), '{own}') in ({', '.join(map(literal, names))})"


def _fitted(amount: str) -> str:
    return f"case when abs({amount}) < {_ROOM} then cast({amount} as DECIMAL(18, 4)) end"


def _bad(column: Column, table: Table) -> str:
    return f"(_bad & {1 << table.names.index(column.name)}) <> 0"
