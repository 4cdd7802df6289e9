"""Open a table of a database as raw cells."""

from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.addresses import looks_like_an_address, reason_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message
from wcm_helpers.data.read import file_messages
from wcm_helpers.data.read.raw import Raw, Source, cell_text, stage_text
from wcm_helpers.data.settings import filled_in
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.table_source import TableSource

if TYPE_CHECKING:
    import sqlalchemy


def database_url(source: TableSource, folder: Path) -> "sqlalchemy.URL":
    """Return the address of a table's database.

    ``${NAME}`` is replaced from the environment; the file of an SQLite database counts from ``folder``, and
    may have any name, even with a question mark.

    Raises
    ------
    WorkbookError
        If the environment has no such name.
    """
    import sqlalchemy as sa

    address = filled_in(source.url, "url")
    if path := _sqlite_path(address):
        kind, file = address.partition(":///")[0], folder / path
        if file.is_file() or "?" not in path:
            return sa.URL.create(kind, database=str(file.resolve()))
        url = sa.make_url(address)
        return url.set(database=str((folder / url.database).resolve()))
    try:
        return sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):  # which says the address, password and all
        raise WorkbookError(file_messages.not_an_address_with_environment()) from None


def _sqlite_path(address: str) -> str:
    kind, _, path = address.partition(":///")
    return path if kind.partition("+")[0] == "sqlite" and path != ":memory:" else ""


def database_name(source: TableSource, table: str) -> str:
    """Return the name of a table of a database for messages: no address, no password.

    Raises
    ------
    WorkbookError
        If the url of the export of ``table`` is none, without the url.
    """
    import sqlalchemy as sa

    try:
        database = _sqlite_path(source.url).partition("?")[0] or sa.make_url(source.url).database
    except (sa.exc.ArgumentError, ValueError):  # which says the address, password and all
        raise WorkbookError(file_messages.not_a_database_address(table)) from None
    name = Path(database or "").name
    return f"{'database' if looks_like_an_address(name) else name or 'database'}#{source.table}"


def open_database(source: Source, options: TableSource, work: Path, folder: Path) -> Raw:
    """Copy a table of a database to a Parquet file in ``work``, and return it opened.

    Raises
    ------
    WorkbookError
        If the table does not exist, the database refuses, or its driver is not installed.
    """
    import sqlalchemy as sa

    address, url = filled_in(options.url, "url"), database_url(options, folder)
    if url.drivername.partition("+")[0] == "sqlite" and url.database and not Path(url.database).is_file():
        raise WorkbookError(file_messages.no_such_database(source.label))  # else one would be made
    try:
        engine = sa.create_engine(url)
        schema, _, name = options.table.rpartition(".")
        inspector = sa.inspect(engine)
        existing = [*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)]
        if name not in existing:
            raise WorkbookError(file_messages.no_such_table(source.label, sorted(existing)))
        table = sa.table(name, schema=schema or None)
        with engine.connect().execution_options(yield_per=20_000) as connection:
            result = connection.execute(sa.select(sa.text("*")).select_from(table))
            headers = list(result.keys())
            copy = stage_text(
                headers, ([cell_text(value) for value in row] for row in result), work, source.label
            )
    except ModuleNotFoundError as error:
        raise WorkbookError(file_messages.no_driver(source.label, error.name)) from None
    except sa.exc.SQLAlchemyError as error:
        raise WorkbookError(_refusal(source, getattr(error, "orig", None) or error, address)) from None
    except (TypeError, ValueError, KeyError) as error:  # of a driver, about a parameter of the url
        raise WorkbookError(_refusal(source, error, address)) from None
    finally:
        if "engine" in locals():
            engine.dispose()
    return Raw(source.label, headers, parquet_rows([copy]), first_row=1, copy=copy)


def _refusal(source: Source, error: BaseException, address: str) -> Message:
    """Return the message of a database in one line, without any secret of its address."""
    return file_messages.database_refuses(source.label, reason_of(error, address))
