"""Text from outside as a terminal or a CSV file may show it: no hidden character, no formula.

A name may hold a character that moves a cursor, turns its neighbours round or ends a string early. It is
written as its number in angle brackets, as on pages. A cell that a spreadsheet could run as a formula begins
with an apostrophe. :mod:`wcm_helpers.data.read.typed` undoes both when a table of the workbook is read.
"""

import re

#: What a spreadsheet takes for the beginning of a formula, in the widths that a Chinese keyboard writes.
FORMULA_SIGNS = "-=+@＝＋－＠﹦﹢﹣﹫"  # in this order it may stand in a class of a pattern
#: Control characters but tab and line ends, and the marks that change the direction of writing, by number.
HIDDEN = (
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F,
    *range(0x2028, 0x202F), *range(0x2066, 0x206A),
)  # fmt: skip
_HIDDEN = re.compile(f"[{''.join(map(chr, HIDDEN))}\ud800-\udfff]")
_MAY_BE_FORMULA = re.compile(rf"[{FORMULA_SIGNS}\t\r]")


def mark(code: int) -> str:
    """Return what stands for a hidden character.

    Examples
    --------
    >>> mark(0x202E)
    '⟨U+202E⟩'
    """
    return f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    r"""Return a text with its hidden characters marked; tabs and line ends stay.

    Examples
    --------
    >>> visible("a\u202egpj\x1b[2J")
    'a⟨U+202E⟩gpj⟨U+001B⟩[2J'
    """
    return _HIDDEN.sub(lambda match: mark(ord(match[0])), text)


def in_json(text: str) -> str:
    r"""Return a text of JSON with its hidden characters written as JSON does.

    Examples
    --------
    >>> in_json('{"name": "a\u202eb"}')
    '{"name": "a\\u202eb"}'
    """
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def on_one_line(text: object) -> str:
    r"""Return a text for one line of a terminal or a log.

    Examples
    --------
    >>> on_one_line("x\nwcm: done\x07")
    'x wcm: done⟨U+0007⟩'
    """
    return visible(re.sub(r"[\t\r\n]+", " ", str(text)))


def from_cell(text: str) -> str:
    """Return a text of a CSV file of the workbook without the apostrophe of :func:`cell`.

    Examples
    --------
    >>> from_cell("'=SUM(1)"), from_cell("'a")
    ('=SUM(1)', "'a")
    """
    return text[1:] if text.startswith("'") and _MAY_BE_FORMULA.match(text[1:]) else text


def cell(text: str) -> str:
    """Return a text for a cell of a CSV file: one that could be a formula gets an apostrophe.

    Examples
    --------
    >>> cell("=SUM(1)"), cell("＠1"), cell("C00042")
    ("'=SUM(1)", "'＠1", 'C00042')
    """
    return f"'{visible(text)}" if _MAY_BE_FORMULA.match(text) else visible(text)
