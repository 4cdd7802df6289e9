"""Render an executed notebook as one page of HTML, without code, network requests or foreign HTML.

Raw HTML in Markdown becomes text. Of the outputs only the blocks of
:mod:`wcm_helpers.reporting.blocks` remain HTML; figures become images with their alternative text;
everything else becomes plain text.
"""

import base64
import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextvars import copy_context
from itertools import pairwise
from typing import Any

import mistune
from markupsafe import escape

from wcm_helpers.core import fonts, words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import block, language_runs
from wcm_helpers.reporting.section import OFF

_log = logging.getLogger(__name__)

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
_HIDDEN_CELL, _HIDDEN_OUTPUT = "remove-cell", "remove-output"
_CUT = "<!--head-->"
_DIVIDER = '<div class="wcm-divider"'


class _Headings(mistune.HTMLRenderer):
    """HTML without raw HTML, with an ASCII id on every heading."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.seen: list[tuple[int, str, str]] = []

    def heading(self, text: str, level: int, **_attributes: Any) -> str:
        plain = block.trusted(text).striptags()
        anchor = self._anchor(plain)
        self.seen.append((level, anchor, plain))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def _anchor(self, text: str) -> str:
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", ascii_text))[:60] or "section"
        taken = {anchor for _level, anchor, _text in self.seen} | {"content", "contents"}
        free = (slug if place == 1 else f"{slug}-{place}" for place in range(1, len(taken) + 2))
        return next(anchor for anchor in free if anchor not in taken)


def report_meta(notebook: Any) -> dict[str, Any]:
    """Return the description of the report that :func:`wcm_helpers.reporting.blocks.head` recorded.

    Raises
    ------
    WorkbookError
        If the notebook has no head: it was not run, or is no report.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if block.REPORT in output.get("data", {}):
                return dict(output["data"][block.REPORT])
    raise WorkbookError(
        _("The notebook shows no report head. Run it first: its first code cell shows the head.")
    )


def render(notebook: Any, *, published: bool = False, contents: bool = True) -> str:
    """Return an executed report notebook as one self-contained page of HTML.

    Parameters
    ----------
    notebook : nbformat.NotebookNode, executed
    published : bool
        Whether the page stands beside those of its month and site, and links to them.
    contents : bool
        Whether it has a list of contents; a page of two sides needs none.

    Raises
    ------
    WorkbookError
        If a cell failed, the head is missing, a figure has no alternative text, or the headings do not make
        an outline: one first-level heading, no level left out.
    """
    # In a context of its own: the language of the report is not the caller's.
    return copy_context().run(_render, notebook, report_meta(notebook), published, contents)


def _render(notebook: Any, meta: dict[str, Any], published: bool, contents: bool) -> str:
    language = meta["language"]
    words.use(language)
    body = language_runs.mark(_head(notebook) + _CUT + "".join(_parts(notebook, _Headings())), language)
    _warn_of_missing(body)
    headings = _headings(body)
    _check_outline([level for level, _anchor, _text in headings])
    head, parts = body.split(_CUT)
    opening, *sections = re.split(rf"(?=<h2 id=|{_DIVIDER})", parts)
    dividers = (place for place, section in enumerate(sections) if section.startswith(_DIVIDER))
    border = next(dividers, len(sections))
    script = _template_text("page.js")
    page = block.fill(
        "page.html.j2",
        lang=language_runs.tag(language),
        meta=meta,
        head=block.trusted(head),
        opening=block.trusted(opening),
        reading=[block.trusted(section) for section in sections[:border]],
        divider=block.trusted("".join(sections[border : border + 1])),
        appendix=[block.trusted(section) for section in sections[border + 1 :]],
        contents=_contents(sections, border, language) if contents else [],
        elsewhere=_elsewhere(meta) if published else [],
        labels={
            "skip": _("Skip to the report"),
            "contents": _("Contents"),
            "elsewhere": _("Other pages"),
            "search": _("Search this table"),
            "shown": _("Rows that match: {n}"),
        },
        script=block.trusted(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=block.trusted("{}"),
    )
    shown_once = "".join(sorted(set(page)))
    return page.replace(
        "<style>{}</style>", f"<style>{fonts.embedded_css(shown_once)}{style_sheets()}</style>", 1
    )


def _elsewhere(meta: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the pages beside a published report, each with its title."""
    return [
        ("index.html", _("All reports of {month}", month=meta["month_name"])),
        ("../../index.html", _("All sites and months")),
    ]


def _contents(sections: list[str], border: int, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the two groups of the contents, each with the anchors and titles of its sections."""
    groups = ((_("Report"), sections[:border]), (_("Appendix for analysts"), sections[border:]))
    return [
        (
            name,
            [
                (anchor, block.trusted(language_runs.mark(str(escape(text)), language)))
                for level, anchor, text in _headings("".join(group))
                if level == 2
            ],
        )
        for name, group in groups
        if group
    ]


def _warn_of_missing(html: str) -> None:
    if marks := sorted(set(re.findall(r"⟨U\+[0-9A-F]{4,6}⟩", html))):
        _log.warning(
            _("No font has these characters, so their numbers are printed: {list}", list=" ".join(marks))
        )


def _headings(html: str) -> list[tuple[int, str, str]]:
    """Return level, id and text of every heading that has an id."""
    matches = re.findall(r'(?s)<h([1-6]) id="([^"]*)">(.*?)</h\1>', html)
    return [(int(level), anchor, str(block.trusted(text).striptags())) for level, anchor, text in matches]


def style_sheets() -> str:
    """Return the style of every page."""
    return "".join(_template_text(name) for name in ("page.css", "pieces.css"))


def _template_text(name: str) -> str:
    return (block.TEMPLATES / "wcm_html" / name).read_text(encoding="utf-8")


def _parts(notebook: Any, headings: _Headings) -> Iterator[str]:
    markdown = mistune.create_markdown(renderer=headings, plugins=["table", "strikethrough"])
    for place, cell in enumerate(notebook.cells, 1):
        tags = cell.get("metadata", {}).get("tags", [])
        if _HIDDEN_CELL in tags:
            continue
        if cell.cell_type == "markdown":
            yield markdown(fonts.printable(cell.source))
        elif cell.cell_type == "code" and _HIDDEN_OUTPUT not in tags:
            yield from (_output(output, place) for output in cell.outputs)


def _head(notebook: Any) -> str:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if block.REPORT in output.get("data", {}):
                return re.sub(r"(?s)<style>.*?</style>", "", output["data"]["text/html"], count=1)
    return ""


def _output(output: Any, place: int) -> str:
    if output["output_type"] == "error":
        raise WorkbookError(
            _(
                "Cell {place} failed with {error}: {reason}. Nothing is exported.",
                place=place,
                error=output["ename"],
                reason=output["evalue"],
            )
        )
    data, about = output.get("data", {}), output.get("metadata", {})
    # The head is at the top of the page; the notice of a section that is switched off is for the notebook.
    if block.REPORT in data or about.get(block.MARK) == OFF:
        return ""
    if about.get(block.MARK) and "text/html" in data:
        return data["text/html"] + "\n"
    for mime in _IMAGES:
        if mime in data:
            return _image(mime, data[mime], about.get(mime, {}).get("alt", ""), place)
    text = data.get("text/plain") or block.trusted(data.get("text/html", "")).striptags()
    return f'<pre class="wcm-plain" tabindex="0">{escape(fonts.printable(text))}</pre>\n' if text else ""


def _image(mime: str, data: str, alt: str, place: int) -> str:
    if not alt.strip():
        raise WorkbookError(
            _("Cell {place} shows a figure without alternative text. Show it with blocks.chart.", place=place)
        )
    source = block.svg_url(data) if mime.endswith("xml") else f"data:{mime};base64,{''.join(data.split())}"
    alt = escape(fonts.printable(alt))
    return f'<figure class="wcm-chart" tabindex="0"><img alt="{alt}" src="{source}"></figure>\n'


def _check_outline(levels: list[int]) -> None:
    if levels.count(1) != 1 or levels[0] != 1:
        raise WorkbookError(
            ngettext(
                "A report begins with its only first-level heading, and this one has {n}.",
                "A report begins with its only first-level heading, and this one has {n}.",
                levels.count(1),
            )
        )
    for above, below in pairwise(levels):
        if below > above + 1:
            raise WorkbookError(
                _(
                    "A level-{below} heading follows a level-{above} heading. Leave no level out.",
                    below=below,
                    above=above,
                )
            )
