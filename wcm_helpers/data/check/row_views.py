"""Which rows of a batch are used: views of them for the engine, less what a rule between rows took out."""

from pathlib import Path

import pandas as pd

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.cell_faults import FAULTS
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.read.typed import TYPES
from wcm_helpers.data.sql import listed, parquet_rows
from wcm_helpers.data.tables.schema import CONTRACT

ASIDE = ["table", *FAULTS]


def attach(engine: DuckDb, tables: dict[str, list[Staged]], kept: Path) -> None:
    """Create the views of all rows and of used rows of each table."""
    for name, items in tables.items():
        files = [item.parquet for item in items]
        there = {column for item in items for column in item.columns}
        absent = [
            f"cast(null as {TYPES[column.kind]}) as {column.name}, "
            for column in CONTRACT[name].columns
            if column.name not in there
        ]
        engine.run(
            f"create or replace temp view all_{name} as select * exclude (filename, file_row_number), "
            f"{''.join(absent)}list_position([{listed(files)}], filename) - 1 as file, "
            f"file_row_number as row "
            f"from {parquet_rows(files, 'filename=true', 'file_row_number=true', 'union_by_name=true')}"
        )
        excluded = kept / f"excluded_{name}.parquet"
        without = ""
        if excluded.exists():
            without = (
                f"and not exists (from {parquet_rows([excluded])} x where x.file = a.file and x.row = a.row)"
            )
        engine.run(
            f"create or replace temp view used_{name} as from all_{name} a "
            f"where _reject_reason is null {without}"
        )


def exclude(
    engine: DuckDb, query: str, name: str, items: list[Staged], kept: Path, column: str
) -> pd.DataFrame:
    """Add the rows a query finds to those a table does without, and return them as rows set aside.

    Parameters
    ----------
    engine : DuckDb
    query : str
        Gives ``file, row, reason``.
    name : str
        Of the table.
    items : list of Staged
        Its exports.
    kept : Path
        Where the rows taken out are noted.
    column : str
        The columns that are shown of each, with commas between.
    """
    found = engine.frame(f"select found.*, {_text_key(column)} as value from ({query}) found "
                         f"join all_{name} using (file, row) order by file, row")  # fmt: skip
    if found.empty:
        return pd.DataFrame(columns=ASIDE)
    columns = ["file", "row", "reason"]
    all_found = pd.concat([excluded_rows(kept, name), found[columns]]).drop_duplicates(["file", "row"])
    all_found.to_parquet(kept / f"excluded_{name}.parquet", index=False)
    parts = []
    for file, rows in found.groupby("file"):
        item = items[int(file)]
        place = item.line_numbers(rows["row"].tolist())
        headers = ", ".join(item.column_headers.get(part, part) for part in column.split(", "))
        parts.append(
            rows.assign(table=name, file=item.label, line=rows["row"].map(place), column=headers, scope="row")
        )
    return pd.concat(parts)[ASIDE]


def _text_key(columns: str) -> str:
    return "concat_ws(' ', " + columns + ")"


def excluded_rows(kept: Path, name: str) -> pd.DataFrame:
    """Return the rows of a table that a rule between rows or tables set aside: ``file, row, reason``."""
    path = kept / f"excluded_{name}.parquet"
    if path.exists():
        return pd.read_parquet(path)
    return pd.DataFrame({"file": [], "row": [], "reason": []}).astype(
        {"file": "int64", "row": "int64", "reason": "str"}
    )
