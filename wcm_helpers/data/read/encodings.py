"""Which encoding a text file has: what a mark at its start declares, and which ones read it whole.

An encoding is never guessed, since a wrong one can decode without an error. A byte order mark is no guess:
the program that wrote the file put it there, so it goes before the settings.
"""

import codecs
import re
from collections.abc import Callable, Iterable

from wcm_helpers.data.tables.schema import fold

#: Byte order marks and the encodings they declare; that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What exports are written in, tried in this order where the declared encoding does not fit.
_COMMON = ("utf-8", "gb18030", "big5", "cp1252")
#: So many bytes show whether every character takes two.
HEAD = 1 << 12
_CELL_ENDS = re.compile(r"[,;\t|\r\n]")


def marked_encoding(head: bytes) -> str:
    r"""Return the encoding that the first bytes of a file declare; empty without a mark.

    Examples
    --------
    >>> marked_encoding(b"\xef\xbb\xbfa,b"), marked_encoding(b"\xff\xfea\0"), marked_encoding(b"a,b")
    ('utf-8', 'utf-16', '')
    """
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")


def unmarked_utf16(head: bytes) -> str:
    r"""Return the form of UTF-16 that text without a mark is in; empty for any other.

    Delimiters, digits and line ends have a byte of zero before or behind them there, and nowhere else.

    Examples
    --------
    >>> unmarked_utf16(b"a\0,\0b\0"), unmarked_utf16(b"\0a\0,"), unmarked_utf16(b"a,b")
    ('utf-16-le', 'utf-16-be', '')
    """
    if marked_encoding(head) or not head or head.count(0) * 8 < len(head):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        codecs.getincrementaldecoder(name)("strict").decode(head)
    except UnicodeDecodeError:
        return ""
    return name if min(even, odd) * 8 <= max(even, odd) else ""


def same_encoding(one: str, other: str) -> bool:
    """Return whether two names mean one encoding: UTF-8 with a mark or without, utf-16 or utf-16-le.

    Examples
    --------
    >>> same_encoding("UTF8", "utf-8-sig"), same_encoding("utf-16", "utf-16-be")
    (True, False)
    """
    plain = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16"}
    first, second = (codecs.lookup(name).name for name in (one, other))
    return plain.get(first, first) == plain.get(second, second)


def readable_encodings(chunks: Callable[[], Iterable[bytes]], known: Iterable[str] = ()) -> list[str]:
    """Return the common encodings that decode a file from its first byte to its last, the likeliest first.

    Parameters
    ----------
    chunks : callable
        Gives the bytes of the file, each time from the start.
    known : iterable of str
        Folded headers: where they are found in some of the encodings, the others are left out.

    Examples
    --------
    >>> readable_encodings(lambda: ["客户编号,金额".encode("gb18030")], ["客户编号"])
    ['gb18030']
    >>> readable_encodings(lambda: [bytes([0x61, 0x81, 0x2C])])
    []
    """
    tops = {encoding: top for encoding in _COMMON if (top := _top(chunks(), encoding)) is not None}
    known = {*known}
    known_headers = {
        encoding: len({fold(cell) for cell in _CELL_ENDS.split(top)} & known)
        for encoding, top in tops.items()
    }
    return [encoding for encoding in tops if known_headers[encoding] == max(known_headers.values())]


def _top(chunks: Iterable[bytes], encoding: str) -> str | None:
    """Return the beginning of a text, ``None`` if it does not decode to its end."""
    decoder, top = codecs.getincrementaldecoder(encoding)("strict"), ""
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            top += text[: HEAD - len(top)]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return top
