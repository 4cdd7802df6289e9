"""Ids that a program turned into numbers with a point: 17850.0 for 17850, as pandas does beside gaps."""

from pathlib import Path

from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.parquet_statistics import ParquetStatistics
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import Table

#: A whole number of so many digits that a floating number has all of them.
_WHOLE = r"(?:0|[1-9]\d{0,14})"


def float_ids(
    engine: DuckDb, part: Path, statistics: ParquetStatistics, raw: Raw, table: Table, recognised: Recognised
) -> list[str]:
    """Return the columns of ids that are all whole numbers, some of them written with a point and a zero.

    Where one cell is anything else, such as 1.10 or C001, a point may belong to the numbers.
    """
    names = [
        column.name
        for column in table.columns
        if column.kind == "id"
        and column.name in recognised.positions
        and recognised.positions[column.name] not in raw.native
        and _begins_with_a_digit(statistics.min_max(column.name))
    ]
    if not names:
        return []
    rows = parquet_rows([part])
    tests = ", ".join(f"bool_or(suffix({name}, '.0'))" for name in names)
    ending = engine.run(f"select {tests} from {rows}")[0]
    names = [name for name, there in zip(names, ending, strict=True) if there]
    return [
        name
        for name in names
        if engine.run(
            f"select bool_and(regexp_full_match({name}, '{_WHOLE}(?:\\.0)?')) from {rows} "
            f"where _reject_reason is null"
        )[0][0]
    ]


def _begins_with_a_digit(ends: tuple | None) -> bool:
    return bool(ends) and "0" <= ends[0][:1] <= "9"


def without_points(raw: Raw, recognised: Recognised, names: list[str]) -> str:
    """Return the SQL of the cells of an export, the ids of some columns as whole numbers."""
    cells = [f"c{recognised.positions[name]}" for name in names]
    changed = ", ".join(
        f"regexp_replace({cell}, '^\\s*({_WHOLE})\\.0\\s*$', '\\1') as {cell}" for cell in cells
    )
    return f"(select * replace ({changed}) from {raw.relation})"


def remark(header: str) -> Message:
    """Return the remark on a column of ids that is read without its points."""
    return message(
        "{header}: the numbers are written with a point and a zero, such as {written}, and are read as whole "
        "numbers.",
        header=header,
        written="17850.0",
    )
