"""The engine that a site's settings name, opened: where its rows are, there its facts are computed.

An address opens PostgreSQL or Spark; a Python function hands over what it has opened itself: a Spark session,
an SQLAlchemy engine or connection, a connection of PostgreSQL or DuckDB, or any object with ``dialect``
(a name) and ``frame(sql)``. No driver is imported before it is needed.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import pandas as pd

from wcm_helpers.core.addresses import reason_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import sentences, suggestion
from wcm_helpers.data.dialects import DIALECTS, Dialect
from wcm_helpers.data.engines import interruptibly
from wcm_helpers.data.remote import engine_function, messages
from wcm_helpers.data.remote.postgresql import from_sqlalchemy, open_postgresql, over_connection
from wcm_helpers.data.remote.spark import open_spark, over_session
from wcm_helpers.data.settings import Settings, filled_in
from wcm_helpers.data.sql import quoted

#: A Python function as the settings name it.
_FUNCTION = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")


class OpenEngine(Protocol):
    """What an engine of the settings answers; :class:`Connected` is the one there is."""

    dialect: Dialect
    name: str

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows."""

    def columns(self, table: str) -> dict[str, str]:
        """Return the columns of a table and their types as the engine calls them."""

    def count(self, sql: str) -> int:
        """Return how many rows a subquery has."""

    def materialised(self, sql: str) -> str:
        """Return the SQL to read a subquery by that is read often."""

    def close(self) -> None:
        """Close the engine."""


class EngineError(WorkbookError):
    """What an engine answered instead of rows.

    Parameters
    ----------
    place : str
        The engine, or its table.
    reason : str
        The message of the engine, in one line.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(messages.engine_refuses(place, reason))
        self.reason = reason


class Connected:
    """An engine of the settings: every query is answered with a frame, every fault with one line.

    Parameters
    ----------
    dialect : Dialect
    name : str
        What messages call it: no address, no password.
    run : callable
        From the text of a query to its frame.
    end : callable
        Lets go of what was opened, and of nothing else.
    secrets : iterable of str
        What no message may repeat, see :meth:`Settings.secrets`.
    """

    def __init__(
        self,
        dialect: Dialect,
        name: str,
        run: Callable[[str], pd.DataFrame],
        end: Callable[[], object],
        secrets: Iterable[str] = (),
    ) -> None:
        self.dialect, self.name, self._run, self._end = dialect, name, run, end
        self._secrets = tuple(secrets)
        self._materialised: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def frame(self, sql: str) -> pd.DataFrame:
        """Run a query and return its rows as a frame.

        Raises
        ------
        EngineError
            With the engine's message, in one line.
        """
        return self._answer(self._run, sql)

    def _answer(self, call: Callable, *parameters: str) -> Any:
        try:
            return call(*parameters)
        except (WorkbookError, KeyboardInterrupt):
            raise
        except BaseException as error:  # every driver has faults of its own, and a function may even exit
            raise EngineError(self.name, reason_of(error, self._secrets)) from None

    def columns(self, table: str) -> dict[str, str]:
        """Return the columns of a table and their types as the engine calls them; none if it is not there."""
        description = self.frame(self.dialect.described(named(self.dialect, table)))
        columns: dict[str, str] = {}
        for name, kind in zip(description.iloc[:, 0], description.iloc[:, 1], strict=True):
            if not name or name.startswith("#"):  # below are the partitions, on Spark
                break
            columns[name] = str(kind)
        return columns

    def count(self, sql: str) -> int:
        """Return how many rows a query has; it runs once."""
        if sql not in self._counts:
            self._counts[sql] = int(self.frame(f"select count(*) as n from {sql} c")["n"].iloc[0])
        return self._counts[sql]

    def materialised(self, sql: str) -> str:
        """Return the subquery, or the name of a cached copy of its rows, if the engine needs one."""
        if self.dialect.materialise is None:
            return sql
        if sql not in self._materialised:
            name = f"wcm_{hashlib.sha256(sql.encode()).hexdigest()[:16]}"
            self.frame(self.dialect.materialise(name, sql))
            self._materialised[sql] = name
        return self._materialised[sql]

    def close(self) -> None:
        """Close the engine, and drop the cached copies."""
        try:
            for name in self._materialised.values():
                self._run(self.dialect.dropped(name))
        finally:
            self._answer(self._end)


def named(dialect: Dialect, table: str) -> str:
    """Return the name of a table or view, quoted part by part; one with backticks stays as it is.

    Examples
    --------
    >>> from wcm_helpers.data.dialects import POSTGRESQL, SPARK
    >>> named(POSTGRESQL, "wms.orders"), named(SPARK, "parquet.`/data/orders`")
    ('"wms"."orders"', 'parquet.`/data/orders`')
    """
    return table if "`" in table else ".".join(map(dialect.named, table.split(".")))


def open_engine(settings: Settings) -> OpenEngine:
    """Return the engine the settings name, with the site's time zone; the caller closes it.

    Raises
    ------
    WorkbookError
        If it cannot be reached or its driver is not installed, in one line without any password.
    """
    address, zone = filled_in(settings.engine, "engine"), settings.site.time_zone
    scheme = address.partition("://")[0].partition("+")[0]
    if scheme in ("postgresql", "postgres"):
        return Connected(*open_postgresql(address, zone), settings.secrets)
    if scheme in ("spark", "sc"):
        return Connected(*open_spark(address, zone), settings.secrets)
    if not _FUNCTION.fullmatch(address):
        raise WorkbookError(messages.unknown_address())
    return Connected(*_over(_called(address, settings), address, zone), settings.secrets)


def _called(address: str, settings: Settings) -> object:
    """Return the result of the function; its module may be beside the settings file."""
    try:
        return engine_function.call(address, settings.folder)
    except ModuleNotFoundError as error:
        raise WorkbookError(messages.no_module(address, error.name)) from None
    except AttributeError as error:
        raise WorkbookError(messages.no_function(address, reason_of(error, settings.secrets))) from None
    except (WorkbookError, KeyboardInterrupt):
        raise
    except BaseException as error:  # such as SystemExit, which would end the command without a line
        refusal = messages.function_fails(address, type(error).__name__, reason_of(error, settings.secrets))
        raise WorkbookError(refusal) from None


def _over(opened: object, address: str, zone: str) -> tuple:
    """Return dialect, name, query and end for what a function handed over."""
    kind = f"{type(opened).__module__}.{type(opened).__qualname__}"
    if kind.startswith("pyspark.") and hasattr(opened, "sql"):
        return over_session(opened, zone)
    if kind.startswith(("_duckdb.", "duckdb.")):
        return _over_duckdb(opened, zone)
    if kind.startswith("sqlalchemy."):
        return from_sqlalchemy(opened, zone)
    if callable(getattr(opened, "frame", None)):
        name = str(getattr(opened, "dialect", ""))
        if name not in DIALECTS:
            refusal = messages.unknown_dialect(address, name)
            raise WorkbookError(sentences(refusal, suggestion(name, DIALECTS)))
        return DIALECTS[name], address, opened.frame, getattr(opened, "close", lambda: None)
    if callable(getattr(opened, "cursor", None)):
        return over_connection(opened, zone)
    raise WorkbookError(messages.not_an_engine(address, kind))


def _over_duckdb(connection: object, zone: str) -> tuple:
    before = connection.execute("select current_setting('TimeZone')").fetchone()[0]
    connection.execute(f"set TimeZone = {quoted(zone)}")

    def frame(sql: str) -> pd.DataFrame:
        return interruptibly(connection, lambda: connection.execute(sql).df())

    return (
        DIALECTS["duckdb"],
        "duckdb",
        frame,
        lambda: connection.execute(f"set TimeZone = {quoted(before)}"),
    )
