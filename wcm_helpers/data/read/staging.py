"""Stage an export: write its typed rows to a Parquet file, and its rejected rows and cells to another.

The export is scanned once, and a second time only to locate the rows and cells that could not be read.
Staged files are cached by the fingerprints of the export and of the settings that affect them, so an
unchanged export is not read again.
"""

import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from wcm_helpers.core.addresses import reason_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import from_json, to_json
from wcm_helpers.data.cache import code_fingerprint, file_stamp, read_sealed, unchanged, write_sealed
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import (
    bare_shares,
    cell_faults,
    decimal_marks,
    file_messages,
    flat_rows,
    grouped_export,
    header_messages,
    line_numbers,
    month_days,
    rejects,
    sources,
    typed,
    workbook_sheets,
)
from wcm_helpers.data.read.file_profile import FileProfile, scan
from wcm_helpers.data.read.headers import recognise, require_columns
from wcm_helpers.data.read.named_columns import filter_index
from wcm_helpers.data.read.parquet_statistics import ParquetStatistics
from wcm_helpers.data.read.raw import Raw, Source
from wcm_helpers.data.read.selection import present_columns
from wcm_helpers.data.read.typed_rows import AS_PARQUET, write_typed_rows
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import PROTECTED_CELL, Table
from wcm_helpers.data.tables.value_words import with_values

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(frozen=True)
class Staged:
    """One staged export: the Parquet files of its typed rows and of its faults, and how it was read.

    Attributes
    ----------
    label : str
        The name of the export in messages.
    fingerprint : str
        SHA-256 of the bytes of the export.
    parquet, faults : str
        The files of the typed rows and of the rejected rows and cells.
    rows_read, rows : int
        Records in the export, and staged rows: the difference could not be split into cells.
    column_headers : dict of str to str
        The header each column of the contract was read from.
    headers, columns : list of str
        All headers of the export; the columns that it, the settings or an assumption fill.
    remarks : list
        How doubtful headers were read: messages as JSON, since they outlast the language in use.
    first_row : int
        The line of the first record; 1 is the first of the file.
    text : dict or None
        What reading a text file again takes; see :meth:`TextForm.as_dict`.
    stamps : list of list
        Size, time and fingerprint of ``parquet`` and ``faults``.
    number_range : list of str or None
        The smallest and the largest order or invoice number, ``None`` for a table without one: exports
        whose ranges do not overlap share no number.
    constants : list of str
        The columns that the settings fill in every row.
    row_filter : str
        The header by whose words rows are read; empty where all of them are.
    """

    label: str
    fingerprint: str
    parquet: str
    faults: str
    rows_read: int
    rows: int
    column_headers: dict[str, str]
    headers: list[str]
    remarks: list[object]
    columns: list[str]
    first_row: int
    text: dict | None
    stamps: list[list]
    number_range: list[str] | None
    constants: list[str] = field(default_factory=list)
    row_filter: str = ""

    def read_faults(self) -> "pd.DataFrame":
        """Return the rejected rows and cells; columns as :data:`cell_faults.FAULTS`."""
        import pandas as pd

        return pd.read_parquet(self.faults)

    def read_remarks(self) -> list[str]:
        """Return the remarks on doubtful headers in the language in use."""
        return [str(from_json(remark)) for remark in self.remarks]

    def line_numbers(self, rows: list[int]) -> dict[int, int]:
        """Return the line, or spreadsheet row, of each staged row; 0 is the first row, 1 the first line."""
        unread = rejects.unread_lines(self.faults) if self.rows_read > self.rows else []
        return line_numbers.line_numbers(
            self.text, self.first_row, len(self.headers), self.rows, rows, unread
        )


def stage(
    source: Source,
    settings: Settings,
    table: Table,
    folder: Path,
    *,
    flat: bool = False,
    fetch: "Callable[[Path], Raw] | None" = None,
) -> Staged:
    """Return a staged export, from the cache if it was staged before and nothing has changed.

    Parameters
    ----------
    source : Source
        The file or the table of a database.
    settings, table
        The settings of the site, and the contract of the table.
    folder : Path
        The cache of the table.
    flat : bool
        Whether the same file has orders and their lines.
    fetch : callable, optional
        Opens a table of an engine, given a folder for its copy.

    Raises
    ------
    WorkbookError
        If the export cannot be read at all, or lacks a needed column.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = _of_source(settings, table, source)
    table = with_values(table, settings.tables[table.name].values)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        work = Path(temporary)
        raw, profile = None, None
        if source.path is None:  # a database table has no file to fingerprint, so it is read first
            raw = fetch(work) if fetch else sources.open_source(source, settings, table, work)
            content = scan(raw.copy, text=False).sha256
        else:
            profile = _cached_profile(source, folder)
            content = profile.sha256
        key = _key(content, source, settings, table, flat)
        manifest = folder / f"{key}.json"
        if staged := _from_cache(manifest):
            return staged
        raw = raw or sources.open_source(source, settings, table, work, profile)
        staged = _stage(raw, settings, table, folder / key, work, content, flat)
        write_sealed(manifest, asdict(staged))  # last: a staged file without its manifest is ignored
        return staged


def headers_of(source: Source, settings: Settings, table: Table, folder: Path) -> list[str]:
    """Return the header row of a file, recognised or not.

    Raises
    ------
    WorkbookError
        If the file cannot be opened, or no line at its top has a known header.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        profile = _cached_profile(source, folder)
        return sources.open_source(source, settings, table, Path(work), profile).headers


def stage_sheets(
    source: Source, settings: Settings, table: Table, folder: Path, *, flat: bool = False, **options: object
) -> list[tuple[Source, Staged]]:
    """Return an export staged; of a workbook without a named sheet each one that is the table."""
    parts = [source]
    if source.kind == "spreadsheet" and not source.options.sheet:
        folder.mkdir(parents=True, exist_ok=True)
        own = _of_source(settings, table, source)
        key = _key(_cached_profile(source, folder).sha256, source, own, table, flat)
        note = folder / f"{key}.sheets"
        if (known := read_sealed(note)) is None:
            known = {"sheets": workbook_sheets.sheets_of_table(source, own, table, flat=flat)}
            write_sealed(note, known)
        parts = workbook_sheets.one_source_each(source, known["sheets"])
    return [(part, stage(part, settings, table, folder, flat=flat, **options)) for part in parts]


def _of_source(settings: Settings, table: Table, source: Source) -> Settings:
    """Return the settings with those of one of several exports of the table as the table's."""
    if source.options is None:
        return settings
    return settings.model_copy(update={"tables": {**settings.tables, table.name: source.options}})


def _from_cache(manifest: Path) -> Staged | None:
    """Return the result of an earlier run, if its files are unchanged."""
    try:
        staged = Staged(**(read_sealed(manifest) or {}))
        files = (Path(staged.parquet), Path(staged.faults))
        return staged if all(map(unchanged, files, staged.stamps)) else None
    except (OSError, TypeError):
        return None


def _key(content: str, source: Source, settings: Settings, table: Table, flat: bool) -> str:
    options = settings.tables[table.name].model_dump(exclude={"path", "url", "duplicates"})
    site = settings.site.model_dump(include={"currency", "vat", "time_zone", "id"})
    basis = [
        content,
        source.label,
        str(source.path),
        options,
        site,
        table.name,
        flat,
        settings.billing_month,
    ]
    text = json.dumps([*basis, code_fingerprint()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _cached_profile(source: Source, folder: Path) -> FileProfile:
    """Return the profile of a file, computed again only when its size or time has changed."""
    path = source.path
    try:
        status = path.stat()
    except OSError as error:
        raise WorkbookError(file_messages.unreadable_file(source.label, error.strerror)) from None
    state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {source.kind}"
    memo = folder / (hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24] + ".sha256")
    cached = read_sealed(memo)
    if cached and (cached["state"], cached["code"]) == (state, code_fingerprint()):
        return FileProfile(**cached["profile"])
    try:
        profile = scan(path, text=source.kind == "text")
    except PermissionError:
        raise WorkbookError(file_messages.not_permitted(source.label)) from None
    except OSError as error:
        raise WorkbookError(file_messages.unreadable_file(source.label, error.strerror)) from None
    write_sealed(memo, {"state": state, "code": code_fingerprint(), "profile": asdict(profile)})
    return profile


def _stage(
    raw: Raw, settings: Settings, table: Table, target: Path, work: Path, content: str, flat: bool
) -> Staged:
    options = settings.tables[table.name]
    recognised = recognise(raw.headers, table, options, raw.label, flat=flat, site=settings.site_rules)
    require_columns(recognised, table, options, raw.label)
    engine = DuckDb()
    _check_constants(engine, table, options)
    part, fault_file = work / "rows.parquet", work / "faults.parquet"
    try:
        raw, rejected = write_typed_rows(engine, raw, settings, table, recognised, part, work)
        remarks = (*raw.remarks, *recognised.remarks)
        remarks += month_days.year_remarks(engine, raw, table, recognised)
        if flat:
            remarks += flat_rows.complete(engine, part, settings, table, recognised, AS_PARQUET)
        names = present_columns(settings, table, recognised)
        statistics = ParquetStatistics(part)
        unread = [line for _, line, *_ in rejected]
        faulty = _any_fault(statistics)
        faults: list[tuple] = []
        if faulty:
            currency = settings.site.currency
            faults = cell_faults.find_faults(
                engine, raw, part, table, recognised, unread, currency, options.date_formats
            )
            grouped_export.require_ungrouped(engine, raw, table, recognised, faults, statistics.rows)
            decimal_marks.require_one(engine, raw, table, recognised, options, faults)
            bare_shares.require_sure(engine, raw, table, recognised, options, faults)
        cell_faults.write_faults(engine, [*rejected, *faults], fault_file)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.IOException as error:
        raise OSError(reason_of(error)) from None
    except duckdb.Error as error:
        reason = PROTECTED_CELL if table.protected else reason_of(error)  # it may cite a cell
        raise WorkbookError(file_messages.unreadable_file(raw.label, reason)) from None
    finally:
        engine.connection.close()
    headers = [" ".join(header.split()) for header in raw.headers]  # on one line
    filtered = filter_index(raw.headers, recognised.positions, options.where, raw.label, table.name)
    parquet, fault_target = Path(f"{target}.parquet"), Path(f"{target}.faults.parquet")
    fault_file.replace(fault_target)
    part.replace(parquet)
    return Staged(
        label=raw.label,
        fingerprint=content,
        parquet=str(parquet),
        faults=str(fault_target),
        rows_read=statistics.rows + len(rejected),
        rows=statistics.rows,
        column_headers={name: headers[index] for name, index in recognised.positions.items()},
        headers=headers,
        remarks=[to_json(remark) for remark in remarks],
        columns=names,
        first_row=raw.first_row,
        text=None if raw.text is None else raw.text.as_dict(),
        stamps=[file_stamp(parquet), file_stamp(fault_target)],
        number_range=_number_range(statistics, table, names),
        constants=_filled_by_settings(table, options),
        row_filter="" if filtered is None else headers[filtered],
    )


def _filled_by_settings(table: Table, options: TableSource) -> list[str]:
    constants = [name for name in table.names if options.constants.get(name)]
    return sorted({*constants, "direction"}) if options.returns_prefix else constants


def _any_fault(statistics: ParquetStatistics) -> bool:
    every_row_usable = statistics.null_count("_reject_reason") == statistics.rows
    return not every_row_usable or statistics.min_max("_bad") not in (None, (0, 0))


def _number_range(statistics: ParquetStatistics, table: Table, columns: list[str]) -> list[str] | None:
    ends = statistics.min_max(table.number) if table.number in columns else None
    return ends and list(ends)


def _check_constants(engine: DuckDb, table: Table, options: TableSource) -> None:
    for name, text in options.constants.items():
        column = table[name]
        if engine.run(f"select {typed.constant(text, column, options)}") == [(None,)]:
            raise WorkbookError(header_messages.unreadable_constant(table, column, text))
