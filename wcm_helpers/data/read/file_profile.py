"""Profile an export in one pass over its bytes: its fingerprint, and which kinds of characters its text has.

A character that occurs nowhere in a file need not be searched for in any of its cells: without a blank there
is nothing to trim, without a quotation mark no cell spans lines.
"""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

#: So many bytes at once stay in the cache of a processor.
_CHUNK = 1 << 18
#: Two line feeds, of which neither comes first.
_BLANK_LINE = 0x0A0A
_ASCII = bytes(range(128))

#: White space beyond blank and tab that is trimmed, and the colon that may follow the word of a total.
_ODD = "\u00a0\u3000\ufeff\u200b："


@dataclass(frozen=True)
class CellCharacters:
    """The kinds of characters that the rows of an export can have; by default all.

    Attributes
    ----------
    blanks, colons : bool
        Whether a blank or an ASCII colon occurs.
    underscores, exponents : bool
        Whether an underscore, or an E before a sign of plus (1.2E+05) occurs.
    hashes : bool
        Whether a # occurs, which the words of errors of a spreadsheet begin with.
    odd : bool
        Whether a tab, a quotation mark (and with it a line end in a cell) or white space beyond ASCII occurs.
    """

    blanks: bool = True
    colons: bool = True
    odd: bool = True
    underscores: bool = True
    exponents: bool = True
    hashes: bool = True


#: For an export whose bytes were not profiled.
ANY_CHARACTERS = CellCharacters()


@dataclass(frozen=True)
class FileProfile:
    """The fingerprint of a file and the kinds of its characters.

    Attributes
    ----------
    sha256 : str
        Fingerprint of its bytes.
    blank, colon, odd, quote, underscore, exponent, hash : int
        Position in bytes of the last blank, colon, odd character, quotation mark, underscore, plus behind
        an E, and #; -1 if there is none.
    plain_ends : bool
        Whether all lines end alike, in a line feed alone or after a carriage return.
    utf8, ascii : bool
        Whether its bytes decode so.
    filled_even, filled_odd : int
        Lines that are not blank and end behind an even and an odd number of quotation marks; an odd number
        is within a cell, unless a mark is part of the text.
    """

    sha256: str
    blank: int = -1
    colon: int = -1
    odd: int = -1
    quote: int = -1
    underscore: int = -1
    exponent: int = -1
    hash: int = -1
    plain_ends: bool = True
    utf8: bool = True
    ascii: bool = True
    filled_even: int = 0
    filled_odd: int = 0

    def characters_from(self, start: int) -> CellCharacters:
        """Return the kinds of characters from the byte ``start`` on."""
        return CellCharacters(
            blanks=self.blank >= start,
            colons=self.colon >= start,
            odd=max(self.odd, self.quote) >= start,
            underscores=self.underscore >= start,
            exponents=self.exponent >= start,
            hashes=self.hash >= start,
        )

    def records_from(self, path: Path, start: int) -> int:
        """Return how many records follow the first ``start`` bytes of the file, which end with a line."""
        top = FilledLines()
        with path.open("rb") as stream:
            top.add(stream.read(start))
        return self.filled_odd - top.odd if top.quotes % 2 else self.filled_even - top.even


class FilledLines:
    r"""Count the lines of a file that are not blank, by the number of quotation marks before their end.

    Examples
    --------
    >>> lines = FilledLines()
    >>> lines.add(b'a,"b')
    >>> lines.add(b'\nc"\n\nd,e')
    >>> lines.finish()
    >>> lines.even, lines.odd, lines.quotes
    (2, 1, 2)
    """

    def __init__(self) -> None:
        self.even, self.odd, self.quotes = 0, 0, 0
        self._start, self._last_end = 0, -1

    def add(self, chunk: bytes) -> None:
        """Count on; a carriage return and its line feed are in the same chunk."""
        import numpy as np

        codes = np.frombuffer(chunk, dtype=np.uint8)
        is_end = codes == 10
        if self._only_plain_lines(chunk):  # most files: five times as fast as looking for each end
            self._count(int(np.count_nonzero(is_end)), 0)
            self._last_end = self._start + chunk.rfind(b"\n")
            self._start += len(chunk)
            return
        ends = np.flatnonzero(is_end)
        filled = ends
        if len(ends):
            lengths = np.diff(ends, prepend=self._last_end - self._start)
            only_return = codes[np.maximum(ends - 1, 0)] == 13
            filled = ends[(lengths > 2) | ((lengths == 2) & ~only_return)]
            self._last_end = self._start + int(ends[-1])
        self._start += len(chunk)
        if b'"' in chunk:
            marks = np.flatnonzero(codes == 34)
            odd = int(np.count_nonzero(np.searchsorted(marks, filled) % 2))
            self._count(len(filled) - odd, odd)
            self.quotes += len(marks)
        else:
            self._count(len(filled), 0)

    @staticmethod
    def _only_plain_lines(chunk: bytes) -> bool:
        """Return whether a chunk has line ends, and neither blank lines nor returns nor quotation marks."""
        import numpy as np

        if b"\n" not in chunk or chunk.startswith(b"\n") or b'"' in chunk or b"\r" in chunk:
            return False
        pairs = (np.frombuffer(chunk, np.uint16, (len(chunk) - at) // 2, at) for at in (0, 1))
        return not any((pair == _BLANK_LINE).any() for pair in pairs)

    def finish(self) -> None:
        """Count the last line, if no line end follows it."""
        if self._start > self._last_end + 1:
            self._count(1, 0)

    def _count(self, even: int, odd: int) -> None:
        """Add lines by the marks before them in the same chunk."""
        if self.quotes % 2:
            even, odd = odd, even
        self.even += even
        self.odd += odd


def scan(path: Path, *, text: bool) -> FileProfile:
    r"""Return the profile of a file; only its fingerprint unless it is ``text``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_bytes(b"order id,qty\n1,2\n")
    ...     profile = scan(path, text=True)
    >>> profile.blank, profile.quote, profile.characters_from(0).blanks, profile.characters_from(13).blanks
    (5, -1, True, False)
    """
    digest = hashlib.sha256()
    last = dict.fromkeys(("blank", "colon", "odd", "quote", "underscore", "exponent", "hash"), -1)
    ends: set[str] = set()
    lines = FilledLines()
    decoder, ascii_only, start = codecs.getincrementaldecoder("utf-8")("strict"), True, 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            while text and chunk.endswith((b"\r", b"E", b"e")) and (more := stream.read(1)):
                chunk += more  # a carriage return and its line feed stay in one chunk, as does E+
            digest.update(chunk)
            if text:
                _update(last, "blank", start, chunk.rfind(b" "))
                _update(last, "colon", start, chunk.rfind(b":"))
                _update(last, "quote", start, chunk.rfind(b'"'))
                _update(last, "odd", start, chunk.rfind(b"\t"))
                _update(last, "underscore", start, chunk.rfind(b"_"))
                _update(last, "hash", start, chunk.rfind(b"#"))
                if b"+" in chunk:
                    _update(last, "exponent", start, max(chunk.rfind(b"E+"), chunk.rfind(b"e+")))
                ends |= _line_ends(chunk)
                lines.add(chunk)
                if not chunk.isascii() or (decoder and decoder.getstate()[0]):
                    ascii_only = False
                    decoder = _decoded(decoder, chunk, last, start)
            start += len(chunk)
    lines.finish()
    utf8 = decoder is not None and not decoder.getstate()[0]
    plain = "\r" not in ends and len(ends) <= 1
    return FileProfile(
        digest.hexdigest(),
        **last,
        plain_ends=plain,
        utf8=utf8,
        ascii=ascii_only,
        filled_even=lines.even,
        filled_odd=lines.odd,
    )


def _update(last: dict[str, int], name: str, start: int, position: int) -> None:
    if position >= 0:
        last[name] = start + position


def _line_ends(chunk: bytes) -> set[str]:
    """Return the kinds of line ends in a chunk."""
    if b"\r" not in chunk:
        return {"\n"} if b"\n" in chunk else set()
    import numpy as np  # counts ten times as fast as bytes.count, which matters for large files

    codes = np.frombuffer(chunk, dtype=np.uint8)
    returns, feeds = codes == 13, codes == 10
    pairs = np.count_nonzero(returns[:-1] & feeds[1:])
    counts = {"\r\n": pairs, "\r": returns.sum() - pairs, "\n": feeds.sum() - pairs}
    return {end for end, count in counts.items() if count}


def _decoded(decoder: object, chunk: bytes, last: dict[str, int], start: int) -> object:
    """Decode a chunk that is not ASCII and return the decoder, ``None`` once a byte is not UTF-8."""
    if decoder is None:
        last["odd"] = start + len(chunk)
        return None
    try:
        text = decoder.decode(chunk)
    except UnicodeDecodeError:
        last["odd"] = start + len(chunk)
        return None
    if any(character in text for character in _ODD):
        last["odd"] = start + len(chunk.rstrip(_ASCII))
    return decoder


def count_lines(path: Path) -> int:
    """Return the number of lines of a file with plain line ends, without empty ones at its end."""
    import numpy as np

    count, pending = 0, -1  # pending: line ends after the last filled line; -1: no filled line yet
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            feeds = int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == 10))
            filled = len(chunk.rstrip(b"\r\n"))
            behind = chunk.count(b"\n", filled)
            if filled:
                count += max(pending, 0) + feeds - behind
                pending = behind
            elif pending >= 0:
                pending += behind
            else:  # empty lines at the start
                count += behind
    return count + 1 if pending >= 0 else 0
