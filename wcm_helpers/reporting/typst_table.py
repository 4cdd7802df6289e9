"""Tables in the markup of Typst: the widths of their columns, their cells and bars."""

import re
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from wcm_helpers.reporting import typst_widths
from wcm_helpers.reporting.page_tree import called, classes, first, pieces, words_in
from wcm_helpers.reporting.typst_text import array, literal, words
from wcm_helpers.reporting.typst_widths import Need

_HEIGHT, _HEIGHT_WIDE = 257, 170  # millimetres: what a page has room for, upright and on its side
_LINE, _ROW = 3.7, 2.5  # millimetres: a line of a table, and the space between two rows
_PERCENT = re.compile(r"(margin-left|width):([\d.]+)%")

#: From the children of an element to their markup.
Inline = Callable[[Iterable[object]], str]


def datatable(tag: HtmlElement, inline: Inline, number: int = 0) -> str:
    """Return a table, with its caption and note, as a call of the template; ``number`` is its mark's."""
    table = tag if tag.tag == "table" else first(tag, "table")
    heads = list(first(table, "thead").iter("th"))
    inside = first(table, "tbody")
    rows = [] if inside is None else list(inside.iter("tr"))
    grid = [list(row.iter("th", "td")) for row in rows]
    columns = list(zip(heads, zip(*grid, strict=True), strict=True)) if grid else [(h, ()) for h in heads]
    wide = "wide" in classes(tag)
    needs = [_need(head, cells) for head, cells in columns]
    widths, tracks = typst_widths.widths(needs, wide)
    rooms = [need.room for need in needs]
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
    texts = [[words_in(head) for head in heads], *([words_in(cell).strip() for cell in row] for row in grid)]
    fits = _fits(texts, widths, wide)
    caption = first(table, "caption")
    note = next((child for child in tag if "note" in classes(child)), None)
    names = [inline(pieces(head)) for head in heads]
    return (
        f"w.datatable({array(tracks)}, {array(sides)}, {array(names)}, ({body}), "
        f"caption: {'none' if caption is None else inline(pieces(caption))}, "
        f"note: {'none' if note is None else inline(pieces(note))}, number: {number}, fits: {fits})"
    )


def _fits(texts: list[list[str]], widths: list[float], wide: bool) -> str:
    """Return whether a table fits on a page: ``true``, ``false``, or ``auto`` where only measuring tells.

    Its height is estimated from the lines of its cells, which is not enough between six and fifteen tenths of
    a page.
    """
    lines = sum(
        max(
            (-(-typst_widths.inside(text) // width) for text, width in zip(row, widths, strict=True)),
            default=1,
        )
        for row in texts
    )
    pages = (lines * _LINE + len(texts) * _ROW) / (_HEIGHT_WIDE if wide else _HEIGHT)
    return "true" if pages < 0.6 else "false" if pages > 1.5 else "auto"


def _cell(tag: HtmlElement, room: float, inline: Inline) -> str:
    if (bar := _bar(tag)) is not None:
        edges = dict(_PERCENT.findall(bar.get("style")))
        start, width = float(edges.get("margin-left", 0)), float(edges["width"])
        loss = "true" if "loss" in classes(bar) else "false"
        return f"w.bar({start}, {width}, {loss}, {words(words_in(tag).strip())}, {room:.1f}mm)"
    inner = words(words_in(tag)) if _plain(tag) else inline(pieces(tag))
    # Not tagged as strong: hundreds of such cells would be a tenth of the tags.
    return f"w.bold({inner})" if "strong" in classes(tag) else inner


def _plain(cell: HtmlElement) -> bool:
    """Return whether a cell contains only text of the page's language, in ``<bdi>`` or not, as most do."""
    if len(cell) == 1 and cell[0].tag == "bdi":
        return not (len(cell[0]) or cell.text or cell[0].tail or cell[0].get("lang"))
    return not len(cell)


def _bar(cell: HtmlElement) -> HtmlElement | None:
    return None if _plain(cell) else called(cell, "bar")


def _need(head: HtmlElement, cells: Iterable[HtmlElement]) -> Need:
    texts = [words_in(cell).strip() for cell in cells]
    barred = [text for text, cell in zip(texts, cells, strict=True) if _bar(cell) is not None]
    drawn = any(first(cell, "svg") is not None for cell in cells if not _plain(cell))
    return Need(
        head=words_in(head),
        texts=texts,
        is_number="num" in classes(head),
        is_name="name" in classes(head),
        room=1 + max(map(typst_widths.inside, barred)) if barred else 0,
        drawn=typst_widths.SPARK if drawn else 0,
    )
