"""SQL of a table's rows: the month, the amount and why a row cannot be used.

Each text reads the columns of the table, so that it runs inside the one scan of the export.
"""

from wcm_helpers.data.dialects import DUCKDB, Dialect
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.tables.schema import SiteRules, Table

#: Exact to the digit: computed in 38 digits, rounded once, to a ten-thousandth. Without the cast the
#: engine computes in 18 and stops at the first large product.
PRICED = "round(cast(unit_price as DECIMAL(21, 6)) * {quantity} * (1 - coalesce(discount, 0)), 4)"

#: Below it an amount has room in DECIMAL(18, 4).
_ROOM = 10**14

_NO_MONTH = "cast(null as VARCHAR)"
_NO_AMOUNT = "cast(null as DECIMAL(18, 4))"


def derived_columns(table: Table, site: SiteRules) -> str:
    """Return DuckDB's SQL of ``_month`` and ``_amount`` for the rows of a table."""
    month = table.month(site, DUCKDB) if table.month else _NO_MONTH
    amount = table.amount(site) if table.amount else _NO_AMOUNT
    return f"{month} as _month, {amount} as _amount"


def row_faults(table: Table, site: SiteRules, dialect: Dialect = DUCKDB) -> str:
    """Return the SQL branches of the reasons why a row cannot be used, each as ``reason:column``.

    An unreadable cell costs the row only where it decides: its key, its month, its amount, or whether the
    amount counts.
    """
    faults = table.faults(site, dialect)
    needed = [
        branch
        for column in table.columns
        if column.needed
        for branch in (
            *unreadable(table, column.name),
            f"when {column.name} is null then 'blank:{column.name}'",
        )
    ]
    return " ".join(faults + needed if table.faults_first else needed + faults)


def may_have_faults(table: Table) -> str:
    """Return the SQL of a test that is true of every row of clean cells :func:`row_faults` applies to.

    Empty for a table whose rows must all be checked.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> may_have_faults(TABLES["costs"])
    'customer_id is null or month is null or cost is null'
    """
    if table.every_row_checked:
        return ""
    needed = [column.name for column in table.columns if column.needed]
    tests = [f"{name} is null" for name in [*needed, *table.made_needed]]
    return " or ".join([*tests, table.no_business] if table.no_business else tests)


def is_bad(table: Table, column: str) -> str:
    """Return the SQL of "the cell of this column cannot be read"."""
    return f"(_bad & {1 << table.names.index(column)}) <> 0"


def unreadable(table: Table, *names: str, when: str = "") -> list[str]:
    """Return the branches that reject a row where one of these cells cannot be read.

    Parameters
    ----------
    table : Table
    *names : str
        Its columns, in the order they are tested.
    when : str
        A further condition, with " and " behind it.
    """
    return [f"when {when}{is_bad(table, name)} then 'unreadable:{name}'" for name in names]


def own_currency(site: SiteRules, dialect: Dialect) -> str:
    """Return the SQL of "in the currency of the site"; a blank is."""
    names = [site.currency, *(["RMB", "人民币", "元", "¥", "￥"] if site.currency == "CNY" else [])]
    return dialect.among(f"coalesce(upper(currency), {quoted(site.currency)})", names)


def quickly_priced(quantity: str) -> str:
    """Return DuckDB's SQL of price × quantity × (1 - discount), in 18 digits where that is as exact.

    The engine counts in 18 digits ten times as fast as in 38; six decimals and whole pieces fit.
    """
    small = (
        f"unit_price between -99999 and 99999 and {quantity} between -9999999 and 9999999 "
        f"and {quantity} = cast({quantity} as DECIMAL(15, 0)) and coalesce(discount, 0) = 0"
    )
    product = f"cast(unit_price as DECIMAL(11, 6)) * cast({quantity} as DECIMAL(7, 0))"
    exact = f"try_cast({PRICED.format(quantity=quantity)} as DECIMAL(18, 4))"
    return f"case when {small} then cast({product} as DECIMAL(18, 4)) else {exact} end"


def priced_steps(table: Table, quantity: str, amount: str) -> list[str]:
    """Return the steps to ``_priced``, the amount of a row or its price × quantity, on every engine.

    The product is composed so that no engine needs more than 38 digits for it, and all round it once.
    """
    share = "cast(1 - coalesce(discount, 0) as DECIMAL(7, 6))"
    net = f"cast(cast(unit_price as DECIMAL(21, 6)) * {share} as DECIMAL(21, 12))"
    return [
        f"{net} * {quantity} as _product",
        f"case when {is_bad(table, amount)} then null when {amount} is not null then {amount} "
        f"when {is_bad(table, 'discount')} then null else round(_product, 4) end as _priced",
    ]


def fitted(amount: str) -> str:
    """Return the SQL of an amount as ``DECIMAL(18, 4)`` on every engine, NULL where it has no room."""
    return f"case when abs({amount}) < {_ROOM} then cast({amount} as DECIMAL(18, 4)) end"
