"""Where an export could not be read: file, line, column, what was found and why.

Only looked for when the scan of the export met something it could not read.
"""

from collections.abc import Iterator
from pathlib import Path

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import text_files
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.line_numbers import line_numbers
from wcm_helpers.data.read.rejects import SHOWN
from wcm_helpers.data.read.sources import Raw
from wcm_helpers.data.sql import parquet_rows, quoted
from wcm_helpers.data.tables.schema import Table

#: Columns of a list of faults: where, what was found, why, and whether the row or only the cell is set aside.
FAULTS = ["file", "line", "column", "value", "reason", "scope"]

#: So many rows with a fault are looked at together.
_BATCH = 5_000


def find_faults(
    engine: DuckDb, raw: Raw, part: Path, table: Table, recognised: Recognised, unread: list[int]
) -> list[tuple]:
    """Return one tuple for each cell and row set aside; the export is looked at once more for them."""
    staged = parquet_rows([part], "file_row_number=true")
    bad = (
        f"select file_row_number as row, _bad, _reject_reason from {staged} "
        f"where _bad <> 0 or _reject_reason is not null"
    )
    rows = [row for (row,) in engine.run(f"select row from ({bad})")]
    count = engine.run(f"select count(*) from {staged}")[0][0]
    text = raw.text.noted() if raw.text else None
    place = line_numbers(text, raw.first_row, len(raw.headers), count, rows, unread)
    a_line_each = text and text["as_it_stands"] and not raw.text.quotes and all(place.values())
    found = _from_lines(engine, raw, bad, sorted(place.values())) if a_line_each else _again(engine, raw, bad)
    faults: list[tuple] = []
    for row, bits, aside, *shown in found:
        where = (raw.label, place.get(row, 0))
        faults += [(*where, *fault) for fault in _of_row(bits, aside or "", shown, table, recognised)]
    return faults


def _again(engine: DuckDb, raw: Raw, bad: str) -> Iterator[tuple]:
    """Yield each row with a fault and its cells, read again from the export."""
    cells = ", ".join(f"left({raw.text_of(index)}, {SHOWN})" for index in range(len(raw.headers)))
    found = engine.connection.execute(
        f"select row, _bad, _reject_reason, {cells} from ({bad}) bad join "
        f"(select row_number() over () - 1 as row, * from {raw.relation}) found using (row) order by row"
    )
    while batch := found.fetchmany(_BATCH):
        yield from batch


def _from_lines(engine: DuckDb, raw: Raw, bad: str, lines: list[int]) -> Iterator[tuple]:
    """Yield the same from the lines themselves, where each holds a record and no quotation mark."""
    found = engine.connection.execute(f"{bad} order by row")
    written = text_files.lines_at(raw.text.path, lines)
    while batch := found.fetchmany(_BATCH):
        for row in batch:
            cells = next(written).split(raw.text.delimiter)[: len(raw.headers)]
            yield (*row, *(cell[:SHOWN] for cell in cells))


def _of_row(
    bits: int, aside: str, cells: list[str | None], table: Table, recognised: Recognised
) -> Iterator[tuple]:
    """Yield column, value, reason and scope of what is wrong in a row."""
    reason, _, culprit = aside.partition(":")
    if bits and reason not in ("empty", "total", "header"):
        for index, column in enumerate(table.columns):
            if bits >> index & 1:
                value = cells[recognised.positions[column.name]] or ""
                scope = "row" if aside else "cell"
                yield recognised.header(column.name), value, f"not_{column.kind}", scope
    if aside and reason != "unreadable":
        position = recognised.positions.get(culprit)
        shown = ", ".join(cell or "" for cell in cells)[:SHOWN] if position is None else cells[position] or ""
        yield recognised.header(culprit) if culprit else "", shown, reason, "row"


def write_faults(engine: DuckDb, found: list[tuple], target: Path) -> None:
    """Write what was found as Parquet, in the order of lines."""
    if not found:
        columns = ", ".join(f'{0 if name == "line" else quoted("")} as "{name}"' for name in FAULTS)
        engine.run(f"copy (select {columns} limit 0) to {quoted(str(target))} (format parquet)")
        return
    import pandas as pd

    frame = pd.DataFrame(found, columns=FAULTS).sort_values(["line", "column"], kind="stable")
    frame.to_parquet(target, index=False)
