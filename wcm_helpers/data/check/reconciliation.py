"""The reconciliation of a batch: rows and amounts by table, month and reason; and its customers by month."""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check.row_views import IS_A_ROW, month_of_a_row, rejected_rows
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.rejects import UNREAD
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.tables import TABLES

#: Columns of the reconciliation; ``amount`` is in ten-thousandths.
RECONCILIATION = ["table", "month", "reason", "rows", "amount"]

#: A row of several files is numbered file × this + row.
FILE_STEP = 1 << 40


def write_customer_months(engine: DuckDb, tables: dict[str, list[Staged]], folder: Path) -> None:
    """Write one row per table, customer and month to ``customer_months``.

    Columns: ``table``, ``customer_id``, ``month`` (empty where a row has none), ``rows``, ``amount``
    (ten-thousandths) and ``first``, the number of the first row (see :data:`FILE_STEP`). Only tables whose
    rows name customers have any.
    """
    parts = [
        f"select '{name}' as \"table\", customer_id, coalesce(_month, '') as month, count(*) as rows, "
        f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT as amount, min(file * {FILE_STEP} + row) as first "
        f"from used_{name} group by all"
        for name in tables
        if TABLES[name].names_customers
    ]
    if parts:
        rows = f"from ({' union all '.join(parts)}) order by all"
        engine.run(f"create or replace temp table customer_months as {rows}")
        target = quoted(str(folder / "customer_months.parquet"))
        fitted = "coalesce(try_cast(amount as BIGINT), 0) as amount"
        engine.run(f"copy (from customer_months select * replace ({fitted})) to {target}")


def reconcile(
    engine: DuckDb,
    tables: dict[str, list[Staged]],
    rejects: list[pd.DataFrame],
    folder: Path,
    *,
    counted: bool,
) -> list[tuple]:
    """Return rows and amounts by table, month and reason, with the columns :data:`RECONCILIATION`.

    The reason of a used row is empty; amounts are whole numbers of any size.

    Parameters
    ----------
    engine : DuckDb
        With the views of the batch and the table ``customer_months``.
    tables : dict
        The staged files of each table.
    rejects : list of pd.DataFrame
        The rejected rows and cells.
    folder : Path
        Of the batch.
    counted : bool
        Whether ``facts`` has the rows of tables that belong to a parent.
    """
    account = []
    for name, items in tables.items():
        used = [(name, month, "", *sums) for month, *sums in engine.run(_used_sql(name, counted=counted))]
        account += used
        if sum(item.rows for item in items) != sum(rows for *_, rows, _amount in used):
            account += _not_used(engine, name, folder, tables)
        for frame in rejects:
            broken = frame[(frame["table"] == name) & frame["reason"].isin(UNREAD)]
            counts = broken["reason"].value_counts().sort_index()
            account += [(name, "", reason, int(rows), 0) for reason, rows in counts.items()]
    return account


def _used_sql(name: str, *, counted: bool) -> str:
    """Return the query of the used rows and amounts of a table by month."""
    if TABLES[name].parent and TABLES[name].amount and counted:
        return (
            "select month, sum(lines)::BIGINT, sum(line_amount) from facts group by month "
            "having sum(lines) > 0 order by month"
        )
    if TABLES[name].names_customers:
        return (
            f"select month, sum(rows)::BIGINT, sum(amount) from customer_months where \"table\" = '{name}' "
            f"group by month order by month"
        )
    amount = f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT"
    month = "coalesce(_month, '')"
    if TABLES[name].parent and counted:
        parent, key = TABLES[name].parent, TABLES[name].key[0]
        return (
            f"select coalesce(p.month, '') as month, count(*), 0::HUGEINT from used_{name} left join "
            f"(select {key}, min(_month) as month from used_{parent} group by 1) p using ({key}) "
            f"group by 1 order by 1"
        )
    return f"select {month}, count(*), {amount} from used_{name} group by {month} order by 1"


def _not_used(engine: DuckDb, name: str, folder: Path, tables: dict[str, list[Staged]]) -> list[tuple]:
    """Return the rows that are not used, by month and reason; a line has the month of its order."""
    month, joined = month_of_a_row(tables, name)
    counts = f"{IS_A_ROW} and x.reason is distinct from 'total'"
    engine.connection.register("rejected_rows", rejected_rows(folder, name))
    return engine.run(
        f"select '{name}', {month} as month, "
        f"coalesce(x.reason, split_part(a._reject_reason, ':', 1)) as reason, count(*) as rows, "
        f"(coalesce(sum(case when {counts} then _amount end), 0) * {SCALE})::HUGEINT as amount "
        f"from all_{name} a left join rejected_rows x on x.file = a.file and x.row = a.row {joined} "
        f"where a._reject_reason is not null or x.reason is not null group by all order by all"
    )
