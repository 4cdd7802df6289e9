"""Workbooks of the kinds that no library of the tests writes, made byte by byte.

A cell is a text, a number, ``Error(word)`` for an error written into it, or ``Formula(word)`` for a formula
whose value is an error.
"""

import struct
import zipfile
from collections import namedtuple

Error = namedtuple("Error", "word")
Formula = namedtuple("Formula", "word")
CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_ONE_BY_ZERO = b"\x1e\x01\x00\x1e\x00\x00\x06"


def write_xlsb(path, sheets):
    """Write an .xlsb file of sheets by their names, each a dictionary of cells by row and column."""
    listed, relations = b"", ""
    for number, name in enumerate(sheets, 1):
        identity = f"rId{number}"
        listed += _new(156, struct.pack("<II", 0, number) + _wide(identity) + _wide(name))
        relations += (
            f'<Relationship Id="{identity}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/worksheet" Target="worksheets/sheet{number}.bin"/>'
        )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{relations}</Relationships>")
        book.writestr("xl/workbook.bin", _new(131) + _new(143) + listed + _new(144) + _new(132))
        for number, cells in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(cells))


def _xlsb_sheet(cells):
    rows = max((row for row, _ in cells), default=0)
    columns = max((column for _, column in cells), default=0)
    records = _new(129) + _new(148, struct.pack("<IIII", 0, rows, 0, columns)) + _new(145)
    for row in sorted({row for row, _ in cells}):
        records += _new(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0))
        for column in sorted(column for above, column in cells if above == row):
            value, place = cells[row, column], struct.pack("<II", column, 0)
            if isinstance(value, Error):
                records += _new(3, place + bytes([CODES[value.word]]))
            elif isinstance(value, Formula):
                formula = struct.pack("<HI", 0, len(_ONE_BY_ZERO)) + _ONE_BY_ZERO + struct.pack("<I", 0)
                records += _new(11, place + bytes([CODES[value.word]]) + formula)
            elif isinstance(value, str):
                records += _new(6, place + _wide(value))
            else:
                records += _new(5, place + struct.pack("<d", value))
    return records + _new(146) + _new(130)


def _new(kind, content=b""):
    """Return a record of .xlsb: its kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(content)
    while size > 127:
        head, size = head + bytes([size & 127 | 128]), size >> 7
    return head + bytes([size]) + content


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xls(path, sheets):
    """Write an .xls file of the same: records of BIFF8 in the one stream of an OLE file."""
    parts = [_xls_sheet(cells) for cells in sheets.values()]
    sizes = [4 + 8 + len(name) for name in sheets]
    start = 4 + 16 + sum(sizes) + 4
    stream = _old(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 6))
    for name, part in zip(sheets, parts, strict=True):
        stream += _old(0x0085, struct.pack("<IHBB", start, 0, len(name), 0) + name.encode("latin-1"))
        start += len(part)
    stream += _old(0x000A) + b"".join(parts)
    path.write_bytes(_ole(stream))


def _xls_sheet(cells):
    records = _old(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 1997, 0, 6))
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, Error):
            records += _old(0x0205, place + bytes([CODES[value.word], 1]))
        elif isinstance(value, Formula):
            result = bytes([2, 0, CODES[value.word], 0, 0, 0, 255, 255])
            formula = struct.pack("<HIH", 0, 0, len(_ONE_BY_ZERO)) + _ONE_BY_ZERO
            records += _old(0x0006, place + result + formula)
        elif isinstance(value, str):
            records += _old(0x0204, place + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
        else:
            records += _old(0x0203, place + struct.pack("<d", value))
    return records + _old(0x000A)


def _old(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def _ole(stream):
    """Return an OLE file: its header, one sector of the allocation table, one of the folder, the stream."""
    stream = stream.ljust(max(4096, -len(stream) % 512 + len(stream)), b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, *_NONE, *_NONE)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + allocation + folder.ljust(512, b"\0") + stream


_NONE = (0xFFFFFFFE, 0)


def _entry(name, kind, child, start, size):
    text = f"{name}\0".encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, *[0xFFFFFFFF] * 2, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def write_ods(path, tables):
    """Write an .ods file whose content has the XML of tables."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr(
            "content.xml",
            f"<office:document-content{names} {calc}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
