"""The account of a batch: rows and amounts by table, month and reason, and who is in which month."""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check.row_views import excluded_rows
from wcm_helpers.data.check.rules import IS_A_ROW
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.sql import quoted

LEDGER = ["table", "month", "reason", "rows", "amount"]
#: The customers of a table, month by month, and the first row of each.
SEEN = ["table", "customer_id", "month", "rows", "first"]

#: The first row of several files is told as file × this + row.
ROWS = 1 << 40


def see(engine: DuckDb, tables: dict[str, list[Staged]], kept: Path) -> None:
    """Keep who is in the used rows of each table that has customers, and in which months, as ``seen``."""
    parts = [
        f"select '{name}' as \"table\", customer_id, coalesce(_month, '') as month, count(*) as rows, "
        f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT as amount, min(file * {ROWS} + row) as first "
        f"from used_{name} group by all"
        for name in tables
        if name not in ("customers", "order_lines")
    ]
    if parts:
        engine.run(f"create or replace temp table seen as from ({' union all '.join(parts)}) order by all")
        engine.run(f"copy (from seen select * exclude amount) to {quoted(str(kept / 'seen.parquet'))}")


def ledger(
    engine: DuckDb, tables: dict[str, list[Staged]], aside: list[pd.DataFrame], kept: Path, *, counted: bool
) -> list:
    """Return the rows and amounts by table, month and reason: their sums may be of any size."""
    found = []
    for name, items in tables.items():
        if name == "order_lines" and counted:
            sql = (
                "select month, sum(lines)::BIGINT, sum(line_amount) from facts group by month "
                "having sum(lines) > 0 order by month"
            )
        elif name in ("customers", "order_lines"):
            amount = f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT"
            sql = f"select '', count(*), {amount} from used_{name} having count(*) > 0"
        else:
            sql = (
                f"select month, sum(rows)::BIGINT, sum(amount) from seen where \"table\" = '{name}' "
                f"group by month order by month"
            )
        used = engine.run(sql)
        found += [(name, month, "", rows, amount) for month, rows, amount in used]
        if sum(item.rows for item in items) != sum(rows for _month, rows, _amount in used):
            found += _not_used(engine, name, kept, orders="orders" in tables)
        for frame in aside:
            broken = frame[(frame["table"] == name) & frame["reason"].isin(["ragged", "quote", "too_long"])]
            counts = broken["reason"].value_counts().sort_index()
            found += [(name, "", reason, int(rows), 0) for reason, rows in counts.items()]
    return found


def _not_used(engine: DuckDb, name: str, kept: Path, *, orders: bool) -> list[tuple]:
    """Return the rows of a table that are not used, by month and reason."""
    month, joined = "a._month", ""
    if name == "order_lines" and orders:
        month = "o.month"
        joined = (
            "left join (select order_id, min(_month) as month from used_orders group by 1) o using (order_id)"
        )
    engine.connection.register("excluded_now", excluded_rows(kept, name))
    return engine.run(
        f"select '{name}', coalesce({month}, '') as month, "
        f"coalesce(x.reason, split_part(a._reject_reason, ':', 1)) as reason, count(*) as rows, "
        f"(coalesce(sum(case when {IS_A_ROW} then _amount end), 0) * {SCALE})::HUGEINT as amount "
        f"from all_{name} a left join excluded_now x on x.file = a.file and x.row = a.row {joined} "
        f"where a._reject_reason is not null or x.reason is not null group by all order by all"
    )
