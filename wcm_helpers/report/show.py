"""Everything a notebook's cell displays: head, findings, cards, tables, charts and boxes.

Each function returns a :class:`Shown`, meant as the last expression of a cell. Text is escaped here and only
here; a name from outside stands in ``<bdi>`` and is made printable first. The exporters let these pieces
through because their output metadata says who made them, and treat all other HTML as text.
"""

import base64
import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wcm_helpers import fonts, formats
from wcm_helpers.words import _, ngettext

if TYPE_CHECKING:
    import pandas as pd

    from wcm_helpers.charts.style import Chart

TEMPLATES = Path(__file__).with_name("templates")

#: Mime type of what :func:`head` tells the exporters.
REPORT = "application/vnd.wcm.report+json"
#: Key of the output metadata that marks a piece as made here.
MARK = "wcm"

MAX_FINDINGS = 5
MAX_COLUMNS = 7
_PLAIN_ROWS = 20


@dataclass(frozen=True)
class Shown:
    """What a cell displays: as HTML, as plain text, and in further mime types."""

    kind: str
    html: str
    text: str
    more: Mapping[str, Any] = field(default_factory=dict)
    alt: str = ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        shown = {"image/svg+xml": self.more["image/svg+xml"]} if self.alt else {"text/html": self.html}
        about = {"image/svg+xml": {"alt": self.alt}} if self.alt else {}
        return {**shown, **self.more, "text/plain": self.text}, {MARK: self.kind, **about}


class Card(NamedTuple):
    """One key figure: the words around it, and the months that led to it (oldest first)."""

    label: str
    value: str
    unit: str = ""
    change: str = ""
    note: str = ""
    trend: tuple[float, ...] = ()
    direction: str = ""


@dataclass(frozen=True)
class Column:
    """How one column of a frame is shown: ``bar`` from its numbers, ``trend`` from tuples of numbers."""

    key: str
    label: str
    align: str = "left"
    write: Callable[[Any], str] = str
    bar: bool = False
    width: str = ""
    strong: bool = False
    trend: bool = False


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "wcm_html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # Not the words themselves: the environment is kept, the language may change.
        finalize=lambda value: fonts.printable(value) if type(value) is str else value,
    )
    environment.globals.update(directions=_directions, spark=spark)
    return environment


def fill(template: str, **values: Any) -> str:
    """Return a template of the HTML folder filled in: every text escaped and printable."""
    return _templates().get_template(template).render(**values)


def _piece(kind: str, text: str, /, **values: Any) -> Shown:
    macro = getattr(_templates().get_template("pieces.html.j2").module, kind)
    return Shown(kind, str(macro(**values)).strip(), fonts.printable(text))


def _directions() -> dict[str, tuple[str, str]]:
    return {"up": ("▲", _("up")), "down": ("▼", _("down")), "flat": ("=", _("level"))}


def head(
    *,
    title: str,
    site: str,
    month: str,
    language: str,
    data_up_to: str,
    draft: bool,
    facts: Sequence[tuple[str, str]] = (),
    month_name: str = "",
) -> Shown:
    """Return the report's head, and tell the exporters what the report is.

    Parameters
    ----------
    title, site : str
        What stands over every page.
    month : str, ``YYYY-MM``
        The month under review; the PDF is dated to its last day.
    language : str
        The language of the report, such as ``en`` or ``zh``.
    data_up_to : str
        The last day the data reach.
    draft : bool
        Whether the report says DRAFT over every page.
    facts : list of (label, value)
        Further facts about the report.
    month_name : str
        The month as a reader says it; worked out when it is not given.
    """
    month_name = month_name or formats.month_name(month)
    meta = {"title": title, "site": site, "month": month, "month_name": month_name, "language": language}
    meta["draft"] = bool(draft)
    shown = [(_("Data up to"), data_up_to), *facts]
    lines = [f"{title} · {site} · {month_name}", *([_("DRAFT")] if draft else [])]
    piece = _piece(
        "head",
        "\n".join([*lines, *(f"{label}: {value}" for label, value in shown)]),
        meta=meta,
        draft=_("DRAFT: checks raised warnings; do not hand this on before they are cleared.")
        if draft
        else "",
        facts=shown,
    )
    style = (TEMPLATES / "wcm_html" / "pieces.css").read_text(encoding="utf-8")
    return Shown("head", f"<style>{style}</style>\n{piece.html}", piece.text, {REPORT: meta})


def lead(text: str) -> Shown:
    """Return the headline sentence of the report."""
    return _piece("lead", text, text=text)


def findings(items: Sequence[str], empty: str) -> Shown:
    """Return the list of what to decide this month, or the line that says there is nothing.

    Raises
    ------
    ValueError
        If there are more than five: a longer list is not a decision.
    """
    if len(items) > MAX_FINDINGS:
        raise ValueError(f"findings shows {MAX_FINDINGS} at most, got {len(items)}")
    title = _("Decide this month")
    lines = [f"{place}. {item}" for place, item in enumerate(items, 1)] or [empty]
    return _piece("findings", "\n".join([title, *lines]), title=title, items=list(items), empty=empty)


def remark(text: str) -> Shown:
    """Return the remark that closes a section."""
    return _piece("remark", text, text=text)


def missing(text: str) -> Shown:
    """Return the box of a section whose data are not there: which table, and what it would have shown."""
    return _piece("box", text, kind="missing", label=_("Not in the data"), text=text)


def warning(text: str) -> Shown:
    """Return a box with a warning about what follows."""
    return _piece("box", text, kind="warning", label=_("Mind"), text=text)


def rules(items: Sequence[tuple[str, str]]) -> Shown:
    """Return rules or terms with their meaning, as a definition list."""
    return _piece("rules", "\n".join(f"{term}: {meaning}" for term, meaning in items), items=list(items))


def details(summary: str, content: Shown) -> Shown:
    """Return a piece folded away under its summary; printed, it is open."""
    return _piece("details", f"{summary}\n{content.text}", summary=summary, content=trusted(content.html))


def cards(items: Iterable[Card]) -> Shown:
    """Return key figures side by side, each with its change in sign and word and the months before it."""
    items = [Card(*item) for item in items]
    for item in items:
        if item.direction not in ("", *_directions()):
            raise ValueError(f"direction of {item.label!r} is {item.direction!r}, not up, down or flat")
    lines = [" ".join(part for part in item[:5] if part) for item in items]
    return _piece("cards", "\n".join(lines), items=items)


def chart(finished: "Chart") -> Shown:
    """Return a chart as SVG with its alternative text.

    Raises
    ------
    ValueError
        If the alternative text is empty.
    """
    from wcm_helpers.charts import style

    alt = " ".join(finished.alt.split())
    if not alt:
        raise ValueError("a chart needs alternative text: say what it shows to someone who cannot see it")
    svg = style.svg(finished.figure)
    data = base64.b64encode(svg.encode()).decode("ascii")
    source = trusted(f"data:image/svg+xml;base64,{data}")
    return Shown(
        "chart",
        str(_piece("figure", alt, alt=alt, source=source).html),
        fonts.printable(alt),
        {"image/svg+xml": svg},
        fonts.printable(alt),
    )


def table(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    *,
    caption: str,
    note: str = "",
    wide: bool = False,
    row_class: Callable[[dict[str, Any]], str] | None = None,
) -> Shown:
    """Return a frame as a table a reader can use on screen and on paper.

    Parameters
    ----------
    frame : pd.DataFrame, one row a line, in the order to show
    columns : list of Column
        Seven at most, any number when ``wide``. The first names the row.
    caption, note : str
        Over the table, and under it: n, period, source, rule.
    wide : bool
        Whether the table is printed on a landscape page.
    row_class : callable, from a row as a dictionary to a word
        ``strong``, ``total`` or ``muted`` lines stand out; an empty word does nothing.

    Raises
    ------
    ValueError
        If there are too many columns, or a column the frame does not have.
    """
    if len(columns) > MAX_COLUMNS and not wide:
        raise ValueError(f"a portrait table has {MAX_COLUMNS} columns at most, got {len(columns)}; wide=True")
    if absent := [column.key for column in columns if column.key not in frame]:
        raise ValueError(f"the table has no column {absent}; it has {list(frame)}")
    records = frame.to_dict("records")
    longest = {column.key: _longest(frame[column.key]) for column in columns if column.bar}
    rows = [
        (row_class(record) if row_class else "", [_cell(record[c.key], c, longest) for c in columns])
        for record in records
    ]
    plain = [[column.label for column in columns], *([cell[0] for cell in cells] for _word, cells in rows)]
    return _piece(
        "table", _plain_table(caption, plain, note),
        columns=columns, rows=rows, caption=caption, note=note, wide=wide,
    )  # fmt: skip


def _cell(value: Any, column: Column, longest: Mapping[str, float]) -> tuple[str, str, Any]:
    """Return a cell's text, the width of its bar in percent (empty without one) and its trend."""
    if formats.missing(value):
        return "–", "", ()
    if column.trend:
        months = tuple(float(month) for month in value)
        return _spoken(months), "", months
    width = ""
    if column.bar:
        share = abs(float(value)) / longest[column.key] if longest[column.key] else 0.0
        width = f"{100 * share:.1f}" if math.isfinite(share) else ""
    return column.write(value), width, ()


def _longest(values: "pd.Series") -> float:
    return max((abs(float(value)) for value in values if not formats.missing(value)), default=0.0)


def _spoken(months: Sequence[float]) -> str:
    known = [month for month in months if math.isfinite(month)]
    if not known:
        return "–"
    change = known[-1] - known[0]
    word = _directions()["up" if change > 0 else "down" if change < 0 else "flat"][1]
    return ngettext("trend over {n} month: {word}", "trend over {n} months: {word}", len(months), word=word)


def spark(months: Sequence[float]) -> Any:
    """Return months as a small line with a point at the last one; a month without a value is left out."""
    known = [(place, month) for place, month in enumerate(months) if math.isfinite(month)]
    if not known:
        return trusted("")
    low, high = min(month for _place, month in known), max(month for _place, month in known)
    across = 76 / max(1, len(months) - 1)
    points = [
        (f"{2 + place * across:.1f}", f"{18 - 16 * (month - low) / (high - low) if high > low else 10:.1f}")
        for place, month in known
    ]
    return trusted(
        str(_templates().get_template("pieces.html.j2").module.spark_line(points, _spoken(months))).strip()
    )


def trusted(html: str) -> Any:
    """Return HTML of our own making as it is, not to be escaped again."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 -- made by our own templates


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _plain_table(caption: str, lines: list[list[str]], note: str) -> str:
    shown = [[fonts.printable(cell) for cell in line] for line in lines[: _PLAIN_ROWS + 1]]
    wide = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    text = [
        "  ".join(c + " " * (w - _width(c)) for c, w in zip(line, wide, strict=True)).rstrip()
        for line in shown
    ]
    more = len(lines) - len(shown)
    if more:
        text.append(ngettext("… {count} more row", "… {count} more rows", more, count=formats.number(more)))
    return "\n".join([caption, *text, *([note] if note else [])])
