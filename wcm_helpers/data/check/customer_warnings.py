"""Warnings about the customers of all batches together, from their months."""

import pandas as pd

from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.reconciliation import FILE_STEP
from wcm_helpers.data.check.warnings import BATCH_WARNINGS
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.sql import listed, parquet_rows
from wcm_helpers.data.tables import TABLES


def lost_zeros(
    engine: DuckDb, checked: list[Checked], customers: set[str]
) -> list[tuple[Batch, pd.DataFrame]]:
    """Return the warnings of rows whose customer is there with more zeros before its number, in any table."""
    files = [file for part in checked if (file := part.file("customer_months"))]
    if not files:
        return []
    engine.connection.register("listed", pd.DataFrame({"customer_id": sorted(customers)}, dtype="str"))
    engine.run(
        f"create or replace temp table without_zeros as select customer_id from "
        f"(select customer_id, ltrim(customer_id, '0') as rest, "
        f"max(length(customer_id)) over (partition by rest) as longest from "
        f"(select customer_id from {parquet_rows(files)} union select customer_id from listed)) "
        f"where rest <> '' and length(customer_id) < longest"
    )
    tables = [name for name, table in TABLES.items() if table.names_customers]
    condition = "customer_id in (from without_zeros)"
    return [
        warning for name in tables for warning in first_rows(engine, checked, name, "zeros_lost", condition)
    ]


def first_rows(
    engine: DuckDb, checked: list[Checked], table: str, reason: str, condition: str
) -> list[tuple[Batch, pd.DataFrame]]:
    """Return for each batch and month how many rows of a table meet a condition, and the first of them."""
    parts = [
        (part, file)
        for part in checked
        if table in part.batch.tables and (file := part.file("customer_months"))
    ]
    if not parts:
        return []
    files = [str(file) for _part, file in parts]
    rows = engine.run(
        f"select list_position([{listed(files)}], filename), month, sum(rows)::BIGINT, sum(amount)::BIGINT, "
        f"min(first), "
        f"arg_min(customer_id, first) from {parquet_rows(files, 'filename=true')} "
        f"where \"table\" = '{table}' and {condition} group by filename, month order by 1, 2"
    )
    warnings = []
    for at, month, count, amount, first, customer in rows:
        batch = parts[at - 1][0].batch
        item, row = batch.tables[table][first // FILE_STEP], first % FILE_STEP
        header = item.column_headers.get("customer_id", "customer_id")
        values = [
            table,
            reason,
            count,
            amount,
            item.label,
            item.line_numbers([row])[row],
            header,
            customer,
            month,
            row,
        ]
        warnings.append((batch, pd.DataFrame([values], columns=BATCH_WARNINGS)))
    return warnings
