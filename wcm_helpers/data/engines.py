"""The engine that runs the heavy SQL: DuckDB, embedded. The seam for others is :class:`Engine`.

What another engine must bring is small: the few words it spells in its own way, and a frame for a query.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import duckdb
import pandas as pd

from wcm_helpers.core.paths import cache_folder

#: What DuckDB may hold in memory at once; what does not fit spills to the cache.
MEMORY = "400MB"
#: What it may hold while small pieces of work run side by side: less would have them cut up what fits.
MEMORY_TOGETHER = "1GB"


@dataclass(frozen=True)
class Dialect:
    """What an engine spells in its own way; everything else is SQL that all of them read alike.

    ``text`` and ``moment`` are the types of texts and of times without a zone; ``seconds`` lie between two
    moments; ``bit`` is the number with one bit set; ``named`` quotes a name, ``hashed`` turns a text into a
    number, ``described`` lists the columns of a table with their types. A ``fence`` keeps a planner from
    copying an expression to each place that names it; where there is none, rows are ``kept`` under a name.
    """

    name: str
    text: str
    moment: str
    seconds: Callable[[str, str], str]
    bit: Callable[[str], str]
    named: Callable[[str], str]
    hashed: Callable[[str], str]
    described: Callable[[str], str]
    fence: str = ""
    kept: Callable[[str, str], str] | None = None
    dropped: Callable[[str], str] | None = None


def _in_quotes(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


#: Seconds are those the clock has moved on, fractions cut off on either side.
DUCKDB = Dialect(
    name="duckdb",
    text="VARCHAR",
    moment="TIMESTAMP",
    seconds=lambda begin, end: f"date_diff('second', {begin}, {end})",
    bit=lambda number: f"(cast(1 as BIGINT) << {number})",
    named=_in_quotes,
    hashed=lambda text: f"hash({text})",
    described=lambda table: f"describe {table}",
)

POSTGRESQL = Dialect(
    name="postgresql",
    text="TEXT",
    moment="TIMESTAMP",
    seconds=lambda begin, end: (
        f"cast(extract(epoch from date_trunc('second', {end})) "
        f"- extract(epoch from date_trunc('second', {begin})) as BIGINT)"
    ),
    bit=lambda number: f"(cast(1 as BIGINT) << cast({number} as INTEGER))",
    named=_in_quotes,
    hashed=lambda text: f"hashtextextended({text}, 0)",
    described=lambda table: (
        "select a.attname as name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type "
        "from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = to_regclass('"
        + table.replace("'", "''")
        + "') and a.attnum > 0 and not a.attisdropped order by a.attnum"
    ),
    fence="offset 0",
)

#: Differences of moments by the fields of the clock: its own functions go over a zone with summer time.
SPARK = Dialect(
    name="spark",
    text="STRING",
    moment="TIMESTAMP_NTZ",
    seconds=lambda begin, end: (
        f"(cast(datediff(cast({end} as DATE), cast({begin} as DATE)) as BIGINT) * 86400 "
        f"+ (hour({end}) - hour({begin})) * 3600 + (minute({end}) - minute({begin})) * 60 "
        f"+ second({end}) - second({begin}))"
    ),
    bit=lambda number: f"shiftleft(cast(1 as BIGINT), {number})",
    named=lambda name: "`" + name.replace("`", "``") + "`",
    hashed=lambda text: f"xxhash64({text})",
    described=lambda table: f"describe table {table}",
    kept=lambda name, sql: f"cache lazy table {name} as select * from {sql} k",
    dropped=lambda name: f"drop view if exists {name}",
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRESQL, SPARK)}


class Engine(Protocol):
    """What the facts need of an engine."""

    dialect: Dialect

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows."""


@cache
def _instance(spill: str, process: int) -> duckdb.DuckDBPyConnection:
    """Return the engine of this process: to start one takes longer than to read a small export."""
    return duckdb.connect(config={"temp_directory": spill, "memory_limit": memory(MEMORY)})


def memory(limit: str) -> str:
    """Return the memory DuckDB may hold: what the user says in ``WCM_MEMORY``, else the limit given."""
    return os.environ.get("WCM_MEMORY", limit)


def side_by_side(work: Callable[[object], object], items: Sequence[object]) -> list[object]:
    """Return what a piece of work gives for each item, as many at once as there are processors.

    Many small queries side by side, each on one thread, cost a third less than one after another on all.
    """
    cores = os.cpu_count() or 1
    if len(items) < 2 * cores:
        return [work(item) for item in items]
    engine = DuckDb()
    engine.run(f"set threads = 1; set memory_limit = '{memory(MEMORY_TOGETHER)}'")
    try:
        with ThreadPoolExecutor(cores) as pool:
            return list(pool.map(work, items))
    finally:
        engine.run(f"reset threads; set memory_limit = '{memory(MEMORY)}'")
        engine.connection.close()


class DuckDb:
    """DuckDB in this process, with views and settings of its own; what does not fit spills to the cache."""

    dialect = DUCKDB

    def __init__(self) -> None:
        self.connection = _instance(str(cache_folder() / "spill"), os.getpid()).cursor()
        self.connection.execute("set TimeZone = 'UTC'")

    def run(self, sql: str) -> list[tuple]:
        """Run a statement and return its rows."""
        return self.connection.execute(sql).fetchall()

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows as a frame."""
        return self.connection.execute(sql).df()
