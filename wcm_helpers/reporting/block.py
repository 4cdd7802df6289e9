"""The blocks a cell displays, filled into templates that escape text and make every character visible."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wcm_helpers.core import fonts
from wcm_helpers.core.words import _, ngettext

TEMPLATES = Path(__file__).with_name("templates")

#: Mime type of the description of the report that :func:`wcm_helpers.reporting.blocks.head` outputs.
REPORT = "application/vnd.wcm.report+json"
#: Mime type of the figures a notebook records for the run.
RECORD = "application/vnd.wcm.record+json"
#: The variable of the environment of a kernel whose run writes the files that a notebook records: workbook
#: and pictures would make a notebook that an analyst saves five times as large.
RECORDS_FILES = "WCM_RECORDS_FILES"
#: Greatest width of a text that stays on one line in a table: a date, or seven Chinese letters.
_SHORT = 14
#: Key of the output metadata that marks a piece as made here.
MARK = "wcm"


@dataclass(frozen=True)
class Block:
    """One piece of a page: as HTML, as plain text, and in further mime types.

    Attributes
    ----------
    kind : str
        The kind of content: ``lead``, ``paragraph``, ``table``, ``chart``, ``cards`` and so on.
    html, text : str
        The same content for a page and for a terminal; a block without text shows nothing.
    more : mapping of mime type to data
        Further representations for the exporters, such as the SVG of a chart.
    alt : str
        Alternative text, of charts alone.
    name : str
        The key of a table or chart within its section.
    content : object
        The source of the block: the frame of a table (see :func:`wcm_helpers.reporting.tables.table`),
        the :class:`wcm_helpers.charts.style.Chart` of a chart, the items of a list of rules.
    metadata : mapping
        Further metadata of its output, which the exporters do not display.
    """

    kind: str
    html: str
    text: str
    more: Mapping[str, Any] = field(default_factory=dict)
    alt: str = ""
    name: str = ""
    content: Any = None
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        first = self.text.strip().split("\n")[0]
        return f"<{self.kind} {self.name or first[:60]!r}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        data = {"image/svg+xml": self.more["image/svg+xml"]} if self.alt else {"text/html": self.html}
        data = {mime: item for mime, item in data.items() if item}
        about = {"image/svg+xml": {"alt": self.alt}} if self.alt else {}
        return {**data, **self.more, "text/plain": self.text}, {MARK: self.kind, **about, **self.metadata}


#: The characters of an SVG that cannot stand in an address within an attribute.
_URL = str.maketrans({"%": "%25", "#": "%23", "<": "%3C", ">": "%3E", '"': "'", "&": "%26"})

#: A block without content, for a part of a section that does not apply this month.
EMPTY = Block("empty", "", "")


@dataclass(frozen=True)
class Blocks:
    """Several blocks that one cell displays, one under the other."""

    pieces: tuple[Block, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.pieces:
            display(block)


def join(*pieces: "Block | Blocks") -> Blocks:
    """Join blocks into one display, in order, without the empty ones.

    Examples
    --------
    >>> [block.text for block in join(EMPTY, join(Block("b", "<p>b</p>", "b"))).pieces]
    ['b']
    """
    single: list[Block] = []
    for piece in pieces:
        single += piece.pieces if isinstance(piece, Blocks) else [piece]
    return Blocks(tuple(block for block in single if block.text or block.more))


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "wcm_html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # A function, not its result: the environment is cached, the language may change.
        finalize=lambda value: fonts.printable(value) if type(value) is str else value,
    )
    environment.globals.update(directions=directions, spark=spark, unbroken=unbroken)
    return environment


def fill(template: str, **values: Any) -> str:
    """Return a template of the HTML folder filled in: every text escaped and printable."""
    return _templates().get_template(template).render(**values)


def from_template(
    kind: str, text: str, /, *, block_name: str = "", content: object = None, **values: Any
) -> Block:
    """Return a block from the template's macro ``kind`` and its values, with ``text`` as plain text."""
    macro = getattr(_templates().get_template("pieces.html.j2").module, kind)
    return Block(kind, str(macro(**values)).strip(), fonts.printable(text), name=block_name, content=content)


def directions() -> dict[str, tuple[str, str]]:
    """Return the sign and the word of each direction, in the language in use."""
    return {"up": ("▲", _("up")), "down": ("▼", _("down")), "flat": ("=", _("unchanged"))}


def display_width(text: str) -> int:
    """Return the width of a text in Latin letters; a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def unbroken(text: str) -> bool:
    """Return whether a short text of a table stays on one line, where a browser would break it within.

    Browsers break dates at their hyphens and Chinese between any two characters, so that narrow columns would
    be one character wide.

    Examples
    --------
    >>> [unbroken(text) for text in ("2026-10", "2026年10月", "计费收入", "Call this week.", "growth")]
    [True, True, True, False, False]
    """
    breaks = "-" in text or not text.isascii()
    return breaks and " " not in text and display_width(text) <= _SHORT


def trusted(html: str) -> Markup:
    """Mark HTML made by the package itself, so that it is not escaped again."""
    return Markup(html)  # noqa: S704 -- made by our own templates


def svg_url(svg: str) -> str:
    """Return an SVG as the address of an image, in fewer characters than base64.

    Examples
    --------
    >>> svg_url('<svg a="#b"/>')
    "data:image/svg+xml,%3Csvg a='%23b'/%3E"
    """
    return "data:image/svg+xml," + svg.translate(_URL)


def spoken(months: Sequence[float]) -> str:
    """Return the description of a small line of months, as its alternative text."""
    known = [month for month in months if math.isfinite(month)]
    if not known:
        return "–"
    change = known[-1] - known[0]
    word = directions()["up" if change > 0 else "down" if change < 0 else "flat"][1]
    return ngettext("trend over {n} month: {word}", "trend over {n} months: {word}", len(months), word=word)


def spark(months: Sequence[float], zero: bool = False) -> Markup:
    """Return months as a small line with a point at the last one; a month without a value is left out.

    The line fills its height from the smallest to the largest value; with ``zero``, zero is in it as a base
    line, so that a small change looks small.
    """
    known = [(place, month) for place, month in enumerate(months) if math.isfinite(month)]
    if not known:
        return trusted("")
    values = [month for _place, month in known] + [0.0] * zero
    low, high = min(values), max(values)
    across = 76 / max(1, len(months) - 1)

    def height(value: float) -> str:
        return f"{18 - 16 * (value - low) / (high - low) if high > low else 10:.1f}"

    points = [(f"{2 + place * across:.1f}", height(month)) for place, month in known]
    macro = _templates().get_template("pieces.html.j2").module.spark_line
    return trusted(str(macro(points, spoken(months), height(0.0) if zero else "")).strip())
