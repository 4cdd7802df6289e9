"""Write the typed rows of an export to a Parquet file, again where its cells show that they mean otherwise.

A text file is first read by a short query that assumes clean cells and stops at the first other one.
"""

import contextlib
from dataclasses import replace
from pathlib import Path

import duckdb

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import file_messages, float_ids, placeholder_dates, rejects, selection
from wcm_helpers.data.read.false_cells import without_false
from wcm_helpers.data.read.fill_down import filled_down
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.parquet_statistics import ParquetStatistics
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.tables.schema import Table

#: Version 2 is faster to write and read, and half the size. A larger dictionary costs more than it saves:
#: most order numbers have one to three rows.
AS_PARQUET = "(format parquet, parquet_version v2, dictionary_size_limit 8192)"


def write_typed_rows(
    engine: DuckDb, raw: Raw, settings: Settings, table: Table, recognised: Recognised, part: Path, work: Path
) -> tuple[Raw, list[tuple]]:
    """Write the typed rows of an export to ``part``.

    Returns
    -------
    Raw
        The export as it was last read, with remarks on cells that were read as what they stand for.
    list of tuple
        The records that could not be split into cells.

    Raises
    ------
    WorkbookError
        If a record is neither among the rows nor among those.
    """
    raw = _as_meant(engine, raw, settings, table, recognised)
    raw, rejected = _write_rows(engine, raw, settings, table, recognised, part, work)
    statistics = ParquetStatistics(part)
    if names := float_ids.float_ids(engine, part, statistics, raw, table, recognised):
        raw = _with_whole_ids(engine, raw, settings, table, recognised, part, names)
        statistics = ParquetStatistics(part)
    return _without_placeholders(engine, raw, table, recognised, part, statistics), rejected


def _write_rows(
    engine: DuckDb, raw: Raw, settings: Settings, table: Table, recognised: Recognised, part: Path, work: Path
) -> tuple[Raw, list[tuple]]:
    """Write the rows; return the export as it was last read, and its unsplit records."""
    target = f"{quoted(str(part))} {AS_PARQUET}"
    if raw.text is not None:
        quick = selection.selection(raw, settings, table, recognised, with_care=False)
        with contextlib.suppress(duckdb.ConversionException, duckdb.InvalidInputException):
            engine.run(f"copy ({quick}) to {target}")
            statistics = ParquetStatistics(part)
            clean = selection.ids_clean(statistics, raw, settings, table, recognised)
            if clean and not rejects.any_rejected(engine) and statistics.rows == raw.text.records:
                return raw, []
    engine.run(f"copy ({selection.selection(raw, settings, table, recognised)}) to {target}")
    if raw.text is None:
        return raw, []
    rejected = rejects.engine_rejects(engine, raw, table) if rejects.any_rejected(engine) else []
    if rejected is None or not _every_record_read(raw, ParquetStatistics(part).rows + len(rejected)):
        raw, rejected = rejects.split_in_python(raw, work, table)
        raw = _as_meant(engine, raw, settings, table, recognised)
        engine.run(f"copy ({selection.selection(raw, settings, table, recognised)}) to {target}")
        rows_read = ParquetStatistics(part).rows + len(rejected)
        if not _every_record_read(raw, rows_read):
            raise WorkbookError(file_messages.rows_lost(raw.label, rows_read, raw.text.records))
    return raw, rejected


def _with_whole_ids(
    engine: DuckDb,
    raw: Raw,
    settings: Settings,
    table: Table,
    recognised: Recognised,
    part: Path,
    names: list[str],
) -> Raw:
    """Write the rows again with whole numbers in some columns of ids, and return the export read so."""
    remarks = tuple(float_ids.remark(recognised.header(name)) for name in names)
    relation = float_ids.without_points(raw, recognised, names)
    raw = replace(raw, relation=relation, remarks=raw.remarks + remarks)
    query = selection.selection(raw, settings, table, recognised)
    engine.run(f"copy ({query}) to {quoted(str(part))} {AS_PARQUET}")
    return raw


def _without_placeholders(
    engine: DuckDb,
    raw: Raw,
    table: Table,
    recognised: Recognised,
    part: Path,
    statistics: ParquetStatistics,
) -> Raw:
    """Return an export with remarks on dates that stand for none; its rows are written again without them."""
    dates = placeholder_dates.placeholder_dates(engine, part, statistics, table, recognised)
    if not dates:
        return raw
    placeholder_dates.blank_out(engine, part, dates, AS_PARQUET)
    return replace(raw, remarks=raw.remarks + placeholder_dates.remarks(dates, recognised))


def _as_meant(engine: DuckDb, raw: Raw, settings: Settings, table: Table, recognised: Recognised) -> Raw:
    """Return an export with the cells filled that stand once for several rows, and no False for a blank."""
    return without_false(engine, filled_down(raw, table, settings.tables[table.name]), table, recognised)


def _every_record_read(raw: Raw, rows_read: int) -> bool:
    """Return whether as many rows were read as the file has records.

    Line ends outside quotation marks count the records, unless a mark is part of the text: then only
    splitting them does.
    """
    if rows_read == raw.text.records:
        return True
    return raw.text.quotes and rows_read == rejects.count_records(raw)
