"""The engine that runs the heavy SQL: DuckDB, embedded. The seam for others is :class:`Engine`.

What another engine must bring is small: run a statement and give a frame back.
"""

import os
from functools import cache
from typing import Protocol

import duckdb
import pandas as pd

from wcm_helpers.paths import cache_folder


class Engine(Protocol):
    """What the facts need of an engine."""

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows."""


@cache
def _instance(spill: str, process: int) -> duckdb.DuckDBPyConnection:
    """Return the engine of this process: to start one takes longer than to read a small export."""
    return duckdb.connect(config={"temp_directory": spill})


class DuckDb:
    """DuckDB in this process, with views and settings of its own; what does not fit spills to the cache."""

    def __init__(self) -> None:
        self.connection = _instance(str(cache_folder() / "spill"), os.getpid()).cursor()
        self.connection.execute("set TimeZone = 'UTC'")

    def run(self, sql: str) -> list[tuple]:
        """Run a statement and return its rows."""
        return self.connection.execute(sql).fetchall()

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows as a frame."""
        return self.connection.execute(sql).df()
