"""Warnings about used rows: rules they break without harm, assumed columns, and dates in the future."""

from decimal import Decimal

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check.absurd_amounts import NINES, no_real_amount
from wcm_helpers.data.check.reconciliation import FILE_STEP
from wcm_helpers.data.check.repeats import find_alike, find_shared
from wcm_helpers.data.check.row_views import month_of_a_row
from wcm_helpers.data.check.totals import customers_like_totals
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import among
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import RowWarning

#: Columns of the warnings: how many ``rows`` of a table break a rule, their ``amount`` (ten-thousandths; 0
#: where the table has none), and the place of the first of them.
WARNINGS = ["table", "reason", "rows", "amount", "file", "line", "column", "value"]
#: An amount so many times that of all other rows together, of so many rows at least, is a slip of the pen.
ABSURD, FEWEST = 1000, 10
#: SQL of the amount of some rows, in ten-thousandths.
AMOUNT = f"coalesce(try_cast(sum({{amount}}) * {SCALE} as BIGINT), 0)"
#: Columns of the warnings by month: empty where rows have none.
MONTHLY_WARNINGS = [*WARNINGS, "month"]
#: Columns of the warnings of a batch: also the row of the first of them in its file.
BATCH_WARNINGS = [*MONTHLY_WARNINGS, "row"]


def warn(
    engine: DuckDb,
    tables: dict[str, list[Staged]],
    settings: Settings,
    repeating: set[str],
    with_words: set[str],
) -> tuple[list[tuple], dict[str, str]]:
    """Return the warnings of a batch, and the latest value of each date that cannot be in the future.

    ``repeating`` are the tables whose keys may be there twice, ``with_words`` those with customers that have
    the word of a total.

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
        conditions = [warning.sql(engine.dialect) for warning in rules]
        parts = [f"count(case when {condition} then 1 end)" for condition in conditions]
        parts += [f"max({column})::VARCHAR" for column in dates]
        if TABLES[name].amount is not None:
            parts += [
                "max(abs(_amount))",
                f"max(abs(_amount)) > {ABSURD} * (sum(abs(_amount)) - max(abs(_amount)))",
            ]
        if parts:
            values = engine.run(f"select {', '.join(parts)}, count(*) >= {FEWEST} from used_{name}")[0]
            days = values[len(rules) : len(rules) + len(dates)]
            latest |= {f"{name}.{date}": day or "" for date, day in zip(dates, days, strict=True)}
            for warning, condition, count in zip(rules, conditions, values, strict=False):
                if count:
                    rows += first_of(engine, name, tables, warning.reason, warning.column, condition)
            if TABLES[name].amount is not None:
                largest, stands_out = values[-3], all(values[-2:])
                rows += _absurd(engine, name, tables, largest, settings.site.currency, alone=stands_out)
        rows += _assumed(engine, name, tables, settings)
        if find_alike(engine, tables, name):
            column = _amount_column(name, items)
            rows += first_of(engine, name, tables, "alike", column, "(file, row) in (from alike)")
        if name in repeating and TABLES[name].apart_by and find_shared(engine, tables, name):
            number = TABLES[name].key[0]
            rows += first_of(engine, name, tables, "shared_number", number, "(file, row) in (from shared)")
        if name in with_words and (customers := customers_like_totals(engine, name)):
            condition = among("customer_id", customers)
            rows += first_of(engine, name, tables, "like_a_total", "customer_id", condition)
    return rows, latest


def _absurd(
    engine: DuckDb,
    name: str,
    tables: dict[str, list[Staged]],
    largest: Decimal | None,
    currency: str,
    *,
    alone: bool,
) -> list[tuple]:
    """Return the warnings of the largest amount, if it is beyond all others, and of those no document has."""
    column, rows, others = _amount_column(name, tables[name]), [], ""
    if alone:
        rows += first_of(engine, name, tables, "absurd_amount", column, f"abs(_amount) = {largest}")
        others = f" and abs(_amount) <> {largest}"
    if (largest or 0) >= NINES:
        condition = no_real_amount(currency) + others
        rows += first_of(engine, name, tables, "no_real_amount", column, condition)
    return rows


def _amount_column(table: str, items: list[Staged]) -> str:
    """Return the column that the amounts of a table come from: an amount before a price or a quantity."""
    there = {header for item in items for header in item.column_headers}
    kinds = ("amount", "price", "number")
    amounts = [c.name for kind in kinds for c in TABLES[table].columns if c.kind == kind]
    return next((each for each in amounts if each in there), amounts[0])


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


def up_to(warnings: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the warnings of rows up to a month and of rows without one, added up.

    Parameters
    ----------
    warnings : pd.DataFrame
        Columns :data:`MONTHLY_WARNINGS`; of each rule the first row of an export comes first.
    month : str
        YYYY-MM.

    Returns
    -------
    pd.DataFrame
        Columns :data:`WARNINGS`, one row a rule.
    """
    past = warnings[warnings["month"] <= month]
    alike = past.groupby(["table", "reason", "column"], sort=False, dropna=False)
    sums = {name: alike[name].transform("sum").astype("int64") for name in ("rows", "amount")}
    return past.assign(**sums).loc[alike.cumcount() == 0, WARNINGS].reset_index(drop=True)


def _assumed(engine: DuckDb, name: str, tables: dict[str, list[Staged]], settings: Settings) -> list[tuple]:
    """Return the warnings about columns that files lack and that have their default instead."""
    rows, items = [], tables[name]
    month, joined = month_of_a_row(tables, name)
    for column in TABLES[name].columns:
        without = [
            index
            for index, item in enumerate(items)
            if column.name not in {*item.column_headers, *item.constants}
        ]
        if column.default_warning and without:
            files = ", ".join(map(str, without))
            value = column.default(settings.site_rules)
            counts = engine.run(
                f"select {month} as month, count(*), {AMOUNT.format(amount='a._amount')}, min(a.file) "
                f"from used_{name} a {joined} "
                f"where a.file in ({files}) group by 1 order by 1"
            )
            rows += [
                (
                    name,
                    column.default_warning,
                    count,
                    amount,
                    items[first].label,
                    0,
                    column.name,
                    value,
                    month_,
                    0,
                )
                for month_, count, amount, first in counts
            ]
    return rows


def first_of(
    engine: DuckDb,
    table: str,
    tables: dict[str, list[Staged]],
    reason: str,
    column: str,
    condition: str,
) -> list[tuple]:
    """Return for each month one row of :data:`BATCH_WARNINGS` for the used rows that meet a condition."""
    month, joined = month_of_a_row(tables, table)
    counts = engine.run(
        f"select {month} as month, count(*), {AMOUNT.format(amount='a._amount')}, "
        f"min(a.file * {FILE_STEP} + a.row), "
        f"arg_min(a.{column}::VARCHAR, a.file * {FILE_STEP} + a.row) "
        f"from (from used_{table} where {condition}) a {joined} group by 1 order by 1"
    )
    places = [(tables[table][first // FILE_STEP], first % FILE_STEP) for *_, first, _value in counts]
    lines = {
        item.label: item.line_numbers([row for other, row in places if other is item])
        for item in {id(item): item for item, _row in places}.values()
    }
    return [
        (table, reason, count, amount, item.label, lines[item.label][row],
         item.column_headers.get(column, column), TABLES[table].shown(column, value or ""), in_month, row)
        for (in_month, count, amount, _first, value), (item, row) in zip(counts, places, strict=True)
    ]  # fmt: skip
