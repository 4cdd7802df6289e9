"""The house style of every chart: its size, its colours, its title and the two lines under it.

A chart reads without colour: one accent, the rest grey, and shades that remain in order on a grey printer.
Figures are made without pyplot, so that none remains open and no setting changes elsewhere.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wcm_helpers.charts.compact import compact
from wcm_helpers.core import fonts, formats
from wcm_helpers.core.words import language

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

STYLE = Path(__file__).with_name("wcm.mplstyle")

ACCENT = "#0e6377"
INK = "#1d2a30"
TEXT = "#55636a"
GREY = "#9aa5ab"
LIGHT = "#e3e8ea"

#: Classes from dark to light, also when printed in grey; N is not classified.
CLASS_SHADES = {"A": "#0b4655", "B": "#4f8b9a", "C": "#a9c7cf", "N": "#e9eef0"}

#: Settings of where pictures appear, not of how they look.
_NOT_OF_STYLE = ("backend", "backend_fallback", "interactive")

#: What tick labels may have that are written anew when the figure is drawn.
_OF_NUMBERS = "0123456789.,−%kM万亿"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

_MARGIN = 0.1  # inches, all round
_TITLE_SIZE = 11.5
_SMALL = 7.5  # also the least size: on a phone a chart is 640 pixels wide, so that it has 9 of them
_LINE = 1.35  # line height in font sizes
_NEEDS_DARK = 0.35  # relative luminance above which dark text reads better than white


class Chart(NamedTuple):
    """A finished figure and its alternative text; without a figure the reason why nothing is drawn."""

    figure: "Figure | None"
    alt: str


@contextmanager
def defaults() -> Iterator[None]:
    """Apply Matplotlib's own defaults, whatever ``matplotlibrc`` the user has.

    Every function that draws a chart is decorated with it, ``@defaults()``: texts and lines take their sizes
    when they are made.
    """
    import matplotlib

    with matplotlib.rc_context(_read_style(None)):
        yield


@contextmanager
def house() -> Iterator[None]:
    """Apply the house style on top of Matplotlib's own defaults; also usable as a decorator, ``@house()``."""
    import matplotlib

    with matplotlib.rc_context({**_read_style(STYLE), "font.family": fonts.families()}):
        yield


@cache
def _read_style(file: Path | None) -> dict[str, Any]:
    """Return Matplotlib's defaults with the settings of a file over them, read once."""
    import matplotlib

    settings = matplotlib.rc_params_from_file(file) if file else matplotlib.rcParamsDefault
    return {name: settings[name] for name in settings if name not in _NOT_OF_STYLE}


def canvas(
    width: float = 7.2, height: float = 4.0, *, rows: int = 1, cols: int = 1, **options: Any
) -> tuple["Figure", Any]:
    """Return an empty figure in the house style and its axes.

    Parameters
    ----------
    width, height : float, inches
        The report's column is 7.2 inches wide.
    rows, cols : int
        Small multiples: more than one gives an array of axes instead of one.
    **options : keyword arguments
        For ``Figure.subplots``, such as ``sharex=True``.

    Examples
    --------
    >>> figure, axes = canvas(6, 3)
    >>> axes.spines["top"].get_visible()
    False
    """
    from matplotlib.figure import Figure

    with house():
        figure = Figure(figsize=(width, height))
        return figure, figure.subplots(rows, cols, **options)


def finish(figure: "Figure", *, title: str, source: str = "", rule: str = "") -> "Figure":
    """Put the finding over a figure, its source and rule under it, and return the figure.

    Long lines are wrapped at the figure's width and the axes make room for them. Every text of the figure
    gets the report's fonts, only characters that can be drawn, and a size that can be read on a phone.

    Parameters
    ----------
    figure : Figure from :func:`canvas`, everything drawn
        Call this last: what is added afterwards is not accounted for.
    title : str
        The finding, as a sentence.
    source, rule : str
        Where the numbers come from, and the rule in force; either may be empty.
    """
    from matplotlib.text import Text

    width, height = figure.get_size_inches()
    heading = wrapped(title, width - 2 * _MARGIN, _TITLE_SIZE)
    small = "\n".join(wrapped(line, width - 2 * _MARGIN, _SMALL) for line in (source, rule) if line)
    above = _MARGIN + _inches(heading, _TITLE_SIZE) + (0.12 if heading else 0)
    below = _MARGIN + _inches(small, _SMALL) + (0.1 if small else 0)
    with house():
        left = _MARGIN / width
        if heading:
            figure.text(left, 1 - _MARGIN / height, heading, ha="left", va="top", fontsize=_TITLE_SIZE,
                        color=INK, linespacing=_LINE, gid="title")  # fmt: skip
        if small:
            figure.text(left, _MARGIN / height, small, ha="left", va="bottom", fontsize=_SMALL, color=TEXT,
                        linespacing=_LINE, gid="source")  # fmt: skip
        for text in figure.findobj(Text):
            text.set_parse_math(False)
            text.set_fontsize(max(text.get_fontsize(), _SMALL))
            text.set_text(fonts.printable(_straight(text.get_text())))
            text.set_fontfamily(fonts.needed(text.get_text()))
        for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
            _make_printable(axis)
        figure.set_layout_engine(
            "constrained", rect=(left, below / height, 1 - 2 * left, 1 - (above + below) / height)
        )
    return figure


def _straight(text: str) -> str:
    """Return a text with straight quotation marks, but in Chinese: the font draws round ones as wide."""
    return text if language() == "zh" else text.translate(_STRAIGHT)


def svg(figure: "Figure") -> str:
    """Return a finished figure as SVG: text as outlines, title in bold, the same bytes every time."""
    written = io.StringIO()
    with house():
        _settle(figure)
        figure.savefig(
            written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    text = re.sub(r"(?s)^.*?(?=<svg )|<metadata>.*?</metadata>|<!--.*?-->", "", written.getvalue())
    text = compact(re.sub(r"\s*\n\s*", " ", text))
    if any(_is_chinese(label) for label in figure.texts if label.get_gid() == "title"):
        return text
    # The font has one weight: a hairline round the letters stands in for bold, but would close the strokes of
    # Chinese characters. Its width is in units of the outlines, 6,400 to the height of a letter.
    hairline = f'stroke="{INK}" stroke-width="{0.45 * 6400 / _TITLE_SIZE:.0f}"'
    return text.replace('<g id="title">', f'<g id="title" {hairline}>')


def _is_chinese(label: Any) -> bool:
    return any(character >= "\u2e80" for character in label.get_text())


def _settle(figure: "Figure") -> None:
    """Fix the positions of the panels: the last digits of the layout differ from run to run."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    figure.set_layout_engine(None)  # not "none", for which saving would draw the figure once more
    for axes in figure.axes:
        axes.set_position([round(edge, 6) for edge in axes.get_position().bounds])


def thousands(decimals: int = 0) -> "FuncFormatter":
    """Return an axis formatter that separates thousands, in the language in use.

    Examples
    --------
    >>> thousands()(1265793, 0)
    '1,265,793'
    """
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda value, _position: formats.number(value, decimals))


def amounts() -> "FuncFormatter":
    """Return an axis formatter for amounts in ten-thousandths.

    Examples
    --------
    >>> amounts()(12_657_930_433, 0)
    '1.27M'
    """
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda value, _position: formats.short_amount(value))


def text_on(colour: str) -> str:
    """Return the colour of text on a filled area: white on dark shades, ink on light ones.

    Examples
    --------
    >>> text_on(CLASS_SHADES["A"]), text_on(CLASS_SHADES["C"])
    ('white', '#1d2a30')
    """
    return INK if luminance(colour) > _NEEDS_DARK else "white"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 black to 1 white, as WCAG 2.2 defines it.

    Examples
    --------
    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    from matplotlib.colors import to_rgb

    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return round(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 6)


def _make_printable(axis: Any) -> None:
    """Apply :func:`fonts.printable` to the tick labels that are written when the figure is drawn."""
    formatter = axis.get_major_formatter()
    written = formatter.format_ticks
    formatter.format_ticks = lambda values: [fonts.printable(label) for label in written(values)]
    labels = "".join(label.get_text() for label in axis.get_majorticklabels())
    axis.set_tick_params(labelfontfamily=fonts.needed(labels + _OF_NUMBERS))


def wrapped(text: str, inches: float, size: float) -> str:
    """Return text broken so that no line is wider: between words, and anywhere in Chinese."""
    wider = 1.15 if fonts.families(text)[0] == "DejaVu Sans" else 1.0
    room, lines, line = inches * 72 / size / wider, [], ""
    for piece in _pieces(fonts.printable(text)):
        if line.strip() and ems(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    # Closing marks stay with the character before: no line begins with a full-width comma.
    return re.findall(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef][，。、；：）」》！？]*\s*|\s+", text)


def ems(text: str) -> float:
    """Return an upper estimate of a text's width in Noto Sans SC, in font sizes.

    Examples
    --------
    >>> round(ems("1.27M"), 2), ems("华东")
    (2.94, 2.0)
    """
    return sum(map(_em, text))


@cache
def _em(character: str) -> float:
    # Rounded up from Noto Sans SC: narrow marks, figures and small letters, capitals, the widest.
    if character >= "\u2e80" or "\u2190" <= character <= "\u21ff" or "\u2460" <= character <= "\u27ff":
        return 1.0  # Chinese, arrows and shapes
    if character in " .,:;'|il":
        return 0.3
    if character in "MWmw%—@":
        return 0.93
    return 0.66 if character.isupper() else 0.57


def _inches(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * _LINE / 72 if text else 0.0
