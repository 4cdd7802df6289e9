"""A report page of HTML, translated to the markup of Typst.

Only what a report page is made of is understood. Every text becomes a string literal of the typesetter, so
that nothing a customer is called can be a command; every figure needs alternative text.
"""

import base64
import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

from wcm_helpers import fonts, words
from wcm_helpers.errors import WorkbookError
from wcm_helpers.words import _

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SUFFIX = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_LINK = re.compile(r"(https?|mailto):")
_SHORT = 14  # a text column no wider than this many letters takes the room it needs, a longer one a share
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Elements that hold text and not blocks, with the function they become.
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
    r"""Return text as a string literal of Typst, whatever is in it.

    Examples
    --------
    >>> print(literal('#eval("1")\\'))
    "#eval(\"1\")\\"
    """
    return '"' + "".join(_ESCAPED.get(c) or (f"\\u{{{ord(c):x}}}" if c < " " else c) for c in text) + '"'


def markup(html: str, folder: Path) -> str:
    """Return a report page as Typst; its figures are written to ``folder``."""
    document = BeautifulSoup(html, "lxml")
    lang = str(document.html.get("lang", "en"))
    return copy_context().run(_markup, document, lang, folder)


def _markup(document: BeautifulSoup, lang: str, folder: Path) -> str:
    words.use(lang.partition("-")[0])
    about = {
        tag["name"][4:]: tag["content"]
        for tag in document.find_all("meta", attrs={"name": re.compile("^wcm-")})
    }
    setup = {
        "title": document.title.get_text(),
        "running": " · ".join(about.get(key, "") for key in ("site", "title", "month_name")),
        "draft": _("DRAFT") if about.get("draft") == "yes" else "",
        "pages": _("Page {page} of {pages}"),
        "lang": lang.partition("-")[0],
    }
    fields = ", ".join(f"{name}: {_text(value)}" for name, value in setup.items())
    families = ", ".join(literal(family) for family in ("Noto Sans SC", "DejaVu Sans", *fonts.INSTALLED))
    # Accented letters the Chinese font lacks would be put together from a letter and an accent beside it; and
    # in a text that is not Chinese, its marks are as wide as its characters.
    latin = "Ā-ɏḀ-ỿ" + ("" if setup["lang"] == "zh" else "‘’“”…·±×")
    families = f'(name: "DejaVu Sans", covers: regex("[{latin}]")), {families}'
    body = _Writer(folder).blocks(document.body)
    return f'#import "report.typ" as w\n#show: w.report.with({fields}, fonts: ({families}))\n#{body}\n'


def _text(text: str) -> str:
    return literal(fonts.printable(_SPACES.sub(" ", text)))


def _classes(tag: Tag) -> set[str]:
    return {name.removeprefix("wcm-") for name in tag.get("class", [])}


def _together(parts: Iterable[str]) -> str:
    return "{\n" + "\n".join(part for part in parts if part) + "\n}"


def _tuple(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{part}, " for part in parts) + ")"


class _Writer:
    """Turn the elements of a report page into calls of the template's functions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures = 0

    def blocks(self, parent: Tag) -> str:
        """Return the blocks inside an element; loose text between them becomes paragraphs."""
        parts, loose = [], []
        for child in parent.children:
            if isinstance(child, Tag) and child.name in _BLOCKS:
                parts += [self._paragraph(loose), self._block(child)]
                loose = []
            else:
                loose.append(child)
        return _together([*parts, self._paragraph(loose)])

    def _paragraph(self, loose: list) -> str:
        text = self._inline(loose)
        return f"w.para({text})" if text != '{""}' else ""

    def _inline(self, children: Iterable) -> str:
        parts = [part for child in children if (part := self._run(child))]
        return (
            "{" + "; ".join(parts or ['""']) + "}" if any(part != 'text(" ")' for part in parts) else '{""}'
        )

    def _run(self, child: object) -> str:
        if type(child) is NavigableString:
            return f"text({_text(child)})" if child else ""
        if not isinstance(child, Tag) or "skip" in _classes(child) or child.name in ("script", "style"):
            return ""
        if child.name == "br":
            return "linebreak()"
        if child.name == "svg":
            return self._spark(child)
        if child.name == "img":
            return self._image(child)
        inner = self._inline(child.children)
        if child.name == "a" and _LINK.match(child.get("href", "")):
            return f"link({literal(child['href'])}, {inner})"
        return f"{_INLINE[child.name]}({inner})" if child.name in _INLINE else inner

    def _block(self, tag: Tag) -> str:  # one line a kind of element
        classes = _classes(tag)
        special: dict[str, Callable[[Tag], str]] = {
            "cards": self._cards, "table": self._table, "facts": self._pairs, "rules": self._pairs,
            "findings": self._findings, "box": self._box, "contents": self._contents,
        }  # fmt: skip
        for name, write in special.items():
            if name in classes:
                return write(tag)
        if tag.name == "section" and tag.find(class_="wcm-wide"):
            return f"w.landscape({self.blocks(tag)})"
        if tag.name == "p":
            name = next((name for name in _BY_CLASS if name in classes), "para")
            return f"w.{name}({self._inline(tag.children)})"
        plain: dict[str, Callable[[Tag], str]] = {
            "table": self._table, "ul": self._list, "ol": self._list, "details": self._details,
            "pre": lambda tag: f"w.plain({literal(fonts.printable(tag.get_text()))})",
            "figure": lambda tag: self._image(tag.img) if tag.img else self.blocks(tag),
            "hr": lambda _tag: "w.rule()", "dl": self._pairs,
            "blockquote": lambda tag: f"w.remark({self.blocks(tag)})",
        }  # fmt: skip
        if re.fullmatch("h[1-6]", tag.name):
            return self._heading(tag)
        return plain.get(tag.name, self.blocks)(tag)

    def _heading(self, tag: Tag, outlined: bool = True) -> str:
        listed = "true" if outlined and tag.name != "h1" else "false"
        return f"heading(level: {tag.name[1]}, outlined: {listed}, {self._inline(tag.children)})"

    def _contents(self, tag: Tag) -> str:
        return f"w.contents({self._inline(tag.h2.children)})"

    def _findings(self, tag: Tag) -> str:
        rest = self._list(tag.ol) if tag.ol else self._paragraph(tag.p.children)
        return f"w.findings({_together([self._heading(tag.h2, outlined=False), rest])})"

    def _box(self, tag: Tag) -> str:
        kind = "warning" if "warning" in _classes(tag) else "missing"
        return f"w.box-{kind}({self.blocks(tag)})"

    def _details(self, tag: Tag) -> str:
        summary = tag.summary.extract()
        return _together([f"w.para(strong({self._inline(summary.children)}))", self.blocks(tag)])

    def _list(self, tag: Tag) -> str:
        items = [self.blocks(item) for item in tag.find_all("li", recursive=False)]
        return f"{'enum' if tag.name == 'ol' else 'list'}(..{_tuple(items)})"

    def _pairs(self, tag: Tag) -> str:
        pairs = [
            _tuple([self._inline(term.children), self._inline(meaning.children)])
            for term, meaning in zip(tag.find_all("dt"), tag.find_all("dd"), strict=True)
        ]
        return f"w.{'facts' if 'facts' in _classes(tag) else 'rules'}({_tuple(pairs)})"

    def _cards(self, tag: Tag) -> str:
        def part(card: Tag, name: str) -> str:
            found = card.svg if name == "svg" else card.find(class_=f"wcm-{name}")
            return "none" if found is None else self._inline([found])

        cards = []
        for card in tag.find_all("li"):
            unit = card.find(class_="wcm-unit")
            unit_text = self._inline(unit.extract().children) if unit else "none"
            parts = [part(card, name) for name in ("label", "value", "change", "note")]
            cards.append(_tuple([*parts, unit_text, part(card, "svg")]))
        return f"w.cards({_tuple(cards)})"

    def _spark(self, tag: Tag) -> str:
        points = [point.split(",") for point in tag.polyline["points"].split()]
        return f"w.spark({_tuple(f'({float(x)}, {float(y)})' for x, y in points)})"

    def _image(self, tag: Tag) -> str:
        alt = str(tag.get("alt", "")).strip()
        if not alt:
            raise WorkbookError("a figure has no alternative text; show it with show.chart")
        mime, _comma, data = tag["src"].removeprefix("data:").partition(";base64,")
        if mime not in _SUFFIX:
            raise WorkbookError(f"a figure is {mime[:40]!r}, and a report holds only: {', '.join(_SUFFIX)}")
        self.figures += 1
        name = f"figure-{self.figures}.{_SUFFIX[mime]}"
        Path(self.folder, name).write_bytes(base64.b64decode(data))
        return f"w.chart({literal(name)}, {_text(alt)})"

    def _table(self, tag: Tag) -> str:
        table = tag if tag.name == "table" else tag.table
        heads = table.thead.find_all("th")
        rows = table.tbody.find_all("tr") if table.tbody else []
        grid = [row.find_all(["th", "td"]) for row in rows]
        columns = list(zip(heads, zip(*grid, strict=True), strict=True)) if grid else [(h, ()) for h in heads]
        rooms = [_bar_room(cells) for _head, cells in columns]
        wide = "wide" in _classes(tag)
        widths = [_track(head, cells, room, wide) for (head, cells), room in zip(columns, rooms, strict=True)]
        sides = ["right" if "num" in _classes(head) else "left" for head in heads]
        body = "".join(
            _tuple([literal(" ".join(sorted(_classes(row)))), *map(self._cell, cells, rooms)]) + ",\n"
            for row, cells in zip(rows, grid, strict=True)
        )
        caption, note = table.caption, tag.find(class_="wcm-note", recursive=False)
        names = [self._inline(head.children) for head in heads]
        return (
            f"w.datatable({_tuple(widths)}, {_tuple(sides)}, {_tuple(names)}, ({body}), "
            f"caption: {self._inline(caption.children) if caption else 'none'}, "
            f"note: {self._inline(note.children) if note else 'none'})"
        )

    def _cell(self, tag: Tag, room: float) -> str:
        if bar := _bar(tag):
            share = float(re.sub(r"[^\d.]", "", bar["style"]))
            return f"w.bar({share}, {_text(tag.get_text().strip())}, {room:.1f}mm)"
        if _plain(tag) or (tag.bdi and len(tag.contents) == 1 and not tag.bdi.find(True)):
            inner = _text(tag.get_text())
        else:
            inner = self._inline(tag.children)
        return f"strong({inner})" if "strong" in _classes(tag) else inner


def _plain(cell: Tag) -> bool:
    """Return whether a cell holds text alone, as most of them do."""
    return not any(isinstance(child, Tag) for child in cell.children)


def _bar(cell: Tag) -> Tag | None:
    return None if _plain(cell) else cell.find(class_="wcm-bar")


def _bar_room(cells: Iterable[Tag]) -> float:
    """Return the millimetres the longest number beside a bar needs; 0 for a column without bars."""
    barred = [len(cell.get_text().strip()) for cell in cells if _bar(cell)]
    return 2 + 1.7 * max(barred) if barred else 0


def _track(head: Tag, cells: tuple[Tag, ...], room: float, wide: bool) -> str:
    """Return a column's width: numbers what they need, the name and long texts a share of the rest."""
    if "name" in _classes(head):
        return "1.5fr"
    if room:  # a page turned on its side has room for bars that can be compared
        return "1fr" if wide else f"{17 + room:.1f}mm"
    longest = max((len(cell.get_text().strip()) for cell in cells), default=0)
    short = max(longest, len(head.get_text()) / 2) <= _SHORT
    return "auto" if "num" in _classes(head) or short else "1fr"
