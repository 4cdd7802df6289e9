"""Read text files: their encoding, delimiter, header row and records.

A file is decoded from the first byte to the last in the declared encoding; none is guessed, since a wrong
one can decode without an error.
"""

import codecs
import csv
import gzip
import io
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message
from wcm_helpers.data.read import encoding_messages, header_messages, two_row_headers
from wcm_helpers.data.read.encodings import (
    HEAD,
    marked_encoding,
    same_encoding,
    unmarked_utf16,
)
from wcm_helpers.data.read.file_profile import FileProfile, scan
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import PROTECTED_CELL, Table, aliases, fold

_CHUNK = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20
#: Characters of a record; a longer one is rejected.
LONGEST_LINE = 1 << 22


def opened(path: Path, mode: str = "rb", **options: object) -> object:
    """Open a text file, uncompressed if its name ends in ``.gz``."""
    return (
        gzip.open(path, mode, **options) if path.name.lower().endswith(".gz") else path.open(mode, **options)
    )


class UndecodableLineError(Exception):
    """A line has a byte that its encoding has not."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def encoding_of(path: Path, label: str, options: TableSource) -> tuple[str, tuple[Message, ...]]:
    """Return the encoding to read a text file in, and a remark where it is not that of the settings.

    Raises
    ------
    WorkbookError
        If it is in UTF-16 without a mark, and the settings do not say so.
    """
    with opened(path) as stream:
        head = stream.read(HEAD)
    marked = marked_encoding(head)
    if marked:
        declared = options.encoding if "encoding" in options.model_fields_set else marked
        agrees = same_encoding(marked, declared)
        return marked, () if agrees else (encoding_messages.read_by_its_mark(marked, declared),)
    unmarked = unmarked_utf16(head)
    if unmarked and not same_encoding(unmarked, options.encoding):
        raise WorkbookError(encoding_messages.unmarked_utf16(label, unmarked))
    return options.encoding, ()


def as_utf8(path: Path, encoding: str, work: Path, profile: FileProfile) -> tuple[Path, FileProfile]:
    """Return a text file as UTF-8 with line ends of one kind: itself if it is so, else a copy.

    Parameters
    ----------
    path : Path
    encoding : str
        As :func:`encoding_of` returns it.
    work : Path
        Folder of the copy.
    profile : FileProfile
        Of ``path``.

    Returns
    -------
    tuple of Path, FileProfile
        The file to read, and its profile.

    Raises
    ------
    UndecodableError
        If a byte does not decode; with its line.
    """
    name = codecs.lookup(encoding).name
    sound = profile.ascii if name == "ascii" else profile.utf8
    plain = name in ("utf-8", "utf-8-sig", "ascii") and sound and profile.plain_ends
    if plain and not path.name.lower().endswith(".gz"):
        return path, profile
    copy = work / "utf8.csv"
    with copy.open("w", encoding="utf-8", newline="\n") as stream:
        for text in _decoded(path, encoding):
            stream.write(text.replace("\r\n", "\n").replace("\r", "\n"))
    return copy, scan(copy, text=True)


def header_end(path: Path, lines: int) -> int:
    """Return the position in bytes after the first ``lines`` lines of a file."""
    with path.open("rb") as stream:
        return sum(len(stream.readline()) for _ in range(lines))


def chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a text file in pieces, uncompressed."""
    with opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    """Yield a file's text in pieces, a carriage return and its line feed always in the same one."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, carried = 1, ""
    with opened(path) as stream:
        chunk = b"-"
        while chunk:
            chunk = stream.read(_CHUNK)
            try:
                text = carried + decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                sound = error.object[: error.start].decode(encoding, "ignore") if chunk else ""
                raise UndecodableLineError(line + _line_ends(carried + sound)) from None
            except UnicodeError:  # utf-16 without the mark it begins with
                raise UndecodableLineError(line) from None
            carried = "\r" if chunk and text.endswith("\r") else ""
            text = text.removesuffix(carried)
            line += _line_ends(text)
            yield text


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def find_header(head: str, options: TableSource, table: Table, label: str) -> tuple[str, list[str], int]:
    """Return the delimiter, the headers, and the number of lines down to and including the header row.

    Raises
    ------
    WorkbookError
        If no line at the top has a known header.
    """
    known = {*aliases(table), *(fold(header) for header in options.columns.values())}
    lines = io.StringIO(head, newline="\n").readlines()
    named = bool(options.header_row and options.columns)  # perhaps by letters: no header need be known
    best: tuple[tuple[int, int, int], str, list[str], int] | None = None
    for delimiter in (options.delimiter,) if options.delimiter else _DELIMITERS:
        for start, end, row in _possible_headers(lines, delimiter):
            if options.header_row and options.header_row not in (start, end):
                continue
            score = (len({fold(cell) for cell in row} & known), -start, len(row) if named else 0)
            if row and (best is None or score > best[0]):
                best = (score, delimiter, row, end)
    if best is None or (best[0][0] == 0 and not named):
        cells = [PROTECTED_CELL if table.protected else cell for cell in best[2]] if best else []
        raise WorkbookError(header_messages.no_header(label, table.name, HEADER_WITHIN, cells))
    _, delimiter, row, end = best
    above = _record_above(lines, end, row, delimiter)
    below = (_record_from(lines, end + 1, delimiter) or (0, []))[1]
    if len(below) == len(row) and two_row_headers.is_second_row(row, below, table):
        row, end = two_row_headers.joined(row, below, table), end + 1
    elif above and two_row_headers.is_first_row(above, row, table):
        row = two_row_headers.joined(above, row, table)
    return delimiter, [header.strip() or f"#{i + 1}" for i, header in enumerate(row)], end


def _record_above(lines: list[str], end: int, row: list[str], delimiter: str) -> list[str]:
    """Return the cells of the line above a header row of one line, if there are as many; else none."""
    if end < 2 or (_record_from(lines, end, delimiter) or (0, []))[1] != row:
        return []
    last, above = _record_from(lines, end - 1, delimiter) or (0, [])
    return above if last == end - 1 and len(above) == len(row) else []


def _possible_headers(lines: list[str], delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield first line, last line and cells of the records at the top, and of those that its lines begin.

    A title may open a quotation mark that it does not close: the record then takes in the header row, so
    every line at the top is tried as the beginning of a record too.
    """
    starts, start = set(range(1, min(HEADER_WITHIN, len(lines)) + 1)), 1
    for _ in range(HEADER_WITHIN):
        starts.add(start)
        start = (_record_from(lines, start, delimiter) or (start, []))[0] + 1
    for start in sorted(starts):
        if record := _record_from(lines, start, delimiter):
            yield start, *record


def _record_from(lines: list[str], start: int, delimiter: str) -> tuple[int, list[str]] | None:
    """Return the last line and the cells of the record that begins at a line; ``None`` for half a one."""
    csv.field_size_limit(LONGEST_LINE)
    for strict in (True, False):
        rows = csv.reader(lines[start - 1 :], delimiter=delimiter, strict=strict)
        try:
            row = next(rows)
        except (StopIteration, csv.Error):
            continue
        if strict or rows.line_num == 1:
            return start + rows.line_num - 1, row
    return None


def lines_are_records(head: str, lines: int, delimiter: str) -> bool:
    """Return whether each of the first lines of a file is a record of its own, whoever splits it."""
    top = io.StringIO(head, newline="\n").readlines()[:lines]
    return all('"' not in line or _is_whole(line, delimiter) for line in top)


def _is_whole(line: str, delimiter: str) -> bool:
    try:
        return len(list(csv.reader([line], delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def copy_from(path: Path, start: int, target: Path) -> Path:
    """Copy a file from the byte ``start`` on, and return the copy."""
    with path.open("rb") as stream, target.open("wb") as copy:
        stream.seek(start)
        shutil.copyfileobj(stream, copy, _CHUNK)
    return target


def lines_at(path: Path, numbers: Iterable[int]) -> Iterator[str]:
    """Yield the lines of a UTF-8 file with the given ascending numbers; 1 is the first."""
    remaining = iter(numbers)
    following = next(remaining, 0)
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if number == following:
                yield line.decode("utf-8").rstrip("\r\n")
                if not (following := next(remaining, 0)):
                    return


def records(
    path: Path, encoding: str, delimiter: str, first_line: int, width: int
) -> Iterator[tuple[int, list[str] | None, str]]:
    """Yield the first line, the cells and the text of every record of a text file.

    A record may span lines; a blank line is no record. The cells are ``None`` where a stray quotation mark
    makes them uncertain; blank cells beyond ``width`` are omitted.
    """
    csv.field_size_limit(LONGEST_LINE)
    pulled: list[str] = []

    def lines() -> Iterator[str]:
        for text in stream:
            pulled.append(text)
            yield text

    with opened(path, "rt", encoding="utf-8-sig" if encoding == "utf-8" else encoding) as stream:
        reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True, strict=True)
        line = first_line
        for _ in range(first_line - 1):
            next(stream, "")
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if cells and not any(cells[width:]):
                cells = cells[:width]
            if cells != []:
                yield line, cells, "".join(pulled)
            line += len(pulled)
            pulled.clear()
