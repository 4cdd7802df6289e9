"""The rules applied to one batch, and its facts: every row used, or set aside with its place and the reason.

Lines meet their orders once, in the statement that counts the facts; what it tells of lines beside them says
whether any line repeats another or belongs to no order, and only then is it looked for.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.data.cache import note
from wcm_helpers.data.check import rules
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.reconciliation import ledger, see
from wcm_helpers.data.check.row_views import ASIDE, attach, exclude
from wcm_helpers.data.check.warnings import pointed_out
from wcm_helpers.data.engines import DUCKDB, DuckDb
from wcm_helpers.data.facts import queries
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import quoted

#: A bit for the number of each line of an order: fewer bits than lines, and some number may stand twice.
_SEEN_LINES = (
    "bit_or(cast(1 as BIGINT) << cast("
    "coalesce(try_cast(line_no as UTINYINT), hash(line_no) % 62) % 62 as INTEGER)) as seen"
)

#: Of lines that lie apart from all orders, none belongs to one.
_ALL_ORPHANS = "select file, row, 'orphan' as reason from all_order_lines where _reject_reason is null"


@dataclass(frozen=True)
class Checked:
    """One batch, checked: where what was found is kept, and what is noted of it."""

    batch: Batch
    kept: Path
    noted: dict

    def file(self, name: str) -> Path | None:
        """Return the file of one of the frames that were kept, if it has any rows."""
        path = self.kept / f"{name}.parquet"
        return path if path.name in self.noted["digests"] else None


def check(batch: Batch, settings: Settings, kept: Path, *, flat: bool) -> None:
    """Apply every rule within a batch, count its facts, and leave all that was found in ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    engine, tables = DuckDb(), batch.tables
    attach(engine, tables, kept)
    aside = [item.read_faults().assign(table=name) for name, items in tables.items() for item in items]
    again = "orders" in tables and _any_again(engine, "orders", ("order_id",))
    for name in tables:
        if name != "order_lines" and (name != "orders" or again):
            aside += _repeats(engine, settings, tables, name, kept, flat=flat)
    blocking = _shared_numbers(engine) if again and "order_lines" in tables else []
    counted = ""
    try:
        found, counted = _facts(engine, settings, batch, kept, lines_apart=not blocking)
        aside += found
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        reason = str(error).splitlines()[0]
        blocking.append(f"amounts of a customer and month do not add up: {reason}; look for an absurd amount")
    months = {}
    if counted:
        engine.run(f"copy facts to {quoted(str(kept / f'facts_{counted}.parquet'))}")
        months[counted] = [
            month for (month,) in engine.run("select distinct month from facts order by month")
        ]
    if any(len(frame) for frame in aside):
        aside = [pd.concat([frame for frame in aside if len(frame)])[ASIDE]]
        aside[0] = aside[0].assign(line=aside[0]["line"].astype("int64"), value=aside[0]["value"].astype(str))
        aside[0].to_parquet(kept / "aside.parquet", index=False)
    see(engine, tables, kept)
    rules_broken, latest = pointed_out(engine, tables, settings)
    account = ledger(engine, tables, aside, kept, counted="orders" in months)
    engine.connection.close()
    note(kept, blocking=blocking, latest=latest, months=months, pointed_out=rules_broken, ledger=account)


def _repeats(
    engine: DuckDb,
    settings: Settings,
    tables: dict,
    name: str,
    kept: Path,
    *,
    flat: bool = False,
    among: str = "",
) -> list[pd.DataFrame]:
    """Take out the rows that repeat the key of another, and return them as rows set aside."""
    items = tables[name]
    key = rules.key_of(name, set.intersection(*(set(item.column_headers) for item in items)))
    if not key or not (among or _any_again(engine, name, key)):
        return []
    last = settings.tables[name].duplicates == "last"
    query = rules.repeated_rows(name, key, keep_last=last, flat=flat and name == "orders", among=among)
    found = exclude(engine, query, name, items, kept, ", ".join(key))
    attach(engine, tables, kept)
    return [found[found["reason"] != "repeat"]]


def _any_again(engine: DuckDb, name: str, key: tuple[str, ...]) -> bool:
    """Return whether a key may stand twice; where no two are hashed alike, none does."""
    counted = f"count(*), count(distinct hash({', '.join(key)}))"
    rows, unlike = engine.run(f"select {counted} from all_{name} where _reject_reason is null")[0]
    return rows != unlike


def _facts(
    engine: DuckDb, settings: Settings, batch: Batch, kept: Path, *, lines_apart: bool
) -> tuple[list[pd.DataFrame], str]:
    """Make the table ``facts`` of the batch; return the lines set aside on the way, and its kind."""
    tables = batch.tables
    if "orders" in tables:
        _count_orders(engine, tables)
        aside = _odd_lines(engine, settings, tables, kept) if lines_apart and "order_lines" in tables else []
        if any(len(found) for found in aside):
            _count_orders(engine, tables)
        return aside, "orders"
    if batch.orders_apart:
        return [_without_orders(engine, tables, kept, _ALL_ORPHANS)], ""
    if "order_lines" in tables:
        return _repeats(engine, settings, tables, "order_lines", kept), ""
    for name, sql in (("billing", queries.billing_sql), ("costs", queries.costs_sql)):
        if name in tables:
            _count(engine, sql(f"used_{name}"))
            return [], name
    return [], ""


def _count(engine: DuckDb, sql: str) -> None:
    engine.run(f"create or replace temp table facts as from ({sql}) order by all")


def _count_orders(engine: DuckDb, tables: dict) -> None:
    lines = tables.get("order_lines")
    keyed = lines and rules.key_of(
        "order_lines", set.intersection(*(set(item.column_headers) for item in lines))
    )
    level = queries.order_level_sql(
        "used_orders", "used_order_lines" if lines else None, _SEEN_LINES if keyed else ""
    )
    marked = "bit_count(seen) < line_count" if keyed else "false"
    _count(engine, queries.orders_sql(DUCKDB, f"({level})", more=marked))


def _odd_lines(engine: DuckDb, settings: Settings, tables: dict, kept: Path) -> list[pd.DataFrame]:
    """Take out the lines that repeat another or belong to no order, where the facts say there are any."""
    aside = []
    marked, counted = engine.run("select sum(marked), sum(lines) from facts")[0]
    if marked:
        level = queries.order_level_sql("used_orders", "used_order_lines", _SEEN_LINES)
        among = f"order_id in (select order_id from ({level}) where bit_count(seen) < line_count)"
        aside += _repeats(engine, settings, tables, "order_lines", kept, among=among)
    if engine.run("select count(*) from used_order_lines")[0][0] != (counted or 0):
        aside.append(_without_orders(engine, tables, kept, rules.orphan_lines()))
    return aside


def _without_orders(engine: DuckDb, tables: dict, kept: Path, query: str) -> pd.DataFrame:
    found = exclude(engine, query, "order_lines", tables["order_lines"], kept, "order_id")
    attach(engine, tables, kept)
    return found


def _shared_numbers(engine: DuckDb) -> list[str]:
    found = engine.run(
        "select order_id, count(*) over () from used_orders "
        "where order_id in (select order_id from used_order_lines) group by order_id "
        "having count(*) > 1 order by order_id limit 1"
    )
    return [
        f"orders: order_id {order} stands for orders of more than one site or direction ({count} such "
        f"numbers), so their lines cannot be told apart; make the numbers unlike, such as with a prefix"
        for order, count in found
    ]
