"""Read text files: their encoding, delimiter, header row and records.

A file is decoded from the first byte to the last in the declared encoding; none is guessed, since a wrong
one can decode without an error.
"""

import codecs
import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.read import file_messages, header_messages
from wcm_helpers.data.read.file_profile import FileProfile, scan
from wcm_helpers.data.settings import TableSource
from wcm_helpers.data.tables.schema import Table, aliases, fold

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


def as_utf8(
    path: Path, label: str, options: TableSource, work: Path, profile: FileProfile
) -> tuple[Path, str, FileProfile]:
    """Return a text file as UTF-8 with line ends of one kind: itself if it is so, else a copy.

    Parameters
    ----------
    path, label : Path, str
        The file, and its name in messages.
    options : TableSource
        With the declared encoding; a UTF-16 byte order mark goes before it.
    work : Path
        Folder of the copy.
    profile : FileProfile
        Of ``path``.

    Returns
    -------
    tuple of Path, str, FileProfile
        The file to read, the encoding of the original, the profile of the file to read.

    Raises
    ------
    WorkbookError
        If a byte does not decode; with its line.
    """
    encoding = options.encoding
    with opened(path) as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            encoding = "utf-16"
    name = codecs.lookup(encoding).name
    sound = profile.ascii if name == "ascii" else profile.utf8
    plain = name in ("utf-8", "utf-8-sig", "ascii") and sound and profile.plain_ends
    if plain and not path.name.lower().endswith(".gz"):
        return path, encoding, profile
    copy = work / "utf8.csv"
    with copy.open("w", encoding="utf-8", newline="\n") as stream:
        for text in _decoded(path, encoding, label):
            stream.write(text.replace("\r\n", "\n").replace("\r", "\n"))
    return copy, encoding, scan(copy, text=True)


def header_end(path: Path, lines: int) -> int:
    """Return the position in bytes after the first ``lines`` lines of a file."""
    with path.open("rb") as stream:
        return sum(len(stream.readline()) for _ in range(lines))


def _decoded(path: Path, encoding: str, label: str) -> Iterator[str]:
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
                sound = error.object[: error.start].decode(encoding, "ignore")
                last = line + _line_ends(carried + sound)
                raise WorkbookError(file_messages.not_in_encoding(f"{label}:{last}", encoding)) from None
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
    best: tuple[tuple[int, int], str, list[str], int] | None = None
    for delimiter in (options.delimiter,) if options.delimiter else _DELIMITERS:
        for number, end, row in _first_records(head, delimiter):
            if options.header_row and end != options.header_row:
                continue
            score = (len({fold(cell) for cell in row} & known), -number)
            if row and (best is None or score > best[0]):
                best = (score, delimiter, row, end)
    if best is None or best[0][0] == 0:
        cells = best[2] if best else []
        raise WorkbookError(header_messages.no_header(label, table.name, HEADER_WITHIN, cells))
    return best[1], [header.strip() or f"#{i + 1}" for i, header in enumerate(best[2])], best[3]


def _first_records(head: str, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield number, last line and cells of the records at the top, up to one that ``head`` cuts off."""
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(io.StringIO(head), delimiter=delimiter)
    for number in range(1, HEADER_WITHIN + 1):
        try:
            row = next(rows)
        except (StopIteration, csv.Error):
            return
        yield number, rows.line_num, row


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
