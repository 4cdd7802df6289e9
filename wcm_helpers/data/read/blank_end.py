"""A copy of an .xlsx file without the rows at the end of a sheet that have nothing but blanks.

One blank in the last row of a sheet makes the reader keep a million empty rows in memory.
"""

import html
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from wcm_helpers.data.read.sheet_extent import DAMAGED, ROW_END, Extent, part_of, whole_elements

_STRINGS = "xl/sharedStrings.xml"
_STRING = re.compile(rb"<(?:\w+:)?si\b(?:[^>]*/>|.*?</(?:\w+:)?si>)", re.DOTALL)
_STRING_END = re.compile(rb"</(?:\w+:)?si>")
#: A cell that is not empty: its attributes and its elements.
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_TEXT = re.compile(rb"<(?:\w+:)?[vt]\b[^>]*>([^<]+)<")
_PLACE = re.compile(rb'\br="[A-Z]+([0-9]+)"')
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData>")
_CHUNK = 1 << 20


def without_blank_end(path: Path, sheet: str, extent: Extent) -> BinaryIO | None:
    """Return a copy of a file without the blank rows at the end of a sheet.

    None if they are less than half of its rows, or if the file is damaged or of another kind.
    """
    if len(_values(extent.last_row)) > 1:
        return None
    try:
        with zipfile.ZipFile(path) as workbook:
            part = part_of(workbook, sheet)
            with workbook.open(part) as stream:
                row, end, behind = _last_filled(stream, cache(lambda: _blank_strings(workbook)))
            return _shortened(workbook, part, end, behind) if 0 < 2 * row <= extent.rows else None
    except DAMAGED:
        return None  # the reader says what is wrong with the file


def _last_filled(stream: BinaryIO, blank: Callable[[], set[int]]) -> tuple[int, int, int]:
    """Return the last row with a value, where it ends in the file, and where all rows end."""
    number = end = behind = position = 0
    for text in whole_elements(stream, ROW_END):
        ends = [match.end() for match in ROW_END.finditer(text)]
        for begin, stop in reversed([*zip([0, *ends], [*ends, len(text)], strict=True)]):
            if found := _filled(text[begin:stop], blank):
                number, end = found, position + stop
                break
        if last := _ROWS_END.search(text):
            behind = position + last.start()
        position += len(text)
    return number, end, behind


def _filled(row: bytes, blank: Callable[[], set[int]]) -> int:
    """Return the number of a row if any of its cells has a value that is not blank, else 0.

    Raises
    ------
    ValueError
        If its cells have no places.
    """
    values = _values(row)
    # Two values are not both blank; looking up the shared texts of a large workbook takes a second.
    if len(values) > 1 or any(
        int(text) not in blank() if is_shared else not _is_blank(text) for is_shared, text in values
    ):
        if not (place := _PLACE.search(row)):
            raise ValueError("cell without a place")
        return int(place[1])
    return 0


def _values(row: bytes) -> set[tuple[bool, bytes]]:
    """Return the different values of a row: whether it is the number of a shared text, and its text."""
    values = set()
    for attributes, content in _CELL.findall(row):
        text = b"=" if _FORMULA.search(content) else b"".join(_TEXT.findall(content))
        if text:
            values.add((b't="s"' in attributes and text != b"=", text))
    return values


def _blank_strings(workbook: zipfile.ZipFile) -> set[int]:
    """Return which of the shared texts of a workbook are blank."""
    blank, count = set(), 0
    with workbook.open(_STRINGS) as stream:
        for text in whole_elements(stream, _STRING_END):
            for match in _STRING.finditer(text):
                if _is_blank(b"".join(_TEXT.findall(match[0]))):
                    blank.add(count)
                count += 1
    return blank


def _is_blank(text: bytes) -> bool:
    return not html.unescape(text.decode("utf-8", "replace")).strip()


def _shortened(workbook: zipfile.ZipFile, part: str, end: int, behind: int) -> BinaryIO:
    """Return a copy of a workbook of which a part lacks what lies between two places."""
    shorter = io.BytesIO()
    with zipfile.ZipFile(shorter, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in workbook.namelist():
            with workbook.open(name) as source, copy.open(name, "w") as target:
                while name == part and (left := end - source.tell()) > 0:
                    target.write(source.read(min(left, _CHUNK)))
                if name == part:
                    source.seek(behind)
                shutil.copyfileobj(source, target, _CHUNK)
    shorter.seek(0)
    return shorter
