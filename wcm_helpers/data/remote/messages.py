"""Word what is wrong with an engine or a table of it.

Each message begins with its place, ``engine`` of the settings or the name of the table, and has no address
with a password in it. It is worded when it is shown, since faults of tables outlast the run in the cache.
"""

from wcm_helpers.core.messages import Message, message

#: What a column of the contract must be in the engine, by its kind.
_WANTED = dict.fromkeys(("number", "price", "share", "amount"), message("a number")) | {
    "time": message("a date or a time"),
    "date": message("a date or a time"),
    "boolean": message("a boolean, 0 and 1, or a word for yes and no"),
    "month": message("a date, a time, a text or a number"),
    "month_day": message("a text"),
    "choice": message("a text"),
    "id": message("a text or a number"),
    "text": message("a text"),
}


def unknown_address() -> Message:
    """Return the message on an ``engine`` that is neither an address nor a function."""
    return message(
        "engine must be an address ({addresses}) or a Python function ({function}).",
        addresses="postgresql://…, spark://…, sc://…",
        function="package.module:function",
    )


def bad_postgresql_address() -> Message:
    """Return the message on an address of PostgreSQL that cannot be read."""
    return message(
        "engine: this is not an address of PostgreSQL. Write {example}, and signs in the password other than "
        "letters and digits as %40 and so on.",
        example="postgresql://user:${PGPASSWORD}@host/database",
    )


def no_driver(engine: str, extra: str) -> Message:
    """Return the message on an engine whose driver is not installed."""
    return message(
        "engine: {engine} needs its driver, which is not installed. Run: {command}",
        engine=engine,
        command=f"pip install 'wcm[{extra}]'",
    )


def server_refuses(host: str, reason: str) -> Message:
    """Return the message of a PostgreSQL server that does not let us in."""
    if not host:
        return message("engine: PostgreSQL on this machine reports: {reason}", reason=reason)
    return message("engine: PostgreSQL at {host} reports: {reason}", host=host, reason=reason)


def spark_fails(reason: str) -> Message:
    """Return the message of a Spark that does not start."""
    return message("engine: Spark does not start: {reason}", reason=reason)


def spark_needs_java(reason: str) -> Message:
    """Return the message of a Spark that does not start for want of Java."""
    return message(
        "engine: Spark does not start. It needs Java 17 or later; its message is: {reason}", reason=reason
    )


def not_postgresql(dialect: str) -> Message:
    """Return the message on an SQLAlchemy engine of another database."""
    return message(
        "engine: an SQLAlchemy engine of {dialect} cannot be used. Only PostgreSQL can.", dialect=dialect
    )


def no_module(address: str, module: str) -> Message:
    """Return the message on a Python function whose module is not there."""
    return message(
        'engine = "{address}": there is no Python module {module}.', address=address, module=module
    )


def no_function(address: str, reason: str) -> Message:
    """Return the message on a module without the function."""
    return message('engine = "{address}": Python reports: {reason}', address=address, reason=reason)


def function_fails(address: str, error: str, reason: str) -> Message:
    """Return the message on a function that raised an error."""
    return message(
        'engine = "{address}": the function failed with {error}: {reason}',
        address=address,
        error=error,
        reason=reason,
    )


def unknown_dialect(address: str, name: str) -> Message:
    """Return the message on an object whose dialect is not known."""
    return message('engine = "{address}": there is no dialect "{name}".', address=address, name=name)


def not_an_engine(address: str, kind: str) -> Message:
    """Return the message on a function that returned something else than an engine."""
    return message(
        'engine = "{address}": the function returned {kind}. It must return a Spark session, an SQLAlchemy '
        "engine, a connection to PostgreSQL or DuckDB, or an object with `dialect` and `frame(sql)`.",
        address=address,
        kind=kind,
    )


def engine_refuses(place: str, reason: str) -> Message:
    """Return the message of an engine about a query."""
    return message("{place}: the engine reports: {reason}", place=place, reason=reason)


def no_such_table(place: str) -> Message:
    """Return the message on a table that the engine does not have or show."""
    return message("{place}: there is no such table or view, or it may not be read.", place=place)


def wrong_type(place: str, header: str, engine_type: str, column: str, kind: str) -> Message:
    """Return the message on a column of a type that is not read as a kind of column without guessing."""
    return message(
        "{place}: the column {header} is of the type {type}, but {column} must be {wanted}. Name a view "
        "that converts it.",
        place=place,
        header=header,
        type=engine_type,
        column=column,
        wanted=_WANTED[kind],
    )


def conflicting_rows(place: str, table: str, columns: str, key: str, rows: int) -> Message:
    """Return the message on different rows with one key."""
    return message(
        "{place}: {columns} {key}: {rows} rows of {table} share a key with a row of other contents. Correct "
        "them in the engine.",
        place=place,
        columns=columns,
        key=key,
        rows=rows,
        table=table,
    )


def unlike_cells(column: str, value: str, other: str) -> Message:
    """Return the sentence on a column in which two rows with one key differ."""
    return message(
        "{column} is {value} in one of them and {other} in another.",
        column=column,
        value=repr(value) if value else message("empty"),
        other=repr(other) if other else message("empty"),
    )
