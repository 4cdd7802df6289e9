"""An export of a survey as headers and records: which rows are headers, responses, totals, sub-forms."""

import re
from dataclasses import dataclass

import numpy as np

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, nmessage
from wcm_helpers.data.survey.cells import Cells
from wcm_helpers.data.survey.folding import fold

_TOTALS = {
    "合计", "总计", "小计", "平均", "平均分", "平均值", "均值", "汇总",
    "total", "totals", "average", "mean", "sum",
}  # fmt: skip
#: A total row has its word in one of so many first cells, and so large a share of its cells blank.
_FIRST_CELLS, _BLANK_SHARE = 3, 0.3
#: What the second header row has where it says nothing.
_RESPONSE = {"response", "open-endedresponse", "回答", "答案"}
_IMPORT_ID = re.compile(r'^\{\s*"ImportId"')


@dataclass(frozen=True, eq=False)
class Grid:
    """An export: its headers, and one row of text for each response.

    Attributes
    ----------
    label : str
        The name of the file in messages.
    headers : list of str
        A name for each column, each once: ``top / sub`` of two header rows, ``name (#2)`` for the second
        of a name.
    tops, subs : list of str
        The header rows; ``subs`` is empty where there is one, and where it only says "Response".
    texts : list of str
        A further name of each column, as an export has that gives code and question; else empty.
    columns : list of np.ndarray
        The cells of each column, as the export writes them.
    records : list of int
        The number of each response in the file.
    notes : tuple of Text
        Rows that are no responses.
    header_rows : int
    """

    label: str
    headers: list[str]
    tops: list[str]
    subs: list[str]
    texts: list[str]
    columns: list[np.ndarray]
    records: list[int]
    notes: tuple[Text, ...]
    header_rows: int = 1


def make_grid(cells: Cells, header_rows: int = 0) -> Grid:
    """Return the cells of a file as headers and responses.

    Parameters
    ----------
    cells : Cells
    header_rows : int
        0: recognised. One by default; two where the cells of the first row are merged, or left blank
        above words of the second; three where the third has the import ids of Qualtrics.

    Raises
    ------
    WorkbookError
        If there is no header.
    """
    rows = cells.rows
    if not rows or not any(cell.strip() for row in rows for cell in row):
        raise WorkbookError(message("{place}: the file is empty. Export it again.", place=cells.label))
    title = 0 if header_rows else _title_rows(rows)
    depth = title + (header_rows or _header_rows(rows[title:], _shifted(cells, title)))
    tops, subs, texts = _named(rows[title:depth])
    notes, chosen = [], []
    continued = _continuations(cells, depth)
    for index in range(depth, len(rows)):
        row = rows[index]
        if index in continued or not any(map(str.strip, row)):
            continue
        word = next((cell.strip() for cell in row[:_FIRST_CELLS] if fold(cell) in _TOTALS), "")
        if word and sum(not cell.strip() for cell in row) >= _BLANK_SHARE * len(row):
            notes.append(
                message(
                    '{place}, record {record}: a row of totals ("{word}") is no response and not counted.',
                    place=cells.label,
                    record=str(cells.records[index]),
                    word=word,
                )
            )
            continue
        chosen.append(index)
    if continued:
        notes.append(
            nmessage(
                "{place}: {n} row continues the response above it (a sub-form) and is not a response.",
                "{place}: {n} rows continue the response above them (a sub-form) and are not responses.",
                len(continued),
                place=cells.label,
            )
        )
    width = len(tops)
    table = np.array([rows[index] for index in chosen], dtype=object)
    table = table.reshape(len(chosen), width)
    used = range(
        1
        + max(
            place
            for place in range(width)
            if tops[place] or subs[place] or any(cell.strip() for cell in table[:, place])
        )
    )  # the delimiters at the end of each line make no column
    return Grid(
        cells.label,
        _unique([_header(tops[place], subs[place], place) for place in used]),
        [tops[place] for place in used],
        [subs[place] for place in used],
        [texts[place] for place in used],
        [table[:, place] for place in used],
        [cells.records[index] for index in chosen],
        tuple(notes),
        depth - title,
    )


def _title_rows(rows: list[list[str]]) -> int:
    """Return how many rows above the headers have a single filled cell, or none."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:5]]
    if max(filled) < 3:
        return 0
    return next(number for number, count in enumerate(filled) if count > 1)


def _shifted(cells: Cells, title: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((a - title, b), (c - title, d)) for (a, b), (c, d) in cells.merged]


def _header_rows(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> int:
    """Return the number of header rows, as recognised."""
    for number, row in enumerate(rows[:5], start=1):
        if any(_IMPORT_ID.match(cell.strip()) for cell in row):
            return number
    if len(rows) < 2:
        return 1
    at_top = [(first, last) for first, last in merged if first[0] == 0]
    if at_top:
        across = any(last[0] == 0 for _first, last in at_top)
        return max(1 + int(across), *(last[0] + 1 for _first, last in at_top))
    top, sub = rows[0], rows[1]
    below_a_blank = any(not a.strip() and b.strip() for a, b in zip(top, sub, strict=True))
    says_response = any(fold(cell) in _RESPONSE for cell in sub) and fold(sub[0]) in {"", *_RESPONSE}
    return 2 if says_response or (below_a_blank and not sub[0].strip()) else 1


def _named(header: list[list[str]]) -> tuple[list[str], list[str], list[str]]:
    """Return the first name, the second name and a further text of each column."""
    clean = [[_clean(cell) for cell in row] for row in header]
    width = len(clean[0])
    if len(clean) == 1:
        return clean[0], [""] * width, [""] * width
    if any(_IMPORT_ID.match(cell) for cell in clean[-1]):
        return clean[0], [""] * width, clean[1] if len(clean) > 2 else [""] * width
    tops, current = [], ""
    for place, cell in enumerate(clean[0]):
        below = any(row[place] for row in clean[1:])
        current = cell or (current if below else "")
        tops.append(current)
    subs = [" / ".join(filter(None, (row[place] for row in clean[1:]))) for place in range(width)]
    return tops, ["" if fold(sub) in _RESPONSE else sub for sub in subs], [""] * width


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _header(top: str, sub: str, place: int) -> str:
    return " / ".join(filter(None, (top, sub))) or f"#{place + 1}"


def _unique(headers: list[str]) -> list[str]:
    """Return headers with ``(#2)`` behind the second of a name."""
    seen: dict[str, int] = {}
    unique = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        unique.append(header if seen[header] == 1 else f"{header} (#{seen[header]})")
    return unique


def _continuations(cells: Cells, depth: int) -> set[int]:
    """Return the rows of a sheet whose first cell is merged with the one above: lines of a sub-form."""
    return {
        row
        for (first, column), (last, _column) in cells.merged
        if first >= depth and column == 0
        for row in range(first + 1, last + 1)
    }
