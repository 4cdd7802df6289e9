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
