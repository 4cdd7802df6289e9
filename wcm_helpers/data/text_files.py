"""Text files: encoding, delimiter and header row found, and the way from a data row back to its line.

A file is checked to be the encoding it is said to be from the first byte to the last: nothing is guessed
between encodings that all decode without an error.
"""

import codecs
import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from wcm_helpers.data.contract import Table, aliases, fold
from wcm_helpers.errors import WorkbookError
from wcm_helpers.settings import TableSource

_CHUNK = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20


def opened(path: Path, mode: str = "rb", **options: object) -> object:
    """Return a text file opened, unpacked if it is packed with gzip."""
    return (
        gzip.open(path, mode, **options) if path.name.lower().endswith(".gz") else path.open(mode, **options)
    )


def as_utf8(path: Path, label: str, options: TableSource, work: Path) -> tuple[Path, str]:
    """Return the file itself if it is plain UTF-8, else a copy in it, and its own encoding.

    Raises
    ------
    WorkbookError
        If a byte does not decode: the line, and what to declare.
    """
    encoding = options.encoding
    with opened(path) as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            encoding = "utf-16"
    packed = path.name.lower().endswith(".gz")
    as_it_is = not packed and codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii")
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    target = work / (path.name + ".utf8")
    done = 0
    with opened(path) as stream, (work / "nothing" if as_it_is else target).open("wb") as copy:
        try:
            while chunk := stream.read(_CHUNK):
                text = decoder.decode(chunk)
                if not as_it_is:
                    copy.write(text.encode("utf-8"))
                done += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            line = _lines_before(path, done + error.start) + 1
            raise WorkbookError(
                f"{label}: line {line} is not {encoding}; say which encoding the file has, "
                f'such as encoding = "gb18030"'
            ) from None
    return (path if as_it_is else target), encoding


def _lines_before(path: Path, byte: int) -> int:
    with opened(path) as stream:
        return stream.read(max(0, byte)).count(b"\n")


def find_header(head: str, options: TableSource, table: Table, label: str) -> tuple[str, list[str], int]:
    """Return the delimiter, the headers, and the number of lines down to and including the header row.

    Raises
    ------
    WorkbookError
        If no line at the top holds a header that is known.
    """
    wanted = {*aliases(table), *(fold(header) for header in options.columns.values())}
    best: tuple[tuple[int, int], str, list[str], int] | None = None
    for delimiter in (options.delimiter,) if options.delimiter else _DELIMITERS:
        for number, end, row in _first_records(head, delimiter):
            if options.header_row and end != options.header_row:
                continue
            score = (len({fold(cell) for cell in row} & wanted), -number)
            if row and (best is None or score > best[0]):
                best = (score, delimiter, row, end)
    if best is None or best[0][0] == 0:
        found = ", ".join(best[2][:8]) if best else "nothing"
        raise WorkbookError(
            f"{label}: no header row found in its first {HEADER_WITHIN} lines (saw {found}); "
            f"name the headers in columns, or the line in header_row, under [tables.{table.name}]"
        )
    return best[1], [header.strip() or f"column {i + 1}" for i, header in enumerate(best[2])], best[3]


def _first_records(head: str, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield number, last line and cells of the records at the top; one cut off by the end is no fault."""
    rows = csv.reader(io.StringIO(head), delimiter=delimiter)
    for number in range(1, HEADER_WITHIN + 1):
        try:
            row = next(rows)
        except (StopIteration, csv.Error):
            return
        yield number, rows.line_num, row


def walk(
    path: Path, encoding: str, delimiter: str, first_line: int, width: int
) -> Iterator[tuple[int, bool]]:
    """Yield for every record of a text file the line it begins on, and whether it is sound.

    A record may span lines, a blank line is none, and one of another width or with a stray quote is not
    sound. Only walked when there is a fault to point at.
    """
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with opened(path, "rt", encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        start = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            line, start = start, reader.line_num + 1
            if line >= first_line and cells != []:
                yield line, cells is not None and len(cells) == width
