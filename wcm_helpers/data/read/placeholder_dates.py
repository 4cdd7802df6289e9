"""Dates that stand for none: 2000-01-01 or 2099-12-31 in a column whose other dates are of these years."""

from pathlib import Path

from wcm_helpers.core.messages import Message, nmessage
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.parquet_statistics import ParquetStatistics
from wcm_helpers.data.sql import parquet_rows, quoted
from wcm_helpers.data.tables.schema import Table

#: So many years before the first row of a file, or behind its last, a date is none of its own.
_BEFORE, _BEHIND = 5, 20


def placeholder_dates(
    engine: DuckDb, part: Path, statistics: ParquetStatistics, table: Table, recognised: Recognised
) -> dict[str, dict[str, int]]:
    """Return the times of the staged rows that stand for none, and in how many rows, by column.

    A time years before every row stands for none if several rows have the very same, and one decades behind
    every row always does.
    """
    limits = statistics.min_max(table.begins) if table.begins else None
    placeholders: dict[str, dict[str, int]] = {}
    for column in table.columns if limits else ():
        there = column.name in recognised.positions and column.kind in ("time", "date")
        ends = statistics.min_max(column.name) if there and not column.needed else None
        if ends and (ends[0].year < limits[0].year - _BEFORE or ends[1].year > limits[1].year + _BEHIND):
            name, year = column.name, f"year({column.name})"
            early = f"{year} < {limits[0].year - _BEFORE} and rows > 1"
            rows = engine.run(
                f"select {name}::VARCHAR, count(*) as rows from {parquet_rows([part])} "
                f"where {name} is not null group by {name} "
                f"having ({early}) or {year} > {limits[1].year + _BEHIND} order by {name}"
            )
            placeholders |= {name: dict(rows)} if rows else {}
    return placeholders


def blank_out(engine: DuckDb, part: Path, dates: dict[str, dict[str, int]], options: str) -> None:
    """Write the staged rows again, with blanks for the dates of :func:`placeholder_dates`."""
    changed = ", ".join(
        f"case when not ({' or '.join(f'{name} = {quoted(day)}' for day in days)}) then {name} end as {name}"
        for name, days in dates.items()
    )
    target = part.with_suffix(".dates.parquet")
    rows = f"select * replace ({changed}) from {parquet_rows([part])}"
    engine.run(f"copy ({rows}) to {quoted(str(target))} {options}")
    target.replace(part)


def remarks(dates: dict[str, dict[str, int]], recognised: Recognised) -> tuple[Message, ...]:
    """Return the remarks on dates that stand for none."""
    return tuple(
        nmessage(
            "{header}: {date} is far from the dates of all rows, so it stands for none and is read as a "
            "blank, in {n} row.",
            "{header}: {date} is far from the dates of all rows, so it stands for none and is read as a "
            "blank, in {n} rows.",
            count,
            header=recognised.header(name),
            date=day[:10],
        )
        for name, days in dates.items()
        for day, count in days.items()
    )
