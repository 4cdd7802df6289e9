"""Tables a reader can use on screen and on paper: aligned, with bars and small lines in their cells."""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wcm_helpers import fonts, formats
from wcm_helpers.report.shown import Shown, piece, spoken
from wcm_helpers.words import ngettext

if TYPE_CHECKING:
    import pandas as pd

MAX_COLUMNS = 7
_PLAIN_ROWS = 20


@dataclass(frozen=True)
class Column:
    """How one column of a frame is shown: ``bar`` from its numbers, ``trend`` from tuples of numbers."""

    key: str
    label: str
    align: str = "left"
    write: Callable[[Any], str] = str
    bar: bool = False
    width: str = ""
    strong: bool = False
    trend: bool = False


def table(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    *,
    caption: str,
    note: str = "",
    wide: bool = False,
    row_class: Callable[[dict[str, Any]], str] | None = None,
) -> Shown:
    """Return a frame as a table a reader can use on screen and on paper.

    Parameters
    ----------
    frame : pd.DataFrame, one row a line, in the order to show
    columns : list of Column
        Seven at most, any number when ``wide``. The first names the row.
    caption, note : str
        Over the table, and under it: n, period, source, rule.
    wide : bool
        Whether the table is printed on a landscape page.
    row_class : callable, from a row as a dictionary to a word
        ``strong``, ``total`` or ``muted`` lines stand out; an empty word does nothing.

    Raises
    ------
    ValueError
        If there are too many columns, or a column the frame does not have.
    """
    if len(columns) > MAX_COLUMNS and not wide:
        raise ValueError(f"a portrait table has {MAX_COLUMNS} columns at most, got {len(columns)}; wide=True")
    if absent := [column.key for column in columns if column.key not in frame]:
        raise ValueError(f"the table has no column {absent}; it has {list(frame)}")
    records = frame.to_dict("records")
    longest = {column.key: _longest(frame[column.key]) for column in columns if column.bar}
    rows = [
        (row_class(record) if row_class else "", [_cell(record[c.key], c, longest) for c in columns])
        for record in records
    ]
    plain = [[column.label for column in columns], *([cell[0] for cell in cells] for _word, cells in rows)]
    return piece(
        "table", _plain_table(caption, plain, note),
        columns=columns, rows=rows, caption=caption, note=note, wide=wide,
    )  # fmt: skip


def _cell(value: Any, column: Column, longest: Mapping[str, float]) -> tuple[str, str, Any]:
    """Return a cell's text, the width of its bar in percent (empty without one) and its trend."""
    if formats.missing(value):
        return "–", "", ()
    if column.trend:
        months = tuple(float(month) for month in value)
        return spoken(months), "", months
    width = ""
    if column.bar:
        share = abs(float(value)) / longest[column.key] if longest[column.key] else 0.0
        width = f"{100 * share:.1f}" if math.isfinite(share) else ""
    return column.write(value), width, ()


def _longest(values: "pd.Series") -> float:
    return max((abs(float(value)) for value in values if not formats.missing(value)), default=0.0)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _plain_table(caption: str, lines: list[list[str]], note: str) -> str:
    shown = [[fonts.printable(cell) for cell in line] for line in lines[: _PLAIN_ROWS + 1]]
    wide = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    text = [
        "  ".join(c + " " * (w - _width(c)) for c, w in zip(line, wide, strict=True)).rstrip()
        for line in shown
    ]
    more = len(lines) - len(shown)
    if more:
        text.append(ngettext("… {count} more row", "… {count} more rows", more, count=formats.number(more)))
    return "\n".join([caption, *text, *([note] if note else [])])
