"""Translate a report page of HTML to the markup of Typst.

Only the elements of a report page are supported. Every text becomes a string literal, so that a customer's
name can never be a command; every figure needs alternative text.
"""

import base64
import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path

from lxml.html import HtmlElement

from wcm_helpers.core import fonts, words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _
from wcm_helpers.reporting import page_tree
from wcm_helpers.reporting.page_tree import called, classes, first, pieces, words_in

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SUFFIX = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_LINK = re.compile(r"(https?|mailto):")
_SHORT = 14  # a text column up to this many characters gets its natural width, a longer one a share
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Inline elements, with the function each one becomes.
_INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "code": "w.code", "del": "strike"}
_BY_CLASS = ("lead", "eyebrow", "draft", "remark", "note")
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "details",
        "div",
        "dl",
        "figure",
        "footer",
        "header",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
}


def literal(text: str) -> str:
    r"""Return any text as a string literal of Typst.

    Examples
    --------
    >>> print(literal('#eval("1")\\'))
    "#eval(\"1\")\\"
    """
    return '"' + "".join(_ESCAPED.get(c) or (f"\\u{{{ord(c):x}}}" if c < " " else c) for c in text) + '"'


def markup(html: str, folder: Path) -> str:
    """Return a report page as Typst, and write its figures to ``folder``."""
    document = page_tree.read(html)
    return copy_context().run(_markup, document, document.get("lang", "en"), folder)


def _markup(document: HtmlElement, lang: str, folder: Path) -> str:
    words.use(lang.partition("-")[0])
    about = {tag.get("name", ""): tag.get("content", "") for tag in document.iter("meta")}
    setup = {
        "title": words_in(first(document, "title")),
        "running": " · ".join(about.get(f"wcm-{key}", "") for key in ("site", "title", "month_name")),
        "draft": _("DRAFT") if about.get("wcm-draft") == "yes" else "",
        "pages": _("Page {page} of {pages}"),
        "lang": lang.partition("-")[0],
    }
    fields = ", ".join(f"{name}: {_text(value)}" for name, value in setup.items())
    families = ", ".join(literal(family) for family in ("Noto Sans SC", "DejaVu Sans", *fonts.INSTALLED))
    # For accented letters that the Chinese font lacks, Typst would combine a letter and an accent; and in a
    # text that is not Chinese, its punctuation marks would be as wide as its characters.
    latin = "Ā-ɏḀ-ỿ" + ("" if setup["lang"] == "zh" else "‘’“”…·±×")
    families = f'(name: "DejaVu Sans", covers: regex("[{latin}]")), {families}'
    body = _Writer(folder).blocks(document.find("body"))
    return f'#import "report.typ" as w\n#show: w.report.with({fields}, fonts: ({families}))\n#{body}\n'


def _text(text: str) -> str:
    return literal(fonts.printable(_SPACES.sub(" ", text)))


def _joined(parts: Iterable[str]) -> str:
    return "{\n" + "\n".join(part for part in parts if part) + "\n}"


def _tuple(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{part}, " for part in parts) + ")"


class _Writer:
    """Translate the elements of a report page to calls of the template's functions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures = 0

    def blocks(self, parent: HtmlElement) -> str:
        """Return the blocks inside an element; text between them becomes paragraphs."""
        parts, loose = [], []
        for child in pieces(parent):
            if not isinstance(child, str) and child.tag in _BLOCKS:
                parts += [self._paragraph(loose), self._block(child)]
                loose = []
            else:
                loose.append(child)
        return _joined([*parts, self._paragraph(loose)])

    def _paragraph(self, loose: list) -> str:
        text = self._inline(loose)
        return f"w.para({text})" if text != '{""}' else ""

    def _inline(self, children: Iterable) -> str:
        parts = [part for child in children if (part := self._run(child))]
        return (
            "{" + "; ".join(parts or ['""']) + "}" if any(part != 'text(" ")' for part in parts) else '{""}'
        )

    def _run(self, child: object) -> str:
        if isinstance(child, str):
            return f"text({_text(child)})"
        if "skip" in classes(child):
            return ""
        if child.tag == "br":
            return "linebreak()"
        if child.tag == "svg":
            return self._spark(child)
        if child.tag == "img":
            return self._image(child)
        inner = self._inline(pieces(child))
        if child.tag == "a" and _LINK.match(child.get("href", "")):
            return f"link({literal(child.get('href'))}, {inner})"
        return f"{_INLINE[child.tag]}({inner})" if child.tag in _INLINE else inner

    def _block(self, tag: HtmlElement) -> str:  # one line per kind of element
        named = classes(tag)
        special: dict[str, Callable[[HtmlElement], str]] = {
            "cards": self._cards, "table": self._table, "facts": self._pairs, "rules": self._pairs,
            "actions": self._actions, "box": self._box, "contents": self._contents,
        }  # fmt: skip
        for name, write in special.items():
            if name in named:
                return write(tag)
        if tag.tag == "section" and called(tag, "wide") is not None:
            return f"w.landscape({self.blocks(tag)})"
        if tag.tag == "p":
            name = next((name for name in _BY_CLASS if name in named), "para")
            return f"w.{name}({self._inline(pieces(tag))})"
        plain: dict[str, Callable[[HtmlElement], str]] = {
            "table": self._table, "ul": self._list, "ol": self._list, "details": self._details,
            "pre": lambda tag: f"w.plain({literal(fonts.printable(words_in(tag)))})",
            "figure": self._figure,
            "hr": lambda _tag: "w.rule()", "dl": self._pairs,
            "blockquote": lambda tag: f"w.remark({self.blocks(tag)})",
        }  # fmt: skip
        if re.fullmatch("h[1-6]", tag.tag):
            return self._heading(tag)
        return plain.get(tag.tag, self.blocks)(tag)

    def _figure(self, tag: HtmlElement) -> str:
        image = first(tag, "img")
        return self.blocks(tag) if image is None else self._image(image)

    def _heading(self, tag: HtmlElement, outlined: bool = True) -> str:
        listed = "true" if outlined and tag.tag != "h1" else "false"
        return f"heading(level: {tag.tag[1]}, outlined: {listed}, {self._inline(pieces(tag))})"

    def _contents(self, tag: HtmlElement) -> str:
        return f"w.contents({self._inline(pieces(first(tag, 'h2')))})"

    def _actions(self, tag: HtmlElement) -> str:
        listed = first(tag, "ol")
        rest = self._paragraph(pieces(first(tag, "p"))) if listed is None else self._list(listed)
        more = called(tag, "more")
        after = [] if more is None else [self._paragraph(pieces(more))]
        return f"w.actions({_joined([self._heading(first(tag, 'h2'), outlined=False), rest, *after])})"

    def _box(self, tag: HtmlElement) -> str:
        kind = "warning" if "warning" in classes(tag) else "missing"
        return f"w.box-{kind}({self.blocks(tag)})"

    def _details(self, tag: HtmlElement) -> str:
        summary = first(tag, "summary")
        summary.drop_tree()
        return _joined([f"w.para(strong({self._inline(pieces(summary))}))", self.blocks(tag)])

    def _list(self, tag: HtmlElement) -> str:
        items = [self.blocks(item) for item in tag.iterchildren("li")]
        return f"{'enum' if tag.tag == 'ol' else 'list'}(..{_tuple(items)})"

    def _pairs(self, tag: HtmlElement) -> str:
        pairs = [
            _tuple([self._inline(pieces(term)), self._inline(pieces(meaning))])
            for term, meaning in zip(tag.iter("dt"), tag.iter("dd"), strict=True)
        ]
        return f"w.{'facts' if 'facts' in classes(tag) else 'rules'}({_tuple(pairs)})"

    def _cards(self, tag: HtmlElement) -> str:
        def part(card: HtmlElement, name: str) -> str:
            element = first(card, "svg") if name == "svg" else called(card, name)
            return "none" if element is None else self._inline([element])

        cards = []
        for card in tag.iter("li"):
            unit, unit_text = called(card, "unit"), "none"
            if unit is not None:
                unit.drop_tree()
                unit_text = self._inline(pieces(unit))
            parts = [part(card, name) for name in ("label", "value", "change", "past", "note")]
            cards.append(_tuple([*parts, unit_text, part(card, "svg")]))
        return f"w.cards({_tuple(cards)})"

    def _spark(self, tag: HtmlElement) -> str:
        points = [point.split(",") for point in first(tag, "polyline").get("points").split()]
        return f"w.spark({_tuple(f'({float(x)}, {float(y)})' for x, y in points)})"

    def _image(self, tag: HtmlElement) -> str:
        alt = str(tag.get("alt", "")).strip()
        if not alt:
            raise WorkbookError("a figure has no alternative text; show it with show.chart")
        mime, _comma, data = tag.get("src").removeprefix("data:").partition(";base64,")
        if mime not in _SUFFIX:
            raise WorkbookError(f"a figure is {mime[:40]!r}, and a report holds only: {', '.join(_SUFFIX)}")
        self.figures += 1
        name = f"figure-{self.figures}.{_SUFFIX[mime]}"
        Path(self.folder, name).write_bytes(base64.b64decode(data))
        return f"w.chart({literal(name)}, {_text(alt)})"

    def _table(self, tag: HtmlElement) -> str:
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
            _tuple([literal(" ".join(sorted(classes(row)))), *map(self._cell, cells, rooms)]) + ",\n"
            for row, cells in zip(rows, grid, strict=True)
        )
        caption = first(table, "caption")
        note = next((child for child in tag if "note" in classes(child)), None)
        names = [self._inline(pieces(head)) for head in heads]
        return (
            f"w.datatable({_tuple(widths)}, {_tuple(sides)}, {_tuple(names)}, ({body}), "
            f"caption: {'none' if caption is None else self._inline(pieces(caption))}, "
            f"note: {'none' if note is None else self._inline(pieces(note))})"
        )

    def _cell(self, tag: HtmlElement, room: float) -> str:
        if (bar := _bar(tag)) is not None:
            share = float(re.sub(r"[^\d.]", "", bar.get("style")))
            return f"w.bar({share}, {_text(words_in(tag).strip())}, {room:.1f}mm)"
        inner = _text(words_in(tag)) if _plain(tag) else self._inline(pieces(tag))
        return f"strong({inner})" if "strong" in classes(tag) else inner


def _plain(cell: HtmlElement) -> bool:
    """Return whether a cell contains only text, inside ``<bdi>`` or not, as most cells do."""
    if len(cell) == 1 and cell[0].tag == "bdi":
        return not (len(cell[0]) or cell.text or cell[0].tail)
    return not len(cell)


def _bar(cell: HtmlElement) -> HtmlElement | None:
    return None if _plain(cell) else called(cell, "bar")


def _bar_room(cells: Iterable[HtmlElement]) -> float:
    """Return the width of the longest number next to a bar, in millimetres; 0 for a column without bars."""
    barred = [len(words_in(cell).strip()) for cell in cells if _bar(cell) is not None]
    return 2 + 1.7 * max(barred) if barred else 0


def _track(head: HtmlElement, cells: tuple[HtmlElement, ...], room: float, wide: bool) -> str:
    """Return a column's width: natural for numbers, a share of the rest for names and long texts."""
    if "name" in classes(head):
        return "1.5fr"
    if room:  # a landscape page has room for longer bars
        return "1fr" if wide else f"{17 + room:.1f}mm"
    longest = max((len(words_in(cell).strip()) for cell in cells), default=0)
    short = max(longest, len(words_in(head)) / 2) <= _SHORT
    return "auto" if "num" in classes(head) or short else "1fr"
