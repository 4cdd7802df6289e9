"""PostgreSQL as an engine: one connection that only reads, and sees all its tables as of one moment."""

import pandas as pd
import pyarrow as pa

from wcm_helpers.core.addresses import looks_like_an_address, reason_of, shown_host
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import POSTGRESQL, Dialect
from wcm_helpers.data.remote import messages
from wcm_helpers.data.remote.frames import as_frame
from wcm_helpers.data.sql import quoted

#: The numbers PostgreSQL's protocol has for its types; what is not here is text.
_TYPES = {
    16: pa.bool_(), 20: pa.int64(), 21: pa.int16(), 23: pa.int32(), 700: pa.float64(), 701: pa.float64(),
    1082: pa.date32(), 1114: pa.timestamp("us"),
}  # fmt: skip
_NUMERIC = 1700

Opened = tuple[Dialect, str, object, object]


def open_postgresql(address: str, zone: str) -> Opened:
    """Return dialect, name, query and end for an address such as ``postgresql://user@host/database``.

    Raises
    ------
    WorkbookError
        If there is no driver, or the server does not let us in.
    """
    import sqlalchemy as sa

    try:
        import psycopg
    except ImportError:
        raise WorkbookError(messages.no_driver("PostgreSQL", "postgresql")) from None
    try:
        url = sa.make_url(address).set(drivername="postgresql")
    except (sa.exc.ArgumentError, ValueError):  # which says the address, password and all
        raise WorkbookError(messages.bad_postgresql_address()) from None
    try:
        connection = psycopg.connect(url.render_as_string(hide_password=False))
    except psycopg.Error as error:
        raise WorkbookError(messages.server_refuses(shown_host(address), reason_of(error, address))) from None
    name = url.database or "postgresql"
    return over_connection(
        connection, zone, "postgresql" if looks_like_an_address(name) else name, connection.close
    )


def over_connection(connection: object, zone: str, name: str = "postgresql", end: object = None) -> Opened:
    """Return dialect, name, query and end for a DB-API connection of PostgreSQL.

    Its session gets the site's time zone; every query sees the tables as they were at the first one.
    """
    _execute(connection, f"set time zone {quoted(zone)}")
    _execute(connection, "set datestyle to 'ISO'")
    connection.commit()  # else it is undone by the first fault

    begun: list[bool] = []

    def run(sql: str) -> pd.DataFrame:
        try:
            if not begun:
                _execute(connection, "set transaction isolation level repeatable read, read only")
                begun.append(True)
            with_names, rows = _execute(connection, sql)
        except Exception:
            begun.clear()
            connection.rollback()
            raise
        return _frame(with_names, rows)

    return POSTGRESQL, name, run, end or connection.rollback


def from_sqlalchemy(opened: object, zone: str) -> Opened:
    """Return dialect, name, query and end for an SQLAlchemy engine or connection of PostgreSQL."""
    if opened.dialect.name != "postgresql":
        raise WorkbookError(messages.not_postgresql(opened.dialect.name))
    name = opened.engine.url.database or "postgresql"
    if hasattr(opened, "raw_connection"):
        raw = opened.raw_connection()
        return over_connection(raw, zone, name, raw.close)
    return over_connection(opened.connection.dbapi_connection, zone, name)


def _execute(connection: object, sql: str) -> tuple[list, list]:
    cursor = connection.cursor()
    try:
        cursor.execute(sql)
        return (cursor.description, cursor.fetchall()) if cursor.description else ([], [])
    finally:
        cursor.close()


def _frame(described: list, rows: list) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(described)
    arrays = {name: _array(values, kind) for (name, kind, *_), values in zip(described, columns, strict=True)}
    return as_frame(pa.table(arrays))


def _array(values: tuple, kind: int) -> pa.Array:
    if kind == _NUMERIC:
        return pa.array(values, None if any(value is not None for value in values) else pa.decimal128(38, 4))
    arrow_type = _TYPES.get(kind, pa.string())
    if arrow_type == pa.string():
        values = [value if value is None else str(value) for value in values]
    return pa.array(values, arrow_type)
