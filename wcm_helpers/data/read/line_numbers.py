"""The way from a staged row back to its line in the export."""

from pathlib import Path

from wcm_helpers.data.read import text_files
from wcm_helpers.data.read.file_profile import lines_in


def line_numbers(
    text: dict | None, first_row: int, width: int, count: int, rows: list[int], unread: list[int]
) -> dict[int, int]:
    """Return the line of each row; 0, which is shown as none, if the file cannot be told apart for sure.

    Where there are as many lines as records, every record is one line, and the line is counted off. Only
    where a cell spans lines, or a line is blank, is the file walked again.

    Parameters
    ----------
    text : dict or None
        What it takes to walk a text file again; a spreadsheet's row follows from its first.
    first_row, width, count : int
        The line of the first record, the number of headers, and of staged rows.
    rows : list of int
        The rows whose lines are wanted; 0 is the first staged.
    unread : list of int
        The lines of the records that were set aside because they could not be split into cells.
    """
    if text is None:
        return {row: row + first_row for row in rows}
    if not rows:
        return {}
    path = Path(text["path"])
    if text["as_it_stands"] and lines_in(path) - first_row + 1 == count + len(unread):
        return _counted_off(first_row, rows, unread)
    return _walked(text, first_row, width, count, rows)


def _counted_off(first_row: int, rows: list[int], unread: list[int]) -> dict[int, int]:
    import numpy as np

    wanted = np.asarray(rows, dtype="int64")
    before = np.sort(np.asarray(unread, dtype="int64")) - first_row - np.arange(len(unread))
    lines = wanted + first_row + np.searchsorted(before, wanted, side="right")
    return dict(zip(rows, lines.tolist(), strict=True))


def _walked(text: dict, first_row: int, width: int, count: int, rows: list[int]) -> dict[int, int]:
    found = text_files.records(Path(text["path"]), text["encoding"], text["delimiter"], first_row, width)
    wanted, place = set(rows), {}
    row = -1
    for line, cells, _ in found:
        if cells is not None and len(cells) == width:
            row += 1
            if row in wanted:
                place[row] = line
    return {wanted_row: place.get(wanted_row, 0) if row + 1 == count else 0 for wanted_row in rows}
