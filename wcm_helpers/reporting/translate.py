"""Translate a report page of HTML to the markup of Typst.

Only the elements of a report page are supported. Every text becomes a string literal, so that a customer's
name can never be a command; every figure needs alternative text.
"""

import base64
import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement
from markupsafe import escape

from wcm_helpers.core import fonts, formats, words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _
from wcm_helpers.reporting import language_runs, page_tree
from wcm_helpers.reporting.page_tree import called, classes, first, pieces, words_in
from wcm_helpers.reporting.paper_order import TURNED, turned_last
from wcm_helpers.reporting.typst_table import datatable
from wcm_helpers.reporting.typst_text import array, in_order, literal
from wcm_helpers.reporting.typst_text import words as text_literal

_SUFFIX = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_LINK = re.compile(r"(https?|mailto):")

# Inline elements, with the function each one becomes.
_INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "code": "w.code", "del": "strike"}
_SPANS = {"kind": "w.kind", "amount": "w.amount"}
_BY_CLASS = ("lead", "eyebrow", "draft", "remark", "note")
_STICKY = ("para", "remark")  # paragraphs that stay with what follows them, below a heading
_NEAR_HEADING = 2  # so many paragraphs below a heading, at most
_FLOW = ("body", "main", "section")  # what holds the pieces of a report, and is none itself
_HEADED = ("h2", "h3", "h4")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "details", "div", "dl", "figure", "footer"),
    *("header", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "ul"),
}  # fmt: skip


def markup(html: str, folder: Path) -> str:
    """Return a report page as Typst, and write its figures to ``folder``."""
    document = page_tree.read(html)
    return copy_context().run(_markup, document, document.get("lang", "en"), folder)


def _markup(document: HtmlElement, lang: str, folder: Path) -> str:
    words.use(lang.partition("-")[0])
    turned_last(document)
    about = {tag.get("name", ""): tag.get("content", "") for tag in document.iter("meta")}
    setup = {
        "title": words_in(first(document, "title")),
        "draft": _("DRAFT") if about.get("wcm-draft") == "yes" else "",
        "pages": _("Page {page} of {pages}"),
        "lang": lang.partition("-")[0],
    }
    fields = ", ".join(f"{name}: {text_literal(value)}" for name, value in setup.items())
    families = ", ".join(literal(family) for family in ("Noto Sans SC", "DejaVu Sans", *fonts.INSTALLED))
    # For accented letters that the Chinese font lacks, Typst would combine a letter and an accent; and in a
    # text that is not Chinese, its punctuation marks would be as wide as its characters.
    latin = "Ā-ɏḀ-ỿ" + ("" if setup["lang"] == "zh" else "‘’“”…·±×")
    families = f'(name: "DejaVu Sans", covers: regex("[{latin}]")), {families}'
    writer = _Writer(folder, document)
    running = " · ".join(about.get(f"wcm-{key}", "") for key in ("site", "title", "month_name"))
    fields += f", running: {writer.inline_text(running, setup['lang'])}, fonts: ({families})"
    body = writer.blocks(document.find("body"))
    return f'#import "report.typ" as w\n#show: w.report.with({fields})\n#{body}\n'


def _is_wide_section(tag: HtmlElement) -> bool:
    return tag.tag == "section" and called(tag, "wide") is not None


class _Writer:
    """Translate the elements of a report page to calls of the template's functions."""

    def __init__(self, folder: Path, document: HtmlElement) -> None:
        self.folder = folder
        self.figures = 0
        self.contents = called(document, "contents")
        self.divided = called(document, "divider") is not None
        self.in_opening = self.in_turned = False
        self.marks = 0

    def inline_text(self, text: str, language: str) -> str:
        """Return a text with its runs in other languages."""
        marked = language_runs.mark(str(escape(text)), language)
        return self._inline(pieces(first(page_tree.read(f"<p>{marked}</p>"), "p")))

    def blocks(self, parent: HtmlElement) -> str:
        """Return the blocks inside an element; text between them becomes paragraphs."""
        parts, loose, near = [], [], 0
        for child in pieces(parent):
            if not isinstance(child, str) and child.tag in _BLOCKS:
                parts += [self._paragraph(loose), self._mark(child, near <= 0)]
                parts.append(self._block(child, sticky=near > 0))
                loose = []
                near = _NEAR_HEADING if re.fullmatch("h[2-4]", child.tag) else (near - 1) * (child.tag == "p")
            else:
                loose.append(child)
        return in_order([*parts, self._paragraph(loose)])

    def _mark(self, tag: HtmlElement, may_break: bool) -> str:
        """Return the mark of a piece of the report, before which a page may end; none inside another."""
        around, named = tag.getparent(), classes(tag)
        inside = around.tag not in _FLOW and not {TURNED, "opening"} & set(classes(around))
        if inside or self.in_opening or tag.tag in _FLOW or {TURNED, "opening", "contents"} & set(named):
            return ""
        self.marks += 1
        kinds = {
            "divider": "divider" in named,
            "table": "table" in (*named, tag.tag),
            "heading": tag.tag in _HEADED,
        }
        kind = next((kind for kind, is_so in kinds.items() if is_so), "piece")
        return f"w.mark({self.marks}, {literal(kind)}, {'true' if may_break else 'false'})"

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
            return f"text({text_literal(child)})"
        if "skip" in classes(child):
            return ""
        if child.tag == "br":
            return "linebreak()"
        if child.tag == "svg":
            return self._spark(child)
        if child.tag == "img":
            return self._image(child)
        inner = self._inline(pieces(child))
        name = next((_SPANS[name] for name in _SPANS if name in classes(child)), _INLINE.get(child.tag))
        inner = f"{name}({inner})" if name else inner
        if child.get("lang"):
            inner = f"w.run({literal(child.get('lang').partition('-')[0])}, {inner})"
        return self._link(child.get("href", ""), inner) if child.tag == "a" else inner

    def _link(self, target: str, inner: str) -> str:
        if target.startswith("#"):
            page = _("(p. {page})")
            return f"w.evidence({literal(target[1:])}, {inner}, {text_literal(page)})"
        return f"link({literal(target)}, {inner})" if _LINK.match(target) else inner

    def _block(self, tag: HtmlElement, sticky: bool = False) -> str:  # one line per kind of element
        named = classes(tag)
        special: dict[str, Callable[[HtmlElement], str]] = {
            "cards": self._cards, "table": self._table, "facts": self._pairs, "rules": self._pairs,
            "actions": self._actions, "box": self._box, "contents": self._nav, "divider": self._divider,
            "opening": self._opening, "elsewhere": lambda _tag: "",
        }  # fmt: skip
        for name, write in special.items():
            if name in named:
                return write(tag)
        if TURNED in named or (
            tag.tag == "section" and not self.in_turned and called(tag, "wide") is not None
        ):
            self.in_turned = True
            inner = self.blocks(tag)
            self.in_turned = False
            return f"w.landscape({inner})"
        if tag.tag == "p":
            name = next((name for name in _BY_CLASS if name in named), "para")
            stays = ", sticky: true" if sticky and name in _STICKY else ""
            return f"w.{name}({self._inline(pieces(tag))}{stays})"
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
        made = f"heading(level: {tag.tag[1]}, outlined: {listed}, {self._inline(pieces(tag))})"
        return f"[#{made}#label({literal(tag.get('id'))})]" if tag.get("id") else made

    def _opening(self, tag: HtmlElement) -> str:
        self.in_opening = True
        inner = self.blocks(tag)
        self.in_opening = False
        # a page without contents is short: what follows begins below its head
        return inner if self.contents is None else f"w.opening({inner})"

    def _nav(self, tag: HtmlElement) -> str:
        """Return the contents where no appendix has them at its head."""
        return "" if self.divided else f"pagebreak(weak: true)\n{self._contents()}"

    def _divider(self, tag: HtmlElement) -> str:
        title, text = (self._inline(pieces(part)) for part in tag.iterchildren("p"))
        return f"w.divider({title}, {text}, {self._contents() or 'none'})"

    def _contents(self) -> str:
        if self.contents is None:
            return ""
        groups = []
        for name, listed in zip(self.contents.iter("p"), self.contents.iter("ol"), strict=True):
            links = [
                array([literal(link.get("href")[1:]), self._inline(pieces(link))])
                for link in listed.iter("a")
            ]
            groups.append(array([self._inline(pieces(name)), array(links)]))
        return f"w.contents({self._inline(pieces(first(self.contents, 'summary')))}, {array(groups)})"

    def _actions(self, tag: HtmlElement) -> str:
        listed = first(tag, "ol")
        rest = self._paragraph(pieces(first(tag, "p"))) if listed is None else self._list(listed)
        more = called(tag, "more")
        after = [] if more is None else [self._paragraph(pieces(more))]
        return f"w.actions({in_order([self._heading(first(tag, 'h2'), outlined=False), rest, *after])})"

    def _box(self, tag: HtmlElement) -> str:
        kind = "warning" if "warning" in classes(tag) else "missing"
        return f"w.box-{kind}({self.blocks(tag)})"

    def _details(self, tag: HtmlElement) -> str:
        summary = first(tag, "summary")
        summary.drop_tree()
        title = f"w.para(strong({self._inline(pieces(summary))}), sticky: true)"
        return in_order([title, self.blocks(tag)])

    def _list(self, tag: HtmlElement) -> str:
        items = [self.blocks(item) for item in tag.iterchildren("li")]
        return f"{'enum' if tag.tag == 'ol' else 'list'}(..{array(items)})"

    def _pairs(self, tag: HtmlElement) -> str:
        pairs = [
            array([self._inline(pieces(term)), self._inline(pieces(meaning))])
            for term, meaning in zip(tag.iter("dt"), tag.iter("dd"), strict=True)
        ]
        return f"w.{'facts' if 'facts' in classes(tag) else 'rules'}({array(pairs)})"

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
            cards.append(array([*parts, unit_text, part(card, "svg")]))
        return f"w.cards({array(cards)})"

    def _spark(self, tag: HtmlElement) -> str:
        points = [point.split(",") for point in first(tag, "polyline").get("points").split()]
        base = first(tag, "line")
        height = "none" if base is None else str(float(base.get("y1")))
        return f"w.spark({array(f'({float(x)}, {float(y)})' for x, y in points)}, base: {height})"

    def _image(self, tag: HtmlElement) -> str:
        alt = str(tag.get("alt", "")).strip()
        if not alt:
            raise WorkbookError(_("A figure has no alternative text. Show it with blocks.chart."))
        kind, _comma, data = tag.get("src").removeprefix("data:").partition(",")
        mime, _semicolon, code = kind.partition(";")
        if mime not in _SUFFIX:
            raise WorkbookError(
                _(
                    "A figure is {kind}, and a report shows only {kinds}.",
                    kind=mime[:40],
                    kinds=formats.listed(list(_SUFFIX)),
                )
            )
        self.figures += 1
        name = f"figure-{self.figures}.{_SUFFIX[mime]}"
        Path(self.folder, name).write_bytes(base64.b64decode(data) if code else unquote_to_bytes(data))
        chart = "chart-in-rest" if self.in_opening else "chart"
        return f"w.{chart}({literal(name)}, {text_literal(alt)})"

    def _table(self, tag: HtmlElement) -> str:
        return datatable(tag, self._inline, self.marks)
