"""DuckDB, embedded: the engine that runs the heavy SQL of exports."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache, lru_cache
from typing import TypeVar

import duckdb
import pandas as pd

from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.dialects import DUCKDB
from wcm_helpers.data.run_folder import run_folder

Result = TypeVar("Result")

#: Seconds after which the main thread answers a signal that another thread was given.
_LOOK_UP = 0.2
#: The memory DuckDB may use; what does not fit spills to the cache.
MEMORY = "400MB"
#: The memory it may use while small pieces of work run side by side: less would split what fits.
MEMORY_TOGETHER = "1GB"


@lru_cache(maxsize=1)  # each has threads and memory of its own; another folder means another run
def _instance(spill: str, process: int) -> duckdb.DuckDBPyConnection:
    """Return the engine of this process: to start one takes longer than to read a small export."""
    return duckdb.connect(config={"temp_directory": spill, "memory_limit": memory(MEMORY)})


def memory(limit: str) -> str:
    """Return the memory DuckDB may hold: ``WCM_MEMORY`` of the environment, else the limit."""
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


def interruptibly(connection: duckdb.DuckDBPyConnection, query: Callable[[], Result]) -> Result:
    """Return what a query on a connection gives; Ctrl-C ends it as it ends all else.

    DuckDB looks for signals only between its own pieces of work, which may be minutes apart. So the main
    thread, the only one that answers signals, waits for the query and interrupts it. It looks up from time
    to time, since the system may give a signal to any thread.
    """
    if threading.current_thread() is not threading.main_thread():
        return query()
    running = _beside_main(os.getpid()).submit(query)
    try:
        while not wait([running], _LOOK_UP).done:
            pass
    except KeyboardInterrupt:
        connection.interrupt()
        wait([running])
        raise
    return running.result()


@cache
def _beside_main(process: int) -> ThreadPoolExecutor:
    """Return the thread of this process that queries of its main thread run in."""
    return ThreadPoolExecutor(1, thread_name_prefix="query")


class DuckDb:
    """DuckDB in this process, with views and settings of its own; what does not fit spills to the cache."""

    dialect = DUCKDB

    def __init__(self) -> None:
        spill = cache_folder() / "spill"
        with contextlib.suppress(OSError):  # whoever writes there says what is wrong with the folder
            spill = run_folder() / "spill"
        self.connection = _instance(str(spill), os.getpid()).cursor()
        self.connection.execute("set TimeZone = 'UTC'")

    def run(self, sql: str) -> list[tuple]:
        """Run a statement and return its rows."""
        return interruptibly(self.connection, lambda: self.connection.execute(sql).fetchall())

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows as a frame."""
        return interruptibly(self.connection, lambda: self.connection.execute(sql).df())
