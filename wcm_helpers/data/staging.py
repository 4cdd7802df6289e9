"""One export to one typed Parquet file, with every cell and row that could not be used, and why.

The export is scanned once. Only where something could not be read is it looked at again, to say on which
line, in which column, what was found. A staged file is kept under the fingerprint of the export and of the
settings it was read by, so that an unchanged export costs nothing.
"""

import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.data import contract, derived, faults, headers, sources, text_files, typed
from wcm_helpers.data.contract import TOTAL_WORDS, Table
from wcm_helpers.data.derived import derived_columns, row_faults
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.faults import FAULTS
from wcm_helpers.data.headers import Recognised, missing_needed, recognise
from wcm_helpers.data.reasons import meaning
from wcm_helpers.data.sources import Raw, Source
from wcm_helpers.data.typed import TYPES, blank, quoted
from wcm_helpers.errors import WorkbookError
from wcm_helpers.settings import Settings, TableSource

#: The number that tells the rows of an export from those of another month.
_NUMBERED = {"orders": "order_id", "order_lines": "order_id", "billing": "invoice_no"}


@dataclass(frozen=True)
class Staged:
    """One export, staged: where its typed rows are and what was found on the way.

    ``span`` holds the smallest and the largest number a row is known by, over all its rows, by which two
    exports are seen to share none; ``None`` for a table without one.
    """

    label: str
    fingerprint: str
    parquet: str
    faults: str
    rows_read: int
    rows: int
    position: dict[str, str]
    headers: list[str]
    remarks: list[str]
    columns: list[str]
    first_row: int
    text: dict | None
    sizes: list[int]
    span: list[str] | None

    def fault_frame(self) -> pd.DataFrame:
        """Return the rows and cells set aside while reading."""
        return pd.read_parquet(self.faults)

    def places(self, rows: list[int]) -> dict[int, int]:
        """Return the line (or spreadsheet row) of each staged row; 0 is the first."""
        return faults.places(self.text, self.first_row, len(self.headers), self.rows, rows)


@cache
def code_fingerprint() -> str:
    """Return the fingerprint of the code that stages: what it wrote yesterday is void when it changes."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for module in (contract, headers, sources, text_files, typed, derived, faults):
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
            content = _known_fingerprint(source, folder)
        key = _key(content, source, settings, table, flat)
        note = folder / f"{key}.json"
        if staged := _as_noted(note):
            return staged
        raw = raw or sources.open_source(source, settings, table, work)
        staged = _stage(raw, settings, table, folder / key, work, content, flat)
        part = work / "note.json"
        part.write_text(json.dumps(asdict(staged), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(note)  # last: without its note a staged file does not count
        return staged


def _as_noted(note: Path) -> Staged | None:
    """Return what an earlier run staged, if its files are still as long as they were written."""
    try:
        staged = Staged(**json.loads(note.read_text(encoding="utf-8")))
        sizes = [Path(file).stat().st_size for file in (staged.parquet, staged.faults)]
    except (OSError, ValueError, TypeError):
        return None
    return staged if sizes == staged.sizes else None


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


def _known_fingerprint(source: Source, folder: Path) -> str:
    """Return a file's SHA-256, read again only when its size or time has changed."""
    path = source.path
    status = path.stat()
    stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
    memo = folder / (hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24] + ".sha256")
    if memo.exists() and memo.read_text().rpartition(" ")[0] == stamp:
        return memo.read_text().rpartition(" ")[2]
    try:
        found = sources.fingerprint(path)
    except PermissionError:
        raise WorkbookError(f"{source.label}: may not be read; check the file's permissions") from None
    part = memo.with_suffix(".part")
    part.write_text(f"{stamp} {found}")
    part.replace(memo)
    return found


def _stage(
    raw: Raw, settings: Settings, table: Table, target: Path, work: Path, content: str, flat: bool
) -> Staged:
    options = settings.tables[table.name]
    recognised = recognise(raw.headers, table, options, raw.label, flat=flat)
    if absent := missing_needed(recognised, table, options):
        raise WorkbookError(
            f"{raw.label}: has no column for {'; '.join(absent)} (saw {', '.join(raw.headers[:12])}); "
            f"name its header in columns under [tables.{table.name}]"
        )
    engine = DuckDb()
    _check_constants(engine, table, options)
    part, fault_file = work / "rows.parquet", work / "faults.parquet"
    rejected = pd.DataFrame(columns=FAULTS)
    try:
        names, selected = _selection(raw, settings, table, recognised)
        engine.run(f"copy ({selected}) to {quoted(str(part))} (format parquet)")
        if raw.text and engine.run("select 1 from reject_errors limit 1"):
            raw, rejected = faults.split_by_hand(raw, work)
            names, selected = _selection(raw, settings, table, recognised)
            engine.run(f"copy ({selected}) to {quoted(str(part))} (format parquet)")
        rows = engine.run(f"select count(*) from read_parquet({quoted(str(part))})")[0][0]
        found = faults.find_faults(engine, raw, part, table, recognised, rows)
        span = _span(engine, part, table, names)
    except duckdb.IOException as error:
        raise OSError(str(error).splitlines()[0]) from None
    except duckdb.Error as error:
        raise WorkbookError(f"{raw.label}: cannot be read: {str(error).splitlines()[0]}") from None
    finally:
        engine.connection.close()
    aside = pd.concat([rejected, found])[FAULTS].sort_values(["line", "column"], kind="stable")
    aside.to_parquet(fault_file, index=False)
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
        columns=names,
        first_row=raw.first_row,
        text=None if raw.text is None else raw.text.noted(),
        sizes=[parquet.stat().st_size, fault_target.stat().st_size],
        span=span,
    )


def _span(engine: DuckDb, part: Path, table: Table, names: list[str]) -> list[str] | None:
    """Return the smallest and largest number of the rows, as the engine compares texts."""
    number = _NUMBERED.get(table.name)
    if number not in names:
        return None
    least, most = engine.run(f"select min({number}), max({number}) from read_parquet({quoted(str(part))})")[0]
    return None if least is None else [least, most]


def _check_constants(engine: DuckDb, table: Table, options: TableSource) -> None:
    for name, text in options.constants.items():
        column = table[name]
        if engine.run(f"select {typed.constant(text, column, options)}") == [(None,)]:
            raise WorkbookError(
                f"[tables.{table.name}] constants: {name} = {text!r}: {meaning(f'not_{column.kind}')}"
            )


def _selection(raw: Raw, settings: Settings, table: Table, recognised: Recognised) -> tuple[list[str], str]:
    """Return the columns there are, and the query of them: typed, with a bit for each unreadable cell."""
    options, zone = settings.tables[table.name], settings.site.time_zone
    quick, plain, cells, bits = [], [], [], []
    for index, column in enumerate(table.columns):
        name, cell = column.name, recognised.position.get(column.name)
        constant = options.constants.get(name, _assumed(name, settings) if cell is None else "")
        given = typed.constant(constant, column, options) if constant else "null"
        if cell is not None:
            c, factor = f"c{cell}", recognised.factor.get(name, 1)
            quick.append(f"{typed.fast(c, column, options, factor)} as f{index}")
            plain.append(f"case when f{index} is null then {typed.plain(c, column)} end as p{index}")
            value = typed.careful(f"p{index}", column, options, zone, factor)
            empty = f"p{index} is null or {blank(f'p{index}', column)}"
            if column.kind not in ("id", "text"):  # a text can always be read
                bits.append(f"case when {name} is not null or {empty} then 0 else {1 << index} end")
            given = f"case when f{index} is not null then f{index} when {empty} then {given} else {value} end"
        cells.append(f"cast({given} as {TYPES[column.kind]}) as {name}")
    kept = ", ".join(f"c{index}" for index in range(len(raw.headers)))
    nothing = f"coalesce({kept}) is null"
    first = f"select {kept}, {', '.join(quick)} from {raw.relation}"
    second = f"select *, {', '.join(plain)} from ({first})"
    third = f"select *, {', '.join(cells)} from ({second})"
    marked = f"select *, cast({' + '.join(bits or ['0'])} as UBIGINT) as _bad from ({third})"
    derived = f"select *, {derived_columns(table, settings)} from ({marked})"
    odd = _header_or_total(table, recognised)
    aside = f"case when {nothing} then 'empty' {odd} {row_faults(table, settings)} end"
    assumed = [name for name in table.names if options.constants.get(name, _assumed(name, settings))]
    names = [name for name in table.names if name in recognised.position or name in assumed]
    made = ", ".join([*names, "_bad", "_month", "_amount"])
    return names, f"select {made}, {aside} as _aside from ({derived})"


def _assumed(column: str, settings: Settings) -> str:
    return {"direction": "out", "site_id": settings.site.id}.get(column, "")


def _header_or_total(table: Table, recognised: Recognised) -> str:
    """Return the SQL branches that spot a row of totals, or the header row again.

    In a needed or key id the word of a total is one. In the first cell or the name, which may be
    anybody's, it is one only where a needed id is blank.
    """
    key = [column.name for column in table.columns if column.kind == "id"]
    key = [name for name in key if name in table.key or table[name].needed]
    needed = [name for name in key if table[name].needed]
    ids = {recognised.position[name] for name in key if name in recognised.position}
    others = {0, recognised.position.get("customer_name", 0)} - ids
    words = "|".join(r"\s*".join(word) if word.endswith("计") else word for word in TOTAL_WORDS)
    spot = "regexp_matches(c{}, '^[\\s\u3000]*(?i:" + words + ")[\\s\u3000:：]*$')"
    total = " or ".join(spot.format(cell) for cell in sorted(ids))
    branches = f"when {total} then 'total'"
    if others:
        named = " or ".join(spot.format(cell) for cell in sorted(others))
        absent = " or ".join(f"{name} is null" for name in needed)
        branches += f" when ({absent}) and ({named}) then 'total'"
    again = " and ".join(
        f"case when contains(c{cell}, {name}) then trim(c{cell}) = {name} else false end"
        for cell in sorted({0, *ids})
        for name in [quoted(recognised.headers[cell].strip())]
    )
    return f"{branches} when {again} then 'header'"
