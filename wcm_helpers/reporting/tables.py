"""Render frames as tables for screen and paper: aligned, with bars and trend lines in their cells."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from wcm_helpers.core import fonts, formats
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.block import Block, display_width, from_template, spoken

if TYPE_CHECKING:
    import pandas as pd

MAX_COLUMNS = 7
_PLAIN_ROWS = 20
#: What a cell without a value reads.
_NO_VALUE = ("", "–")
#: The attribute of a displayed frame with what a page adds: caption, note, shares, and texts as written.
AROUND = "wcm_around"
#: From so many rows on a table can be sorted, and keeps its head in sight on a screen.
_SORTABLE_ROWS, _LONG_ROWS = 8, 20
#: A cell so wide is prose: on a phone its row is stacked, one cell under the other.
_PROSE_WIDTH = 34


@dataclass(frozen=True)
class Column:
    """The presentation of one column of a frame.

    Attributes
    ----------
    key, label : str
        The column of the frame, and its heading on the page, with the unit.
    align : {"left", "right"}
    write : callable, from a cell to a text
    bar, trend : bool
        Whether a bar is drawn next to the number, or a trend line from a tuple of numbers.
    width : {"name", ""}
        ``name`` gives long names more room.
    strong : bool
    scaled : bool
        Whether the cells are ten-thousandths; the frame in ``Block.content`` has whole units.
    """

    key: str
    label: str
    align: str = "left"
    write: Callable[[Any], str] = str
    bar: bool = False
    width: str = ""
    strong: bool = False
    trend: bool = False
    scaled: bool = False


def table(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    *,
    name: str = "table",
    caption: str,
    note: str = "",
    wide: bool = False,
    row_class: Callable[[dict[str, Any]], str] | None = None,
) -> Block:
    """Return a frame as a table for screen and paper.

    Parameters
    ----------
    frame : pd.DataFrame, one row per line, in display order
    columns : list of Column
        Seven at most, any number when ``wide``. The first names the row.
    name : str
        Its key within the section.
    caption, note : str
        Text above the table, and below it: n, period, source, rule.
    wide : bool
        Whether the table is printed on a landscape page.
    row_class : callable, from a row as a dictionary to a word
        The style of the line: ``strong``, ``total``, ``muted`` or an empty string.

    Returns
    -------
    Block
        Its ``content`` is the displayed frame: the same rows and columns, named by their labels, amounts in
        whole units of the currency, shares from 0 to 1. A column without a value in any row is in it, but on
        the page only its name, below the table.

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
    scales = {column.key: _scale(frame[column.key]) for column in columns if column.bar}
    rows = [
        (row_class(record) if row_class else "", [_cell(record[c.key], c, scales) for c in columns])
        for record in records
    ]
    content = _page_frame(frame, columns)
    content.attrs[AROUND] = {"caption": caption, "note": note, **_as_written(content, columns, rows)}
    columns, rows, without = _with_values(columns, rows)
    note = joined([note, without])
    plain = [[column.label for column in columns], *([cell.text for cell in cells] for _word, cells in rows)]
    return from_template(
        "table", _plain_table(caption, plain, note), block_name=name, content=content,
        columns=columns, rows=rows, caption=caption, note=note, forms=_forms(rows, wide=wide),
    )  # fmt: skip


def _with_values(
    columns: Sequence[Column], rows: "list[tuple[str, list[Cell]]]"
) -> "tuple[list[Column], list[tuple[str, list[Cell]]], str]":
    """Return the columns with a value in some row, their cells, and a line that names the other columns."""
    shown = [
        place
        for place in range(len(columns))
        if not place or not rows or any(cells[place].text not in _NO_VALUE for _word, cells in rows)
    ]
    left_out = [column.label for place, column in enumerate(columns) if place not in shown and column.label]
    line = _("Without a value in any row: {names}.", names=formats.listed(left_out)) if left_out else ""
    kept = [(word, [cells[place] for place in shown]) for word, cells in rows]
    return [columns[place] for place in shown], kept, line


def _page_frame(frame: "pd.DataFrame", columns: Sequence[Column]) -> "pd.DataFrame":
    """Return the displayed columns under their labels, amounts in whole units."""
    import pandas as pd

    cells = {}
    for column in columns:
        values = frame[column.key].reset_index(drop=True)
        label = column.label if column.label not in cells else f"{column.label} ({column.key})"
        cells[label] = values / formats.SCALE if column.scaled else values
    return pd.DataFrame(cells)


def _forms(rows: "list[tuple[str, list[Cell]]]", *, wide: bool) -> tuple[str, ...]:
    """Return the forms of a table: ``wide`` on paper; ``sortable`` and ``long`` on screen.

    On a phone the rows of one with prose are ``stacked`` cells, or ``wordy`` lines where there are many rows.
    """
    prose = any(
        display_width(cell.text) > _PROSE_WIDTH
        for _word, cells in rows
        for cell in cells[1:]
        if not cell.trend
    )
    long = len(rows) >= _LONG_ROWS
    applies = {
        "wide": wide,
        "sortable": len(rows) >= _SORTABLE_ROWS,
        "long": long,
        "stacked": prose and not long,
        "wordy": prose and long,
    }
    return tuple(form for form, there in applies.items() if there)


def _as_written(
    content: "pd.DataFrame", columns: Sequence[Column], rows: "list[tuple[str, list[Cell]]]"
) -> dict[str, Any]:
    """Return the columns whose numbers are written as percent, and the words of those with texts."""
    shares, texts = [], {}
    for place, (label, column) in enumerate(zip(content.columns, columns, strict=True)):
        written = [cells[place].text for _word, cells in rows]
        if column.align == "right" and any(text.endswith("%") for text in written):
            shares.append(label)
        elif column.align == "left" and not column.trend:
            texts[label] = written
    return {"shares": shares, "texts": texts}


class Cell(NamedTuple):
    """A cell as displayed: text, bar and trend, and the number it is sorted by; each empty without one."""

    text: str
    bar: "Bar | None" = None
    trend: tuple[float, ...] = ()
    value: str = ""


class Bar(NamedTuple):
    """The bar of a cell in percent of its track: from where, how long, and whether left of the base line."""

    start: str
    width: str
    loss: bool


def _cell(value: Any, column: Column, scales: Mapping[str, tuple[float, float]]) -> Cell:
    if formats.missing(value):
        return Cell("–")
    if column.trend:
        months = tuple(float(month) for month in value)
        return Cell(spoken(months), trend=months)
    bar = _bar(float(value), *scales[column.key]) if column.bar else None
    return Cell(column.write(value), bar, value=_sorted_by(value) if column.align == "right" else "")


def _sorted_by(value: Any) -> str:
    """Return the number by which a cell is sorted; empty for a text, which is sorted as it reads."""
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    return f"{value:.15g}" if is_number and math.isfinite(value) else ""


def _bar(value: float, low: float, high: float) -> Bar | None:
    """Return the bar of a value on a track from ``low`` to ``high``; losses end where gains begin.

    Examples
    --------
    >>> _bar(30.0, -10.0, 30.0), _bar(-10.0, -10.0, 30.0)
    (Bar(start='25.0', width='75.0', loss=False), Bar(start='0.0', width='25.0', loss=True))
    """
    if not math.isfinite(value):
        return None
    percent = 100 / (high - low) if high > low else 0.0
    start, width = (min(value, 0.0) - low) * percent, abs(value) * percent
    return Bar(f"{start:.1f}", f"{width:.1f}", value < 0)


def _scale(values: "pd.Series") -> tuple[float, float]:
    """Return the two ends of a column's track, with zero between or at one of them."""
    known = [float(value) for value in values if not formats.missing(value) and math.isfinite(value)]
    return min([0.0, *known]), max([0.0, *known])


def _plain_table(caption: str, lines: list[list[str]], note: str) -> str:
    cells = [[fonts.printable(cell) for cell in line] for line in lines[: _PLAIN_ROWS + 1]]
    wide = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    text = [
        "  ".join(c + " " * (w - display_width(c)) for c, w in zip(line, wide, strict=True)).rstrip()
        for line in cells
    ]
    more = len(lines) - len(cells)
    if more:
        text.append(ngettext("… {count} more row", "… {count} more rows", more, count=formats.number(more)))
    return "\n".join([caption, *text, *([note] if note else [])])
