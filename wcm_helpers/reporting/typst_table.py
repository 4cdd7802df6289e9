"""Tables in the markup of Typst: the widths of their columns, their cells and bars."""

import re
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from wcm_helpers.reporting.page_tree import called, classes, first, pieces, words_in
from wcm_helpers.reporting.typst_text import array, literal, words

_SHORT = 14  # a text column up to this many characters gets its natural width, a longer one a share
_LINE, _ROW = 3.7, 2.5  # millimetres: a line of a table, and the space between two rows
_PERCENT = re.compile(r"(margin-left|width):([\d.]+)%")

#: From the children of an element to their markup.
Inline = Callable[[Iterable[object]], str]


def datatable(tag: HtmlElement, inline: Inline) -> str:
    """Return a table, with its caption and note, as a call of the template."""
    table = tag if tag.tag == "table" else first(tag, "table")
    heads = list(first(table, "thead").iter("th"))
    inside = first(table, "tbody")
    rows = [] if inside is None else list(inside.iter("tr"))
    grid = [list(row.iter("th", "td")) for row in rows]
    columns = list(zip(heads, zip(*grid, strict=True), strict=True)) if grid else [(h, ()) for h in heads]
    rooms = [_bar_room(cells) for _head, cells in columns]
    wide = "wide" in classes(tag)
    widths = [_track(head, cells, room, wide) for (head, cells), room in zip(columns, rooms, strict=True)]
    sides = ["right" if "num" in classes(head) else "left" for head in heads]
    body = "".join(
        array(
            [
                literal(" ".join(sorted(classes(row)))),
                *(_cell(*pair, inline) for pair in zip(cells, rooms, strict=True)),
            ]
        )
        + ",\n"
        for row, cells in zip(rows, grid, strict=True)
    )
    fits = _fits(
        [[words_in(head) for head in heads], *([words_in(cell).strip() for cell in row] for row in grid)],
        rooms,
        wide,
    )
    caption = first(table, "caption")
    note = next((child for child in tag if "note" in classes(child)), None)
    names = [inline(pieces(head)) for head in heads]
    return (
        f"w.datatable({array(widths)}, {array(sides)}, {array(names)}, ({body}), "
        f"caption: {'none' if caption is None else inline(pieces(caption))}, "
        f"note: {'none' if note is None else inline(pieces(note))}, fits: {fits})"
    )


def _fits(texts: list[list[str]], rooms: list[float], wide: bool) -> str:
    """Return whether a table fits on a page: ``true``, ``false``, or ``auto`` where only measuring tells.

    Its height is estimated from the lines of its longest cells, with the letters of a page divided among the
    columns; bars count as ten letters. Between six and fifteen tenths of a page the estimate is not enough.
    """
    across, height = (158, 170) if wide else (105, 257)
    lengths = [[_letters(text) for text in row] for row in texts]
    natural = [
        max(column, default=0) + 2 + 10 * (room > 0)
        for column, room in zip(zip(*lengths, strict=True), rooms, strict=True)
    ]
    excess = max(1.0, sum(natural) / across)
    lines = sum(
        max((-(-cell * excess // width) for cell, width in zip(row, natural, strict=True)), default=1)
        for row in lengths
    )
    pages = (lines * _LINE + len(texts) * _ROW) / height
    return "true" if pages < 0.6 else "false" if pages > 1.5 else "auto"


def _cell(tag: HtmlElement, room: float, inline: Inline) -> str:
    if (bar := _bar(tag)) is not None:
        edges = dict(_PERCENT.findall(bar.get("style")))
        start, width = float(edges.get("margin-left", 0)), float(edges["width"])
        loss = "true" if "loss" in classes(bar) else "false"
        return f"w.bar({start}, {width}, {loss}, {words(words_in(tag).strip())}, {room:.1f}mm)"
    inner = words(words_in(tag)) if _plain(tag) else inline(pieces(tag))
    return f"strong({inner})" if "strong" in classes(tag) else inner


def _plain(cell: HtmlElement) -> bool:
    """Return whether a cell contains only text of the page's language, in ``<bdi>`` or not, as most do."""
    if len(cell) == 1 and cell[0].tag == "bdi":
        return not (len(cell[0]) or cell.text or cell[0].tail or cell[0].get("lang"))
    return not len(cell)


def _bar(cell: HtmlElement) -> HtmlElement | None:
    return None if _plain(cell) else called(cell, "bar")


def _bar_room(cells: Iterable[HtmlElement]) -> float:
    """Return the width of the longest number next to a bar, in millimetres; 0 for a column without bars."""
    barred = [_letters(words_in(cell).strip()) for cell in cells if _bar(cell) is not None]
    return 3 + 1.75 * max(barred) if barred else 0


def _letters(text: str) -> int:
    """Return the width of a text in Latin letters; a Chinese character is as wide as two.

    Examples
    --------
    >>> _letters("3.5万")
    5
    """
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


def _track(head: HtmlElement, cells: tuple[HtmlElement, ...], room: float, wide: bool) -> str:
    """Return a column's width: natural for numbers, a share of the rest for names and long texts."""
    if "name" in classes(head):
        return "1.5fr"
    if room:  # a landscape page has room for longer bars
        return "1fr" if wide else f"{17 + room:.1f}mm"
    longest = max((_letters(words_in(cell).strip()) for cell in cells), default=0)
    short = max(longest, _letters(words_in(head)) / 2) <= _SHORT
    return "auto" if "num" in classes(head) or short else "1fr"
