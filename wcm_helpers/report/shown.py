"""What a cell displays, and how it is made: templates that escape every text and show every character."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wcm_helpers import fonts
from wcm_helpers.words import _, ngettext

TEMPLATES = Path(__file__).with_name("templates")

#: Mime type of what :func:`wcm_helpers.report.show.head` tells the exporters.
REPORT = "application/vnd.wcm.report+json"
#: Mime type of the figures a notebook records for the run.
RECORD = "application/vnd.wcm.record+json"
#: Key of the output metadata that marks a piece as made here.
MARK = "wcm"


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
        shown = {mime: data for mime, data in shown.items() if data}
        about = {"image/svg+xml": {"alt": self.alt}} if self.alt else {}
        return {**shown, **self.more, "text/plain": self.text}, {MARK: self.kind, **about}


@dataclass(frozen=True)
class Together:
    """Several pieces one cell displays, one under the other."""

    pieces: tuple[Shown, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for piece_ in self.pieces:
            display(piece_)


def together(*pieces: "Shown | Together") -> Together:
    """Return pieces as one display, in order; what has nothing to say is left out.

    Examples
    --------
    >>> [shown.text for shown in together(Shown("a", "", ""), together(Shown("b", "<p>b</p>", "b"))).pieces]
    ['b']
    """
    single: list[Shown] = []
    for one in pieces:
        single += one.pieces if isinstance(one, Together) else [one]
    return Together(tuple(one for one in single if one.text))


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
    environment.globals.update(directions=directions, spark=spark)
    return environment


def fill(template: str, **values: Any) -> str:
    """Return a template of the HTML folder filled in: every text escaped and printable."""
    return _templates().get_template(template).render(**values)


def piece(kind: str, text: str, /, **values: Any) -> Shown:
    """Return the template's macro ``kind`` filled in, with ``text`` as its plain text."""
    macro = getattr(_templates().get_template("pieces.html.j2").module, kind)
    return Shown(kind, str(macro(**values)).strip(), fonts.printable(text))


def directions() -> dict[str, tuple[str, str]]:
    """Return the sign and the word of each direction, in the language in use."""
    return {"up": ("▲", _("up")), "down": ("▼", _("down")), "flat": ("=", _("level"))}


def trusted(html: str) -> Markup:
    """Return HTML of our own making as it is, not to be escaped again."""
    return Markup(html)  # noqa: S704 -- made by our own templates


def spoken(months: Sequence[float]) -> str:
    """Return what a small line of months shows, in words."""
    known = [month for month in months if math.isfinite(month)]
    if not known:
        return "–"
    change = known[-1] - known[0]
    word = directions()["up" if change > 0 else "down" if change < 0 else "flat"][1]
    return ngettext("trend over {n} month: {word}", "trend over {n} months: {word}", len(months), word=word)


def spark(months: Sequence[float]) -> Markup:
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
        str(_templates().get_template("pieces.html.j2").module.spark_line(points, spoken(months))).strip()
    )
