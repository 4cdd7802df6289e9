"""Where an export could not be read: file, line, column, what was found and why.

Only looked for when the scan of the export met something it could not read.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from wcm_helpers.data import sources, text_files
from wcm_helpers.data.contract import Table
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.headers import Recognised
from wcm_helpers.data.sources import Raw
from wcm_helpers.data.text_files import LONGEST_LINE
from wcm_helpers.data.typed import quoted
from wcm_helpers.errors import WorkbookError

#: Columns of a list of faults: where, what was found, why, and whether the row or only the cell is set aside.
FAULTS = ["file", "line", "column", "value", "reason", "scope"]

#: So many characters of a value that cannot be read are kept.
_SHOWN = 500
#: A broken record that takes more lines than this is a quote that never closes.
_MOST_LINES = 20


def split_by_hand(raw: Raw, work: Path) -> tuple[Raw, pd.DataFrame]:
    """Return the sound records of a text file, and those that cannot be split into cells.

    The engine is fast, but one stray quote can cost it the row after, so a file with any is split here.
    """
    text, width = raw.text, len(raw.headers)
    broken: list[tuple] = []

    def sound() -> Iterator[list[str]]:
        line, cells, written = 0, [], ""
        found = text_files.records(text.read_from, "utf-8", text.delimiter, raw.first_row, width)
        for line, cells, written in found:
            if cells is not None and len(cells) == width:
                yield [cell or None for cell in cells]
                continue
            column = "" if cells is None else f"{len(cells)} cells, not {width}"
            reason = "ragged" if column else "too_long" if len(written) > LONGEST_LINE else "quote"
            broken.append((raw.label, line, column, written.strip("\r\n")[:_SHOWN], reason, "row"))
            if reason == "quote" and written.count("\n") > _MOST_LINES:
                break
        if cells is None and written.count("\n") > 1:  # it runs to the end, or far beyond a row
            raise WorkbookError(
                f'{raw.label}: line {line} opens a quote (") that never closes, so what follows cannot be '
                f"told apart; close it or double it"
            )

    relation = sources.stage_text(raw.headers, sound(), work, raw.label)
    return replace(raw, relation=relation), pd.DataFrame(broken, columns=FAULTS)


def find_faults(
    engine: DuckDb, raw: Raw, part: Path, table: Table, recognised: Recognised, count: int
) -> pd.DataFrame:
    """Return one row for each cell and row set aside; the export is looked at again only if there are any."""
    staged = f"read_parquet({quoted(str(part))}, file_row_number=true)"
    bad = engine.frame(
        f"select file_row_number as row, _bad, _aside from {staged} where _bad <> 0 or _aside is not null"
    )
    if bad.empty:
        return pd.DataFrame(columns=FAULTS)
    kept = ", ".join(f"left(c{index}, {_SHOWN}) as c{index}" for index in range(len(raw.headers)))
    engine.connection.register("bad_rows", bad)
    cells = engine.frame(
        f"select found.* exclude (row), bad_rows.* from bad_rows join "
        f"(select row_number() over () - 1 as row, {kept} from {raw.relation}) found using (row) order by row"
    )
    text = raw.text.noted() if raw.text else None
    place = places(text, raw.first_row, len(raw.headers), count, bad["row"].tolist())
    columns = list(enumerate(table.columns))
    rows = []
    for cell in cells.to_dict("records"):
        where = (raw.label, place.get(cell["row"], 0))
        aside = cell["_aside"] if isinstance(cell["_aside"], str) else ""
        reason, _, culprit = aside.partition(":")
        for index, column in columns:
            if int(cell["_bad"]) >> index & 1 and reason not in ("empty", "total", "header"):
                scope = "row" if aside else "cell"
                value = _text(cell[f"c{recognised.position[column.name]}"])
                rows.append((*where, recognised.header(column.name), value, f"not_{column.kind}", scope))
        if aside and reason != "unreadable":
            position = recognised.position.get(culprit)
            value = _shown(cell, position, len(raw.headers))
            rows.append((*where, recognised.header(culprit) if culprit else "", value, reason, "row"))
    return pd.DataFrame(rows, columns=FAULTS)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(cell: dict, position: int | None, width: int) -> str:
    if position is not None:
        return _text(cell[f"c{position}"])
    return ", ".join(_text(cell[f"c{index}"]) for index in range(width))[:_SHOWN]


def places(text: dict | None, first_row: int, width: int, count: int, rows: list[int]) -> dict[int, int]:
    """Return the line of each row; 0, which is shown as none, if the file cannot be told apart for sure."""
    if text is None:
        return {row: row + first_row for row in rows}
    found = text_files.records(Path(text["path"]), text["encoding"], text["delimiter"], first_row, width)
    lines = [line for line, cells, _ in found if cells is not None and len(cells) == width]
    return {row: lines[row] if len(lines) == count else 0 for row in rows}
