"""Reject the records of a text file that cannot be split into as many cells as there are headers."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import file_messages, text_files
from wcm_helpers.data.read.raw import Raw, stage_text
from wcm_helpers.data.read.sources import MOST_REJECTS
from wcm_helpers.data.read.text_files import LONGEST_LINE
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import PROTECTED_CELL, Table

if TYPE_CHECKING:
    import pandas as pd

#: Reasons of records that were rejected without being staged.
UNREAD = ("ragged", "quote", "too_long")

#: So many characters of an unreadable value are listed.
SHOWN = 500
#: A broken record that takes more lines than this is a quote that never closes.
_MOST_LINES = 20

_LAST_SCAN = "from reject_errors where scan_id = (select max(scan_id) from reject_errors)"


def any_rejected(engine: DuckDb) -> bool:
    """Return whether the engine failed to split a record of the file it read last."""
    return bool(engine.run("select 1 from reject_errors limit 1"))


def unread_lines(faults: str) -> list[int]:
    """Return the lines of the records that were rejected unsplit, from a file of faults."""
    import pandas as pd

    frame = pd.read_parquet(faults, columns=["line", "reason"])
    return frame.loc[frame["reason"].isin(UNREAD), "line"].tolist()


def engine_rejects(engine: DuckDb, raw: Raw, table: Table) -> list[tuple] | None:
    """Return the faults of the records that the engine could not split; ``None`` where its list is not exact.

    Without a quotation mark in the file every record is a line, and a broken one costs no other.
    """
    if raw.text.quotes:
        return None
    rejected = engine.run(f"select distinct line, error_type, csv_line {_LAST_SCAN} order by line")
    if len(rejected) >= MOST_REJECTS or len({line for line, *_ in rejected}) < len(rejected):
        return None
    faults = []
    for line, error, text in rejected:
        written = text.strip("\r\n")
        if error not in ("MISSING COLUMNS", "TOO MANY COLUMNS") or "\n" in written:
            return None
        cells = next(csv.reader([written], delimiter=raw.text.delimiter, skipinitialspace=True), [])
        if len(cells) == len(raw.headers) or not any(cells[len(raw.headers) :] or "-"):
            return None  # sound but for blank cells after the last column
        faults.append(_broken(raw, line + raw.text.skipped, cells, written, table))
    return faults


def count_records(raw: Raw) -> int:
    """Return how many records a text file has, split one by one."""
    records = text_files.records(
        raw.text.read_from, "utf-8", raw.text.delimiter, raw.first_row, len(raw.headers)
    )
    return sum(1 for _record in records)


def _broken(raw: Raw, line: int, cells: list[str] | None, written: str, table: Table) -> tuple:
    column = "" if cells is None else f"{len(cells)}/{len(raw.headers)}"
    reason = "ragged" if column else "too_long" if len(written) > LONGEST_LINE else "quote"
    # Nobody knows which of its cells belong to which column.
    text = PROTECTED_CELL if table.protected else written.strip("\r\n")[:SHOWN]
    return raw.label, line, column, text, reason, "row", -1


def word_cell_counts(rejects: "pd.DataFrame") -> "pd.DataFrame":
    """Return rejects with the cell counts of ragged rows, such as ``4/5``, worded in the language in use."""
    ragged = rejects["reason"] == "ragged"
    if not ragged.any():
        return rejects
    counts = rejects.loc[ragged, "column"].str.split("/")
    texts = [
        _("{cells} cells instead of {headers}", cells=cells, headers=headers) for cells, headers in counts
    ]
    rejects = rejects.copy()
    rejects.loc[ragged, "column"] = texts
    return rejects


def split_in_python(raw: Raw, work: Path, table: Table) -> tuple[Raw, list[tuple]]:
    """Return a text file as an export of its sound records, and the faults of the others.

    DuckDB may lose the row after a stray quotation mark, so a file with any is split here.

    Raises
    ------
    WorkbookError
        If a quotation mark is never closed.
    """
    text, width = raw.text, len(raw.headers)
    broken: list[tuple] = []

    def sound() -> Iterator[list[str]]:
        line, cells, written = 0, [], ""
        records = text_files.records(text.read_from, "utf-8", text.delimiter, raw.first_row, width)
        for line, cells, written in records:
            if cells is not None and len(cells) == width:
                yield [cell or None for cell in cells]
                continue
            broken.append(_broken(raw, line, cells, written, table))
            if broken[-1][4] == "quote" and written.count("\n") > _MOST_LINES:
                break
        if cells is None and written.count("\n") > 1:  # it runs to the end, or far beyond a row
            raise WorkbookError(file_messages.open_quote(f"{raw.label}:{line}"))

    copy = stage_text(raw.headers, sound(), work, raw.label)
    return replace(raw, relation=parquet_rows([copy])), broken
