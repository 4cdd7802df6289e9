"""Rows that repeat the key of another are rejected."""

from pathlib import Path

import pandas as pd

from wcm_helpers.data.check import row_views, rules
from wcm_helpers.data.check.batches import key_of
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES


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
    last = settings.tables[name].duplicates == "last"
    query = rules.repeated_rows(name, key, keep_last=last, flat=flat, among=among)
    rejects = reject_and_renew(engine, query, tables, name, folder, ", ".join(key))
    return [rejects[rejects["reason"] != "repeat"]]


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


def may_repeat(engine: DuckDb, name: str, key: tuple[str, ...]) -> bool:
    """Return whether a key may be there twice; where no two hashes are equal, none is."""
    counts = f"count(*), count(distinct hash({', '.join(key)}))"
    rows, unlike = engine.run(f"select {counts} from all_{name} where _reject_reason is null")[0]
    return rows != unlike
