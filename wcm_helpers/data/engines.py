"""The engine that runs the heavy SQL: DuckDB, embedded. The seam for others is :class:`Engine`.

What another engine must bring is small: run a statement and give a frame back, and say how it writes the
few things SQL dialects do not share.
"""

from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd


class Engine(Protocol):
    """What the facts need of an engine."""

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows."""

    def month_of(self, column: str) -> str:
        """Return the SQL of the month ``YYYY-MM`` of a date or time."""


class DuckDb:
    """DuckDB in this process, its spills in a folder of their own."""

    def __init__(self, work: Path) -> None:
        self.connection = duckdb.connect(config={"temp_directory": str(work / "spill")})
        self.connection.execute("set TimeZone = 'UTC'")

    def run(self, sql: str) -> list[tuple]:
        """Run a statement and return its rows."""
        return self.connection.execute(sql).fetchall()

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows as a frame."""
        return self.connection.execute(sql).df()

    def month_of(self, column: str) -> str:
        """Return the SQL of the month of a date or time."""
        return f"strftime({column}, '%Y-%m')"
