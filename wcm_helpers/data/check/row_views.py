"""Which rows of a batch are used: views of them for the engine, without what a rule between rows rejects."""

from pathlib import Path

import pandas as pd

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.read.typed import TYPES
from wcm_helpers.data.sql import listed, parquet_rows
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import PROTECTED_CELL

#: Columns of the rejected rows and cells; ``month`` is empty where the row has none that can be read.
REJECTS = ["table", "file", "line", "column", "value", "reason", "scope", "month"]
#: Columns of those of a batch: the ``row`` in its file in place of its month.
BATCH_REJECTS = [*REJECTS[:-1], "row"]

#: SQL of "a line of an export is a row of its table": totals and repeated headers are none.
IS_A_ROW = "coalesce(_reject_reason, '') not in ('total', 'header')"


def create(engine: DuckDb, tables: dict[str, list[Staged]], folder: Path) -> None:
    """Create the views ``all_<table>`` and ``used_<table>`` of each table.

    Parameters
    ----------
    engine : DuckDb
    tables : dict
        The staged files of each table.
    folder : Path
        Where :func:`reject_rows` writes.
    """
    for name, items in tables.items():
        files = [item.parquet for item in items]
        there = {column for item in items for column in item.columns}
        absent = [
            f"cast(null as {TYPES[column.kind]}) as {column.name}, "
            for column in TABLES[name].columns
            if column.name not in there
        ]
        engine.run(
            f"create or replace temp view all_{name} as select * exclude (filename, file_row_number), "
            f"{''.join(absent)}list_position([{listed(files)}], filename) - 1 as file, "
            f"file_row_number as row "
            f"from {parquet_rows(files, 'filename=true', 'file_row_number=true', 'union_by_name=true')}"
        )
        rejected = _rejected_file(folder, name)
        without = ""
        if rejected.exists():
            without = (
                f"and not exists (from {parquet_rows([rejected])} x where x.file = a.file and x.row = a.row)"
            )
        engine.run(
            f"create or replace temp view used_{name} as from all_{name} a "
            f"where _reject_reason is null {without}"
        )


def reject_rows(
    engine: DuckDb, query: str, name: str, items: list[Staged], folder: Path, column: str
) -> pd.DataFrame:
    """Add the rows of a query to the rejected rows of a table, and return them as :data:`BATCH_REJECTS`.

    Parameters
    ----------
    engine : DuckDb
    query : str
        Gives ``file, row, reason``.
    name : str
        Of the table.
    items : list of Staged
        Its files.
    folder : Path
        Where the rejected rows of the batch are written.
    column : str
        The columns whose values are listed of each, with commas between.
    """
    rows = engine.frame(f"select rejected.*, {_text_key(column)} as value from ({query}) rejected "
                        f"join all_{name} using (file, row) order by file, row")  # fmt: skip
    if rows.empty:
        return pd.DataFrame(columns=BATCH_REJECTS)
    columns = ["file", "row", "reason"]
    all_rows = pd.concat([rejected_rows(folder, name), rows[columns]]).drop_duplicates(["file", "row"])
    all_rows.to_parquet(_rejected_file(folder, name), index=False)
    if set(column.split(", ")) & {*TABLES[name].protected}:
        rows["value"] = PROTECTED_CELL
    parts = []
    for file, rows_of_file in rows.groupby("file"):
        item = items[int(file)]
        lines = rows_of_file["row"].map(item.line_numbers(rows_of_file["row"].tolist()))
        headers = ", ".join(item.column_headers.get(part, part) for part in column.split(", "))
        parts.append(
            rows_of_file.assign(table=name, file=item.label, line=lines, column=headers, scope="row")
        )
    return pd.concat(parts)[BATCH_REJECTS]


def month_of_a_row(tables: dict[str, list[Staged]], name: str) -> tuple[str, str]:
    """Return the SQL of the month of a row of a table called ``a``, empty without one, and the join it needs.

    A line has the month of its order, if that is used.
    """
    parent, key = TABLES[name].parent, TABLES[name].key[0]
    if parent not in tables:
        return "coalesce(a._month, '')", ""
    months = f"select {key}, min(_month) as _parent_month from used_{parent} group by 1"
    return "coalesce(p._parent_month, '')", f"left join ({months}) p using ({key})"


def with_months(engine: DuckDb, tables: dict[str, list[Staged]], rejects: pd.DataFrame) -> pd.DataFrame:
    """Return the rejects of a batch as :data:`REJECTS`: with the months of their rows."""
    parts = []
    for name, frame in rejects.groupby("table", sort=False):
        index = {item.label: place for place, item in enumerate(tables[name])}
        rows = frame.assign(index=frame["file"].map(index).astype("int64"), row=frame["row"].astype("int64"))
        month, joined = month_of_a_row(tables, name)
        engine.connection.register("places", rows[["index", "row"]].drop_duplicates())
        months = engine.frame(
            f'select a.file as "index", a.row as row, {month} as month from all_{name} a {joined} '
            f'join places on places."index" = a.file and places.row = a.row'
        )
        parts.append(rows.merge(months, on=["index", "row"], how="left").fillna({"month": ""}))
    return pd.concat(parts, ignore_index=True)[REJECTS]


def _text_key(columns: str) -> str:
    return "concat_ws(' ', " + columns + ")"


def rejected_rows(folder: Path, name: str) -> pd.DataFrame:
    """Return the rows that a rule between rows or tables rejects: ``file``, ``row``, ``reason``."""
    path = _rejected_file(folder, name)
    if path.exists():
        return pd.read_parquet(path)
    return pd.DataFrame({"file": [], "row": [], "reason": []}).astype(
        {"file": "int64", "row": "int64", "reason": "str"}
    )


def _rejected_file(folder: Path, name: str) -> Path:
    return folder / f"rejected_{name}.parquet"
