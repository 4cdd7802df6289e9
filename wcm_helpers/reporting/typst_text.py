"""Texts in the markup of Typst: every text is a string literal, so that a name can never be a command."""

import re
from collections.abc import Iterable

from wcm_helpers.core import fonts

_SPACES = re.compile(r"[ \t\r\n\f]+")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(text: str) -> str:
    r"""Return any text as a string literal of Typst.

    Examples
    --------
    >>> print(literal('#eval("1")\\'))
    "#eval(\"1\")\\"
    """
    return '"' + "".join(_ESCAPED.get(c) or (f"\\u{{{ord(c):x}}}" if c < " " else c) for c in text) + '"'


def words(text: str) -> str:
    """Return printable text with its spaces joined, as a string literal."""
    return literal(fonts.printable(_SPACES.sub(" ", text)))


def in_order(parts: Iterable[str]) -> str:
    """Return contents one after another."""
    return "{\n" + "\n".join(part for part in parts if part) + "\n}"


def array(parts: Iterable[str]) -> str:
    """Return an array of Typst.

    Examples
    --------
    >>> array(["1", "2"]), array([])
    ('(1, 2, )', '()')
    """
    return "(" + "".join(f"{part}, " for part in parts) + ")"
