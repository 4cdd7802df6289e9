"""The engine that runs the heavy SQL: DuckDB, embedded. The seam for others is :class:`Engine`.

What another engine must bring is small: the few words it spells in its own way, and a frame for a query.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import duckdb
import pandas as pd

from wcm_helpers.paths import cache_folder

#: What DuckDB may hold in memory at once; what does not fit spills to the cache.
MEMORY = "400MB"


@dataclass(frozen=True)
class Dialect:
    """What an engine spells in its own way; everything else is SQL that all of them read alike."""

    name: str
    text: str
    moment: str
    seconds: Callable[[str, str], str]
    bit: Callable[[str], str]


#: Seconds are those the clock has moved on, fractions cut off on either side.
DUCKDB = Dialect(
    name="duckdb",
    text="VARCHAR",
    moment="TIMESTAMP",
    seconds=lambda begin, end: f"date_diff('second', {begin}, {end})",
    bit=lambda number: f"(cast(1 as BIGINT) << {number})",
)


class Engine(Protocol):
    """What the facts need of an engine."""

    dialect: Dialect

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows."""


@cache
def _instance(spill: str, process: int) -> duckdb.DuckDBPyConnection:
    """Return the engine of this process: to start one takes longer than to read a small export."""
    limit = os.environ.get("WCM_MEMORY", MEMORY)
    return duckdb.connect(config={"temp_directory": spill, "memory_limit": limit})


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
