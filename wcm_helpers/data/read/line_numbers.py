"""Find the line of the export that a staged row was read from."""

from pathlib import Path

from wcm_helpers.data.read import text_files
from wcm_helpers.data.read.file_profile import count_lines


def line_numbers(
    text: dict | None, first_row: int, width: int, count: int, rows: list[int], unread: list[int]
) -> dict[int, int]:
    """Return the line of each row; 0, printed as no line, if the lines cannot be matched for certain.

    Where there are as many lines as records, every record is one line and its number is computed. Only where
    a cell spans lines, or a line is blank, is the file read again.

    Parameters
    ----------
    text : dict or None
        How to read a text file again, see :meth:`TextForm.as_dict`; ``None`` for a spreadsheet or a table.
    first_row, width, count : int
        The line of the first record, the number of headers, and of staged rows.
    rows : list of int
        The staged rows to locate; 0 is the first.
    unread : list of int
        The lines of the rejected records that could not be split into cells.

    Returns
    -------
    dict of int to int
        Line of the export by staged row; 1 is the first line.
    """
    if text is None:
        return {row: row + first_row for row in rows}
    if not rows:
        return {}
    path = Path(text["path"])
    if text["is_original"] and count_lines(path) - first_row + 1 == count + len(unread):
        return _computed(first_row, rows, unread)
    return _read_again(text, first_row, width, count, rows)


def _computed(first_row: int, rows: list[int], unread: list[int]) -> dict[int, int]:
    import numpy as np

    numbers = np.asarray(rows, dtype="int64")
    before = np.sort(np.asarray(unread, dtype="int64")) - first_row - np.arange(len(unread))
    lines = numbers + first_row + np.searchsorted(before, numbers, side="right")
    return dict(zip(rows, lines.tolist(), strict=True))


def _read_again(text: dict, first_row: int, width: int, count: int, rows: list[int]) -> dict[int, int]:
    records = text_files.records(Path(text["path"]), text["encoding"], text["delimiter"], first_row, width)
    targets, lines = set(rows), {}
    last = -1
    for line, cells, _ in records:
        if cells is not None and len(cells) == width:
            last += 1
            if last in targets:
                lines[last] = line
    return {row: lines.get(row, 0) if last + 1 == count else 0 for row in rows}
