"""Texts and names of files as SQL: what comes from outside never becomes part of a statement unquoted."""

import re
from collections.abc import Iterable
from pathlib import Path


def quoted(text: str) -> str:
    """Return text as an SQL literal.

    Examples
    --------
    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """Return texts as SQL literals with commas between.

    Examples
    --------
    >>> listed(["a", "it's"])
    "'a', 'it''s'"
    """
    return ", ".join(quoted(text) for text in texts)


def among(text: str, words: Iterable[str]) -> str:
    """Return DuckDB's SQL of "is one of these words".

    Of a long IN list the engine makes a join, which scans every row and loses their order.

    Examples
    --------
    >>> among("c0", ["a", "b"])
    "coalesce(list_position(['a', 'b'], c0), 0) > 0"
    """
    return f"coalesce(list_position([{listed(words)}], {text}), 0) > 0"


def literal(text: str) -> str:
    r"""Return text as an SQL literal that means the same whether or not an engine reads backslashes.

    Examples
    --------
    >>> literal("it's"), literal("\\N")
    ("'it''s'", "concat('', chr(92), 'N')")
    """
    parts = [quoted(part) for part in text.split("\\")]
    return parts[0] if len(parts) == 1 else f"concat({', chr(92), '.join(parts)})"


def input_file(path: str | Path) -> str:
    """Return the name of a file that DuckDB reads, as an SQL literal.

    The engine takes the name for a glob, so ``*``, ``?`` and ``[`` are escaped. The target of a COPY and
    the ``filename`` of a row are no globs: :func:`quoted` is right for them.

    Examples
    --------
    >>> input_file("/exports/[old]/it's.csv")
    "'/exports/[[]old]/it''s.csv'"
    """
    return quoted(re.sub(r"([*?\[])", r"[\1]", str(path)))


def parquet_rows(files: Iterable[str | Path], *options: str) -> str:
    """Return the SQL that reads the rows of Parquet files.

    Parameters
    ----------
    files : iterable of str or Path
        At least one; their own columns are all that is read, whatever their folders are called.
    *options : str
        Further arguments of DuckDB's ``read_parquet``, such as ``"filename=true"``.

    Examples
    --------
    >>> parquet_rows(["a.parquet", "b.parquet"], "filename=true")
    "read_parquet(['a.parquet', 'b.parquet'], hive_partitioning=false, filename=true)"
    """
    names = ", ".join(map(input_file, files))
    return f"read_parquet({', '.join([f'[{names}]', 'hive_partitioning=false', *options])})"
