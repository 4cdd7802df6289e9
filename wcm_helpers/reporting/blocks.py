"""Everything a notebook's cell displays: head, findings, cards, tables, charts and boxes.

Each function returns a :class:`Block`, meant as the last expression of a cell. Text is escaped here and only
here; a name from outside is made printable and put into ``<bdi>``. The exporters accept these blocks as HTML
because of the mark in their output metadata, and treat all other HTML as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wcm_helpers.core import fonts, formats, words
from wcm_helpers.core.words import _
from wcm_helpers.reporting.actions import Action, kind_name
from wcm_helpers.reporting.block import (
    EMPTY,
    REPORT,
    TEMPLATES,
    Block,
    Blocks,
    directions,
    from_template,
    join,
    svg_url,
    trusted,
)
from wcm_helpers.reporting.indicators import Card
from wcm_helpers.reporting.section import anchor
from wcm_helpers.reporting.tables import Column, table

if TYPE_CHECKING:
    from wcm_helpers.charts.style import Chart

__all__ = [
    "EMPTY", "Block", "Blocks", "Card", "Column", "actions", "cards", "chart", "details", "divider", "head",
    "join",
    "lead", "missing", "paragraph", "rules", "table", "warning",
]  # fmt: skip

MAX_ACTIONS = 5


def head(
    *,
    title: str,
    site: str,
    month: str,
    data_up_to: str,
    draft: bool,
    facts: Sequence[tuple[str, str]] = (),
    month_name: str = "",
) -> Block:
    """Return the report's head, with a description of the report for the exporters.

    Parameters
    ----------
    title, site : str
        Printed at the top of every page.
    month : str, ``YYYY-MM``
        The month under review; the PDF is dated to its last day.
    data_up_to : str
        The last day the data reach.
    draft : bool
        Whether every page is marked DRAFT.
    facts : list of (label, value)
        Further facts about the report.
    month_name : str
        The name of the month; derived from ``month`` by default.
    """
    month_name = month_name or formats.month_name(month)
    meta = {
        "title": title,
        "site": site,
        "month": month,
        "month_name": month_name,
        "language": words.language(),
    }
    meta |= {"draft": bool(draft), "data_up_to": data_up_to}
    shown = [(_("Data up to"), data_up_to), *facts]
    lines = [f"{title} · {site} · {month_name}", *([_("DRAFT")] if draft else [])]
    made = from_template(
        "head",
        "\n".join([*lines, *(f"{label}: {value}" for label, value in shown)]),
        meta=meta,
        # The mark between stays with the title where the line breaks.
        heading=_("{title} · {month}", title=title, month=month_name).replace(" · ", "\N{NO-BREAK SPACE}· "),
        draft=_("DRAFT: the data do not cover the whole month yet, so its figures will change.")
        if draft
        else "",
        facts=shown,
    )
    style = (TEMPLATES / "wcm_html" / "pieces.css").read_text(encoding="utf-8")
    return Block("head", f"<style>{style}</style>\n{made.html}", made.text, {REPORT: meta})


def lead(text: str) -> Block:
    """Return the headline sentence of the report."""
    return from_template("lead", text, text=text)


def actions(lines: Sequence[Action], titles: Mapping[str, str], *, more: str = "", empty: str = "") -> Block:
    """Return the lines of the month: name, amount, what happened, what to do, and a link to the evidence.

    Parameters
    ----------
    lines : list of Action
        Five at most.
    titles : mapping of section to title
        The words of the links; a line without a section has none.
    more : str
        The sentence that says how many more there are, and where.
    empty : str
        The sentence shown without any line.

    Raises
    ------
    ValueError
        If there are more than five: a longer list is not a decision.
    """
    if len(lines) > MAX_ACTIONS:
        raise ValueError(f"actions shows {MAX_ACTIONS} at most, got {len(lines)}")
    title = _("This month")
    rows = [
        {
            **vars(line),
            "label": kind_name(line.kind),
            "name": line.name if line.amount else _("{name}:", name=line.name),
            "amount": _("({amount}):", amount=line.amount) if line.amount else "",
            "anchor": anchor(line.section),
            "evidence": titles[line.section] if line.section else "",
        }
        for line in lines
    ]
    text = [
        _("{place}. {sentence}", place=place, sentence=line.sentence) for place, line in enumerate(lines, 1)
    ]
    text = [title, *(text or [empty]), *([more] if more else [])]
    return from_template(
        "actions", "\n".join(text), title=title, lines=rows, more=more, empty=empty, content=tuple(lines)
    )


def divider() -> Block:
    """Return the page between the reading part and the appendix."""
    title = _("Appendix for analysts")
    text = _(
        "How certain the figures are, by which methods and rules they are computed, and the full tables."
    )
    return from_template("divider", f"{title}\n{text}", title=title, text=text)


def paragraph(text: str) -> Block:
    """Return a paragraph, such as the remark that closes a section."""
    return from_template("paragraph", text, text=text)


def missing(text: str) -> Block:
    """Return the box of a section without data: the missing table and the content it would allow."""
    return from_template("box", text, kind="missing", label=_("Not in the data."), text=text)


def warning(text: str) -> Block:
    """Return a box with a warning about the content below it."""
    return from_template("box", text, kind="warning", label=_("Note."), text=text)


def rules(items: Sequence[tuple[str, str]]) -> Block:
    """Return rules or terms with their meaning, as a definition list."""
    text = "\n".join(f"{term}: {meaning}" for term, meaning in items)
    return from_template("rules", text, items=list(items), content=tuple(items))


def details(summary: str, content: Block) -> Block:
    """Return a block folded under its summary; in print it is open."""
    text = f"{summary}\n{content.text}"
    folded = from_template("details", text, summary=summary, folded=trusted(content.html))
    return replace(folded, content=content.content)


def cards(items: Iterable[Card]) -> Block:
    """Return key figures side by side, each with its direction, the values before it, and a line from zero.

    Raises
    ------
    ValueError
        If a direction is none of ``up``, ``down``, ``flat`` and empty.
    """
    items = list(items)
    for item in items:
        if item.direction not in ("", *directions()):
            raise ValueError(f"direction of {item.label!r} is {item.direction!r}, not up, down or flat")
    lines = [
        " ".join(
            part for part in (item.label, item.value, item.unit, item.change, item.earlier, item.note) if part
        )
        for item in items
    ]
    return from_template("cards", "\n".join(lines), items=items, content=tuple(items))


def chart(finished: "Chart", name: str = "chart") -> Block:
    """Return a chart as SVG with its alternative text; a box with the reason where nothing is drawn.

    Parameters
    ----------
    finished : Chart
    name : str
        Its key within the section.

    Raises
    ------
    ValueError
        If the alternative text is empty.
    """
    from wcm_helpers.charts import style

    alt = " ".join(finished.alt.split())
    if not alt:
        raise ValueError("a chart needs alternative text: say what it shows to someone who cannot see it")
    if finished.figure is None:
        return from_template("box", alt, kind="missing", label=_("Nothing to draw."), text=alt)
    svg = style.svg(finished.figure)
    return Block(
        "chart",
        str(from_template("figure", alt, alt=alt, source=trusted(svg_url(svg))).html),
        fonts.printable(alt),
        {"image/svg+xml": svg},
        fonts.printable(alt),
        name,
        finished,
    )
