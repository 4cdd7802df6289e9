"""Lines against their orders: which lines count, and the order facts.

Lines are joined to their orders once, in the statement that aggregates the facts. Its sums show whether any
line repeats another or belongs to no order, and only then are such lines looked for.
"""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.messages import message, nmessage, sentences
from wcm_helpers.data import aggregation
from wcm_helpers.data.check import repeats
from wcm_helpers.data.check.batches import Batch, key_of
from wcm_helpers.data.check.faults import Fault
from wcm_helpers.data.check.repeats import reject_and_renew, reject_repeats
from wcm_helpers.data.check.row_views import IS_A_ROW
from wcm_helpers.data.dialects import DUCKDB
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.selection import FILTERED
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES

LINES = "order_lines"
ORDERS = TABLES[LINES].parent

#: A bit for the number of each line of an order: fewer bits than lines, and some number may be there twice.
_LINE_BITS = (
    "bit_or(cast(1 as BIGINT) << cast("
    "coalesce(try_cast(line_no as UTINYINT), hash(line_no) % 62) % 62 as INTEGER)) as line_bits"
)

#: The other tables whose rows belong to orders.
_OTHERS = tuple(name for name, table in TABLES.items() if table.parent == ORDERS and name != LINES)


def count_orders(
    engine: DuckDb, settings: Settings, batch: Batch, folder: Path, repeating: set[str]
) -> tuple[list[pd.DataFrame], list[Fault]]:
    """Create the table ``facts`` from orders and their lines, if there are orders.

    ``repeating`` are the tables whose keys may be there twice.

    Returns
    -------
    list of pd.DataFrame
        The lines rejected on the way.
    list of Fault
    """
    tables = batch.tables
    if ORDERS not in tables:
        rejects = []
        for name in (child for child in (LINES, *_OTHERS) if child in tables):
            if batch.without_parents:
                rejects.append(_reject_all(engine, tables, name, folder))
            else:
                rejects += reject_repeats(engine, settings, tables, name, folder)
        return rejects, []
    faults = _shared_numbers(engine) if LINES in tables and ORDERS in repeating else []
    _count(engine, tables, repeating)
    rejects = _reject_lines(engine, settings, tables, folder) if LINES in tables and not faults else []
    if any(len(frame) for frame in rejects):
        _count(engine, tables, repeating)
    for name in (child for child in _OTHERS if child in tables):
        rejects += reject_repeats(engine, settings, tables, name, folder)
        rejects.append(_reject_orphans(engine, tables, name, folder))
    return rejects, faults


def _reject_all(engine: DuckDb, tables: dict, name: str, folder: Path) -> pd.DataFrame:
    """Reject the rows of a batch without orders: none belongs to one."""
    query = f"select file, row, 'orphan' as reason from all_{name} where _reject_reason is null"
    return reject_and_renew(engine, query, tables, name, folder, "order_id")


def _count(engine: DuckDb, tables: dict, repeating: set[str]) -> None:
    lines = tables.get(LINES)
    keyed = lines and key_of(LINES, lines)
    level = aggregation.order_level_sql(
        f"used_{ORDERS}",
        f"used_{LINES}" if lines else None,
        _LINE_BITS if keyed else "",
        repeats.hashed if lines and (ORDERS not in repeating or _no_hash_twice(engine)) else str,
    )
    marked = "bit_count(line_bits) < line_count" if keyed else "false"
    facts = aggregation.orders_sql(DUCKDB, f"({level})", more=marked)
    engine.run(f"create or replace temp table facts as from ({facts}) order by all")


def _no_hash_twice(engine: DuckDb) -> bool:
    """Return whether no two orders share the hash of their number, so that it may stand for the number."""
    counts = f"count(*), count(distinct {repeats.hashed('order_id')})"
    rows, hashes = engine.run(f"select {counts} from used_{ORDERS}")[0]
    return rows == hashes


def _reject_lines(engine: DuckDb, settings: Settings, tables: dict, folder: Path) -> list[pd.DataFrame]:
    """Reject the lines that repeat another or belong to no order, where the facts show that there are any."""
    rejects = []
    marked, counted = engine.run("select sum(marked), sum(lines) from facts")[0]
    if marked:
        level = aggregation.order_level_sql(f"used_{ORDERS}", f"used_{LINES}", _LINE_BITS)
        among = f"order_id in (select order_id from ({level}) where bit_count(line_bits) < line_count)"
        rejects += reject_repeats(engine, settings, tables, LINES, folder, among=among)
    if engine.run(f"select count(*) from used_{LINES}")[0][0] != (counted or 0):
        rejects.append(_reject_orphans(engine, tables, LINES, folder))
    return rejects


def _reject_orphans(engine: DuckDb, tables: dict, name: str, folder: Path) -> pd.DataFrame:
    """Reject the rows of a table whose order does not count; of an order left out, they are not listed."""
    rejects = reject_and_renew(engine, _orphans(name), tables, name, folder, "order_id")
    return rejects[rejects["reason"] != FILTERED]


def _orphans(name: str) -> str:
    """Return the query of the rows of a table whose order is not there; a total or a header is no order."""
    return (
        f"select file, row, case when exists (from all_{ORDERS} o where o.order_id = lines.order_id "
        f"and o._reject_reason = '{FILTERED}') then '{FILTERED}' "
        f"when exists (from all_{ORDERS} o where o.order_id = lines.order_id "
        f"and {IS_A_ROW}) then 'order_rejected' else 'orphan' end as reason from all_{name} lines "
        f"where _reject_reason is null "
        f"and not exists (from used_{ORDERS} u where u.order_id = lines.order_id)"
    )


def _shared_numbers(engine: DuckDb) -> list[Fault]:
    rows = engine.run(
        f"select order_id, count(*) over () from used_{ORDERS} "
        f"where order_id in (select order_id from used_{LINES}) group by order_id "
        f"having count(*) > 1 order by order_id limit 1"
    )
    return [shared_number(order, count) for order, count in rows]


def shared_number(order: str, count: int) -> Fault:
    """Return the fault of one number for several orders that have lines."""
    return Fault(
        (ORDERS, LINES),
        sentences(
            message(
                "{table}: order_id {order} is used for several orders, of different sites or directions, so "
                "its lines belong to no single one.",
                table=ORDERS,
                order=str(order),
            ),
            nmessage("There is {n} such number.", "There are {n} such numbers.", count),
            message("Make the numbers distinct, for example by a prefix."),
        ),
    )
