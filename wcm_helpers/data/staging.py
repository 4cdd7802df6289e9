"""One export to one typed Parquet file, with every cell and row that could not be used, and why.

The export is scanned once. Only where something could not be read is it looked at again, to say on which
line, in which column, what was found. A staged file is kept under the fingerprint of the export and of the
settings it was read by, so that an unchanged export costs nothing.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.data import contract, headers, sources, text_files, typed
from wcm_helpers.data.contract import TOTAL_WORDS, Table
from wcm_helpers.data.derived import derived_columns, row_faults
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.headers import Recognised, missing_needed, recognise
from wcm_helpers.data.sources import Raw, Source
from wcm_helpers.data.typed import TYPES, blank, quoted, trimmed
from wcm_helpers.errors import WorkbookError
from wcm_helpers.settings import Settings

#: Columns of a list of faults: where, what was found, why, and whether the row or only the cell is set aside.
FAULTS = ["file", "line", "column", "value", "reason", "scope"]


@dataclass(frozen=True)
class Staged:
    """One export, staged: where its typed rows are and what was found on the way."""

    label: str
    fingerprint: str
    parquet: str
    faults: str
    rows_read: int
    rows: int
    position: dict[str, str]
    headers: list[str]
    remarks: list[str]
    first_row: int
    text: dict | None
    months: dict[str, list[int]]

    def fault_frame(self) -> pd.DataFrame:
        """Return the rows and cells set aside while reading."""
        return pd.read_parquet(self.faults)

    def places(self, rows: list[int]) -> dict[int, int]:
        """Return the line (or spreadsheet row) of each staged row; 0 is the first."""
        return _places(self.text, self.first_row, len(self.headers), rows)


def _walk(text: dict, first_row: int, width: int) -> object:
    return text_files.walk(Path(text["path"]), text["encoding"], text["delimiter"], first_row, width)


def code_fingerprint() -> str:
    """Return the fingerprint of the code that stages: what it wrote yesterday is void when it changes."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    from wcm_helpers.data import derived

    for module in (contract, headers, sources, text_files, typed, derived):
        digest.update(Path(module.__file__).read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def stage(source: Source, settings: Settings, table: Table, folder: Path, *, flat: bool = False) -> Staged:
    """Return an export staged, from the folder if it was staged before and nothing has changed.

    Raises
    ------
    WorkbookError
        If the export cannot be read at all, or lacks a column no row is of use without.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        work = Path(temporary)
        raw = None
        if source.path is None:  # a database has no bytes to fingerprint before it is read
            raw = sources.open_source(source, settings, table, work)
            content = sources.fingerprint(Path(raw.relation.split("'")[1]))
        else:
            content = _known_fingerprint(source.path, folder)
        key = _key(content, source, settings, table, flat)
        note = folder / f"{key}.json"
        if note.exists():
            return Staged(**json.loads(note.read_text(encoding="utf-8")))
        raw = raw or sources.open_source(source, settings, table, work)
        staged = _stage(raw, settings, table, folder / key, work, content, flat)
        part = work / "note.json"
        part.write_text(json.dumps(asdict(staged), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(note)  # last: without its note a staged file does not count
        return staged


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
        settings.classification.billing_month,
    ]
    text = json.dumps([*basis, code_fingerprint()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _known_fingerprint(path: Path, folder: Path) -> str:
    """Return a file's SHA-256, read again only when its size or time has changed."""
    status = path.stat()
    stamp = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"
    memo = folder / (hashlib.sha256(stamp.encode()).hexdigest()[:24] + ".sha256")
    if memo.exists() and len(known := memo.read_text()) == 64:
        return known
    found = sources.fingerprint(path)
    part = memo.with_suffix(f".{os.getpid()}.part")
    part.write_text(found)
    part.replace(memo)
    return found


def _stage(
    raw: Raw, settings: Settings, table: Table, target: Path, work: Path, content: str, flat: bool
) -> Staged:
    options = settings.tables[table.name]
    recognised = recognise(raw.headers, table, options, raw.label, flat=flat)
    if absent := missing_needed(recognised, table, options):
        raise WorkbookError(
            f"{raw.label}: has no column for {' or '.join(absent)} (saw {', '.join(raw.headers[:12])}); "
            f"name its header in columns under [tables.{table.name}]"
        )
    engine = DuckDb(work)
    part = work / "rows.parquet"
    selected = _selection(raw, settings, table, recognised)
    try:
        engine.run(f"copy ({selected}) to {quoted(str(part))} (format parquet)")
    except duckdb.Error as error:
        raise WorkbookError(f"{raw.label}: cannot be read: {str(error).splitlines()[0]}") from None
    rows = engine.run(f"select count(*) from read_parquet({quoted(str(part))})")[0][0]
    rejected = _rejected(engine, raw)
    faults = pd.concat([rejected, _faults(engine, raw, part, table, recognised, options)])[FAULTS]
    months = _month_fingerprints(engine, part, table)
    fault_file = work / "faults.parquet"
    faults.sort_values(["line", "column"], kind="stable").to_parquet(fault_file, index=False)
    engine.connection.close()
    parquet, fault_target = Path(f"{target}.parquet"), Path(f"{target}.faults.parquet")
    fault_file.replace(fault_target)
    part.replace(parquet)
    return Staged(
        label=raw.label,
        fingerprint=content,
        parquet=str(parquet),
        faults=str(fault_target),
        rows_read=rows + len(rejected),
        rows=rows,
        position={name: raw.headers[index] for name, index in recognised.position.items()},
        headers=raw.headers,
        remarks=list(recognised.remarks),
        first_row=raw.first_row,
        text=None if raw.text is None else {**asdict(raw.text), "path": str(raw.text.path)},
        months=months,
    )


def _selection(raw: Raw, settings: Settings, table: Table, recognised: Recognised) -> str:
    """Return the one query: typed cells, a bit for each that is unreadable, and why a row is set aside."""
    options = settings.tables[table.name]
    cells, bits = [], []
    for index, column in enumerate(table.columns):
        cell = recognised.position.get(column.name)
        constant = options.constants.get(column.name, _assumed(column.name, settings))
        if cell is not None:
            factor = recognised.factor.get(column.name, 1)
            value = typed.typed(f"c{cell}", column, options, settings.site.time_zone, factor=factor)
            if column.name in options.constants:
                value = f"coalesce({value}, {typed.typed(quoted(constant), column, options, 'UTC')})"
            there = f"c{cell} is not null and not ({blank(f'c{cell}', column)})"
            bits.append(f"case when {column.name} is null and {there} then {1 << index} else 0 end")
        elif constant:
            value = typed.typed(quoted(constant), column, options, "UTC")
        else:
            value = "null"
        cells.append(f"cast({value} as {TYPES[column.kind]}) as {column.name}")
    bad = " + ".join(bits)
    width = len(raw.headers)
    kept = ", ".join(f"c{index}" for index in range(width))
    empty = f"coalesce({', '.join(f'c{index}' for index in range(width))}) is null"
    typed_cells = f"select {kept}, {', '.join(cells)} from {raw.relation}"
    odd = _header_or_total(table, recognised)
    marked = f"select *, cast({bad} as UBIGINT) as _bad, {odd} as _odd from ({typed_cells})"
    derived = f"select *, {derived_columns(table, settings)} from ({marked})"
    aside = f"case when {empty} then 'empty' when _odd is not null then _odd {row_faults(table)} end"
    names = ", ".join([*table.names, "_bad", "_month", "_amount"])
    return f"select {names}, {aside} as _aside from ({derived})"


def _assumed(column: str, settings: Settings) -> str:
    return {"direction": "out", "site_id": settings.site.id}.get(column, "")


def _header_or_total(table: Table, recognised: Recognised) -> str:
    """Return the SQL that spots a row of totals, or the header row again, where a key or a name stands."""
    columns = [column for column in table.columns if column.kind == "id" or column.name == "customer_name"]
    cells = [recognised.position[column.name] for column in columns if column.name in recognised.position]
    cells = sorted({0, *cells})
    words = ", ".join(quoted(word) for word in TOTAL_WORDS)
    total = " or ".join(f"rtrim(lower({trimmed(f'c{cell}')}), ':：') in ({words})" for cell in cells)
    again = " and ".join(
        f"{trimmed(f'c{cell}')} = {quoted(recognised.headers[cell].strip())}" for cell in cells
    )
    return f"case when {total} then 'total' when {again} then 'header' end"


def _rejected(engine: DuckDb, raw: Raw) -> pd.DataFrame:
    """Return the records DuckDB could not split into cells: of another width, or with a stray quote."""
    if raw.text is None:
        return pd.DataFrame(columns=FAULTS)
    found = engine.run(
        "select line, any_value(csv_line), any_value(error_type::VARCHAR) "
        "from reject_errors group by line order by line"
    )
    if not found:
        return pd.DataFrame(columns=FAULTS)
    text = {**asdict(raw.text)}
    lines = [line for line, good in _walk(text, raw.first_row, len(raw.headers)) if not good]
    if len(lines) != len(found):
        lines = [line for line, *_ in found]
    rows = []
    for line, (_, content, kind) in zip(lines, found, strict=True):
        if "QUOTE" in kind and content.count("\n") > 1:
            raise WorkbookError(
                f'{raw.label}: line {line} opens a quote (") that never closes, so what follows cannot be '
                f"told apart; close it or double it"
            )
        width = content.strip("\r\n").count(raw.text.delimiter) + 1
        column = f"{width} cells, not {len(raw.headers)}" if "COLUMNS" in kind else ""
        rows.append(
            (raw.label, line, column, content.strip("\r\n")[:500], "ragged" if column else "quote", "row")
        )
    return pd.DataFrame(rows, columns=FAULTS)


def _faults(
    engine: DuckDb, raw: Raw, part: Path, table: Table, recognised: Recognised, options: object
) -> pd.DataFrame:
    """Return one row for each cell and row set aside; the export is looked at again only if there are any."""
    staged = f"read_parquet({quoted(str(part))}, file_row_number=true)"
    bad = engine.frame(
        f"select file_row_number as row, _bad, _aside from {staged} where _bad <> 0 or _aside is not null"
    )
    if bad.empty:
        return pd.DataFrame(columns=FAULTS)
    kept = ", ".join(f"c{index}" for index in range(len(raw.headers)))
    engine.connection.register("bad_rows", bad)
    cells = engine.frame(
        f"select found.* exclude (row), bad_rows.* from bad_rows join "
        f"(select row_number() over () - 1 as row, {kept} from {raw.relation}) found using (row) order by row"
    )
    text = asdict(raw.text) if raw.text else None
    place = _places(text, raw.first_row, len(raw.headers), bad["row"].tolist())
    columns = list(enumerate(table.columns))
    rows = []
    for cell in cells.to_dict("records"):
        where = (raw.label, place.get(cell["row"], 0))
        aside = cell["_aside"] if isinstance(cell["_aside"], str) else ""
        reason, _, culprit = aside.partition(":")
        for index, column in columns:
            if int(cell["_bad"]) >> index & 1 and reason not in ("empty", "total", "header"):
                scope = "row" if aside else "cell"
                value = cell[f"c{recognised.position[column.name]}"]
                rows.append((*where, recognised.header(column.name), str(value), f"not_{column.kind}", scope))
        if aside and reason != "unreadable":
            position = recognised.position.get(culprit)
            value = _shown(cell, position, len(raw.headers))
            rows.append((*where, recognised.header(culprit) if culprit else "", value, reason, "row"))
    return pd.DataFrame(rows, columns=FAULTS)


def _shown(cell: dict, position: int | None, width: int) -> str:
    if position is not None:
        return "" if cell[f"c{position}"] is None else str(cell[f"c{position}"])
    return ", ".join(str(cell[f"c{index}"] or "") for index in range(width))[:500]


def _places(text: dict | None, first_row: int, width: int, rows: list[int]) -> dict[int, int]:
    if text is None:
        return {row: row + first_row for row in rows}
    sound = (line for line, good in _walk(text, first_row, width) if good)
    wanted, last = set(rows), max(rows, default=-1)
    return {row: line for row, line in enumerate(islice(sound, last + 1)) if row in wanted}


def _month_fingerprints(engine: DuckDb, part: Path, table: Table) -> dict[str, list[int]]:
    """Return for each month the number of its rows and a sum of their hashes, whatever their order."""
    if table.name not in ("orders", "billing"):
        return {}
    names = ", ".join([*table.names, "_aside", "_amount"])
    found = engine.run(
        f"select _month, count(*), (sum(hash({names})) % 1000000007)::BIGINT "
        f"from read_parquet({quoted(str(part))}) where _month is not null group by _month order by _month"
    )
    return {month: [int(count), int(total)] for month, count, total in found}
