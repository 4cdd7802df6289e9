"""Small parts the classification charts share: a name that fits, numbers of percent, an empty state."""

import unicodedata

from wcm_helpers.charts.style import TEXT, Chart, canvas, defaults, finish, wrapped
from wcm_helpers.core.fonts import printable
from wcm_helpers.core.formats import number
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification

#: A name on a chart takes at most so many letters' room (a Chinese character takes two).
NAME_ROOM = 30


def short_name(name: object, room: int = NAME_ROOM) -> str:
    """Return a name as it is drawn: on one line, every character printable, shortened where it is too long.

    Examples
    --------
    >>> short_name("华东零售", room=5)
    '华东…'
    """
    text = printable(" ".join(str(name).split()))
    taken = 0
    for place, character in enumerate(text):
        taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if taken > room:
            return text[:place].rstrip() + "…"
    return text


def percent_ticks():
    """Return an axis formatter for shares where the axis title says percent."""
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda share, _position: number(100 * share))


@defaults()
def empty(found: Classification, said: str) -> Chart:
    """Return a chart that says in one line why there is nothing to draw."""
    told = wrapped(said, 6.8, 10)
    figure, axes = canvas(7.2, 1.4 + 0.2 * (told.count("\n") + 1))
    axes.set_axis_off()
    axes.text(0, 0.5, told, transform=axes.transAxes, ha="left", va="center", color=TEXT)
    return Chart(finish(figure, title="", source=sentences.source_line(found)), said)
