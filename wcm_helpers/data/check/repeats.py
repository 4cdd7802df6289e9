"""Rows that repeat the key of another are rejected."""

from pathlib import Path

import pandas as pd

from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.batches import key_of
from wcm_helpers.data.check.reconciliation import FILE_STEP
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES

#: The reason of a conflict in which the last row lacks a cell that an earlier one has.
BLANK_CONFLICT = "conflict_blank"


def reject_repeats(
    engine: DuckDb,
    settings: Settings,
    tables: dict,
    name: str,
    folder: Path,
    *,
    flat: bool = False,
    among: str = "",
) -> list[pd.DataFrame]:
    """Reject the rows of a table that repeat the key of another, and return them.

    In a ``flat`` file an order comes again on each of its lines: such rows are no rejects. ``among`` is a
    condition that restricts the rows.
    """
    key = key_of(name, tables[name])
    if not key or not (among or may_repeat(engine, name, key)):
        return []
    last, apart = settings.tables[name].duplicates == "last", TABLES[name].apart_by
    unequal = (*key, apart) if apart and not last else key
    query = repeated_rows(name, unequal, keep_last=last, flat=flat, among=among)
    engine.run(f"create or replace temp table repeated as {query}")
    if engine.run("select 1 from repeated where reason = 'conflict' limit 1") and _last_has_blanks(
        engine, name, unequal
    ):
        engine.run(f"update repeated set reason = '{BLANK_CONFLICT}' where reason = 'conflict'")
    rejects = reject_and_renew(engine, "from repeated", tables, name, folder, ", ".join(key))
    return [rejects[rejects["reason"] != "repeat"]]


def _last_has_blanks(engine: DuckDb, name: str, key: tuple[str, ...]) -> bool:
    """Return whether the last row of any key lacks a cell that an earlier row of it has."""
    place = f"file * {FILE_STEP} + row"
    others = [column for column in TABLES[name].names if column not in key]
    blank = " or ".join(
        f"max(case when {column} is not null then {place} end) < max({place})" for column in others
    )
    keys = ", ".join(key)
    return bool(
        engine.run(
            f"select 1 from all_{name} where _reject_reason is null group by {keys} having {blank} limit 1"
        )
    )


def find_alike(engine: DuckDb, tables: dict, name: str) -> bool:
    """Create the table ``alike`` of the used rows that repeat another, where no key tells them apart.

    Only tables with amounts are looked at. Return whether there are any such rows.
    """
    if TABLES[name].amount is None or key_of(name, tables[name]):
        return False
    content = f"hash({', '.join(TABLES[name].names)})"
    rows, unlike = engine.run(f"select count(*), count(distinct {content}) from used_{name}")[0]
    if rows == unlike:
        return False
    engine.run(
        f"create or replace temp table alike as select file, row from (select file, row, "
        f"row_number() over (partition by {content} order by file, row) as copy from used_{name}) "
        f"where copy > 1"
    )
    return True


def find_shared(engine: DuckDb, tables: dict, name: str) -> bool:
    """Create the table ``shared`` of the used rows whose key stands for others that differ in ``apart_by``.

    Return whether there are any such rows.
    """
    keys, apart = ", ".join(key_of(name, tables[name])), TABLES[name].apart_by
    engine.run(
        f"create or replace temp table shared as select file, row from used_{name} where ({keys}) in "
        f"(select ({keys}) from used_{name} group by {keys} having count(distinct {apart}) > 1)"
    )
    return bool(engine.run("select 1 from shared limit 1"))


def keys_may_repeat(engine: DuckDb, tables: dict, name: str) -> bool:
    """Return whether the key of a table, without the parts that have a default, may be there twice."""
    key = tuple(part for part in key_of(name, tables[name]) if TABLES[name][part].default is None)
    return bool(key) and may_repeat(engine, name, key)


def reject_and_renew(
    engine: DuckDb, query: str, tables: dict, name: str, folder: Path, column: str
) -> pd.DataFrame:
    """Reject the rows of a query, create the views without them, and return the rejects."""
    rejects = row_views.reject_rows(engine, query, name, tables[name], folder, column)
    row_views.create(engine, tables, folder)
    return rejects


def hashed(columns: str) -> str:
    """Return the SQL of the hash of some columns: of an order number half the memory, a third less work."""
    return f"hash({columns})"


def may_repeat(engine: DuckDb, name: str, key: tuple[str, ...]) -> bool:
    """Return whether a key may be there twice; where no two hashes are equal, none is."""
    counts = f"count(*), count(distinct {hashed(', '.join(key))})"
    rows, unlike = engine.run(f"select {counts} from all_{name} where _reject_reason is null")[0]
    return rows != unlike


def repeated_rows(
    table: str, key: tuple[str, ...], *, keep_last: bool, flat: bool = False, among: str = ""
) -> str:
    """Return the query of rows that repeat a key: ``file, row, reason``.

    Rows equal in every column are ``duplicate`` but for one (``repeat`` in a ``flat`` file, which has the
    order again on each of its lines). Unequal rows are ``superseded`` by the last if ``keep_last``, else
    every one of them is a ``conflict``. ``among`` is a condition that restricts the rows.
    """
    usable = f"_reject_reason is null and {among}" if among else "_reject_reason is null"
    keys, names = ", ".join(key), ", ".join(TABLES[table].names)
    rows = (
        f"select file, row, hash({names}) as content, {keys} from all_{table} where {usable} "
        f"and ({keys}) in (select ({keys}) from all_{table} where {usable} "
        f"group by {keys} having count(*) > 1)"
    )
    numbered = (
        f"select file, row, row_number() over (partition by {keys}, content order by file, row) as copy, "
        f"row_number() over (partition by {keys} order by file desc, row desc) as from_last, "
        f"min(content) over (partition by {keys}) <> max(content) over (partition by {keys}) as unlike "
        f"from ({rows})"
    )
    again = "repeat" if flat else "duplicate"
    if keep_last:
        reason = (
            "case when unlike then (case when from_last > 1 then 'superseded' end) "
            f"when copy > 1 then '{again}' end"
        )
    else:
        reason = f"case when copy > 1 then '{again}' when unlike then 'conflict' end"
    return f"select file, row, {reason} as reason from ({numbered}) where ({reason}) is not null"
