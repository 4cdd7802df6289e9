"""List the cells and rows of an export that could not be used: file, line, column, value and reason.

The export is read a second time for this, and only if the first scan met such a cell or row.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import text_files
from wcm_helpers.data.read.cell_reasons import reason_of
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.line_numbers import line_numbers
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.rejects import SHOWN
from wcm_helpers.data.read.selection import FILTERED
from wcm_helpers.data.sql import parquet_rows, quoted
from wcm_helpers.data.tables.schema import Table

#: Columns of a list of faults; ``scope`` is ``row`` if the whole row is rejected, ``cell`` if only the cell;
#: ``row`` is the staged row, -1 where there is none.
FAULTS = ["file", "line", "column", "value", "reason", "scope", "row"]

#: So many rows with a fault are fetched at a time.
_BATCH = 5_000


def find_faults(
    engine: DuckDb,
    raw: Raw,
    part: Path,
    table: Table,
    recognised: Recognised,
    unread: list[int],
    currency: str = "CNY",
    formats: Sequence[str] = (),
) -> list[tuple]:
    """Return a tuple of :data:`FAULTS` for each rejected cell and row.

    Parameters
    ----------
    engine : DuckDb
    raw : Raw
        The export, opened.
    part : Path
        Its staged rows.
    table, recognised
        The contract, and which header fills which of its columns.
    unread : list of int
        The lines of the records that could not be split into cells.
    currency : str
        Of the site.
    formats : sequence of str
        The forms of dates that the settings name.
    """
    staged = parquet_rows([part], "file_row_number=true")
    bad = (
        f"select file_row_number as row, _bad, _reject_reason from {staged} "
        f"where (_bad <> 0 or _reject_reason is not null) and coalesce(_reject_reason, '') <> '{FILTERED}'"
    )
    rows = [row for (row,) in engine.run(f"select row from ({bad})")]
    count = engine.run(f"select count(*) from {staged}")[0][0]
    text = raw.text.as_dict() if raw.text else None
    lines = line_numbers(text, raw.first_row, len(raw.headers), count, rows, unread)
    one_line_each = text and text["is_original"] and not raw.text.quotes and all(lines.values())
    bad_rows = (
        _from_lines(engine, raw, bad, sorted(lines.values()))
        if one_line_each
        else _from_export(engine, raw, bad)
    )
    faults: list[tuple] = []
    for row, bits, reason, *cells in bad_rows:
        place = (raw.label, lines.get(row, 0))
        of_row = _of_row(bits, reason or "", cells, table, recognised, currency, formats)
        faults += [(*place, *fault, row) for fault in of_row]
    return faults


def _from_export(engine: DuckDb, raw: Raw, bad: str) -> Iterator[tuple]:
    """Yield each row with a fault and its cells, read again from the export."""
    cells = ", ".join(f"left({raw.text_of(index)}, {SHOWN})" for index in range(len(raw.headers)))
    rows = engine.connection.execute(
        f"select row, _bad, _reject_reason, {cells} from ({bad}) bad join "
        f"(select row_number() over () - 1 as row, * from {raw.relation}) cells using (row) order by row"
    )
    while batch := rows.fetchmany(_BATCH):
        yield from batch


def _from_lines(engine: DuckDb, raw: Raw, bad: str, lines: list[int]) -> Iterator[tuple]:
    """Yield the same from the lines of the file, where each is a record without a quotation mark."""
    rows = engine.connection.execute(f"{bad} order by row")
    written = text_files.lines_at(raw.text.path, lines)
    while batch := rows.fetchmany(_BATCH):
        for row in batch:
            cells = next(written).split(raw.text.delimiter)[: len(raw.headers)]
            yield (*row, *(cell[:SHOWN] for cell in cells))


def _of_row(
    bits: int,
    reject_reason: str,
    cells: list[str | None],
    table: Table,
    recognised: Recognised,
    currency: str,
    formats: Sequence[str],
) -> Iterator[tuple]:
    """Yield column, value, reason and scope of each fault of a row."""
    reason, _, culprit = reject_reason.partition(":")
    if bits and reason not in ("empty", "total", "header"):
        for index, column in enumerate(table.columns):
            if bits >> index & 1:
                value = cells[recognised.positions[column.name]] or ""
                scope = "row" if reject_reason else "cell"
                cause = reason_of(column, value, currency, formats)
                yield recognised.header(column.name), table.shown(column.name, value), cause, scope
    if reject_reason and reason != "unreadable":
        position = recognised.positions.get(culprit)
        whole_row = ", ".join(_shown_cells(cells, table, recognised))[:SHOWN]
        value = whole_row if position is None else table.shown(culprit, cells[position] or "")
        yield recognised.header(culprit) if culprit else "", value, reason, "row"


def _shown_cells(cells: list[str | None], table: Table, recognised: Recognised) -> list[str]:
    """Return the cells of a row as they may be shown: of a protected table only those of its open columns."""
    if not table.protected:
        return [cell or "" for cell in cells]
    names = {position: name for name, position in recognised.positions.items()}
    unknown = table.protected[0]  # a column that is not read may hold anything
    return [table.shown(names.get(place, unknown), cell or "") for place, cell in enumerate(cells)]


def write_faults(engine: DuckDb, faults: list[tuple], target: Path) -> None:
    """Write faults as Parquet, by line and column; the columns are :data:`FAULTS`."""
    if not faults:
        columns = ", ".join(f'{0 if name in ("line", "row") else quoted("")} as "{name}"' for name in FAULTS)
        engine.run(f"copy (select {columns} limit 0) to {quoted(str(target))} (format parquet)")
        return
    import pandas as pd

    frame = pd.DataFrame(faults, columns=FAULTS).sort_values(["line", "column"], kind="stable")
    frame.to_parquet(target, index=False)
