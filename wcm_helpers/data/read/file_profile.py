"""One pass over the bytes of an export: its fingerprint, and what kinds of characters its text holds.

What is nowhere in a file need not be looked for in any of its cells: without a blank there is nothing to
trim, without a quotation mark no cell spans lines.
"""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20
_ASCII = bytes(range(128))
#: White space beyond blank and tab that is trimmed, and the colon that may stand behind the word of a total.
_ODD = "\u00a0\u3000\ufeff\u200b："


@dataclass(frozen=True)
class CellCharacters:
    """What may stand in the rows of an export; by default anything.

    ``blanks`` and ``colons`` say whether there is any; ``odd`` is a tab, a quotation mark or white space
    beyond ASCII, and with it a line end inside a cell.
    """

    blanks: bool = True
    colons: bool = True
    odd: bool = True


#: Of an export whose bytes were not looked at.
ANY_CHARACTERS = CellCharacters()


@dataclass(frozen=True)
class FileProfile:
    """What a file holds: where its last blank, colon, odd character and quotation mark are, -1 for none.

    ``plain_ends`` says that all its lines end alike, in a line feed alone or behind a carriage return.
    ``utf8`` and ``ascii`` say how its bytes decode.
    """

    sha256: str
    blank: int = -1
    colon: int = -1
    odd: int = -1
    quote: int = -1
    plain_ends: bool = True
    utf8: bool = True
    ascii: bool = True

    def body(self, start: int) -> CellCharacters:
        """Return what may stand from the byte ``start`` on."""
        return CellCharacters(
            blanks=self.blank >= start, colons=self.colon >= start, odd=max(self.odd, self.quote) >= start
        )


def scan(path: Path, *, text: bool) -> FileProfile:
    r"""Return the traits of a file; only its fingerprint unless it is ``text``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_bytes(b"order id,qty\n1,2\n")
    ...     found = scan(path, text=True)
    >>> found.blank, found.quote, found.body(13)
    (5, -1, CellCharacters(blanks=False, colons=False, odd=False))
    """
    digest = hashlib.sha256()
    last = {"blank": -1, "colon": -1, "odd": -1, "quote": -1}
    ends: set[str] = set()
    decoder, ascii_only, start = codecs.getincrementaldecoder("utf-8")("strict"), True, 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            if text and chunk.endswith(b"\r"):
                chunk += stream.read(1)  # a carriage return is not parted from its line feed
            digest.update(chunk)
            if text:
                _note(last, "blank", start, chunk.rfind(b" "))
                _note(last, "colon", start, chunk.rfind(b":"))
                _note(last, "quote", start, chunk.rfind(b'"'))
                _note(last, "odd", start, chunk.rfind(b"\t"))
                ends |= _line_ends(chunk)
                if not chunk.isascii() or (decoder and decoder.getstate()[0]):
                    ascii_only = False
                    decoder = _decoded(decoder, chunk, last, start)
            start += len(chunk)
    whole = decoder is not None and not decoder.getstate()[0]
    plain = "\r" not in ends and len(ends) <= 1
    return FileProfile(digest.hexdigest(), **last, plain_ends=plain, utf8=whole, ascii=ascii_only)


def _note(last: dict[str, int], name: str, start: int, found: int) -> None:
    if found >= 0:
        last[name] = start + found


def _line_ends(chunk: bytes) -> set[str]:
    """Return the kinds of line ends in a chunk."""
    if b"\r" not in chunk:
        return {"\n"} if b"\n" in chunk else set()
    import numpy as np  # counts ten times as fast as bytes.count, where there is much to count

    codes = np.frombuffer(chunk, dtype=np.uint8)
    returns, feeds = codes == 13, codes == 10
    pairs = np.count_nonzero(returns[:-1] & feeds[1:])
    counts = {"\r\n": pairs, "\r": returns.sum() - pairs, "\n": feeds.sum() - pairs}
    return {end for end, count in counts.items() if count}


def _decoded(decoder: object, chunk: bytes, last: dict[str, int], start: int) -> object:
    """Decode a chunk that is not ASCII, and return the decoder; ``None`` once the bytes are not UTF-8."""
    if decoder is None:
        last["odd"] = start + len(chunk)
        return None
    try:
        found = decoder.decode(chunk)
    except UnicodeDecodeError:
        last["odd"] = start + len(chunk)
        return None
    if any(character in found for character in _ODD):
        last["odd"] = start + len(chunk.rstrip(_ASCII))
    return decoder


def lines_in(path: Path) -> int:
    """Return how many lines a file of plain line ends holds, without empty ones at its end."""
    import numpy as np

    count, held = 0, -1  # line ends with a line behind them; -1: no line yet
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            feeds = int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == 10))
            filled = len(chunk.rstrip(b"\r\n"))
            behind = chunk.count(b"\n", filled)
            if filled:
                count += max(held, 0) + feeds - behind
                held = behind
            elif held >= 0:
                held += behind
            else:  # empty lines at the start
                count += behind
    return count + 1 if held >= 0 else 0
