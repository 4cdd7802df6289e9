"""Labels of charts: names that fit, numbers of percent."""

import unicodedata
from typing import TYPE_CHECKING

from wcm_helpers.core.fonts import printable
from wcm_helpers.core.formats import number

if TYPE_CHECKING:
    from matplotlib.ticker import FuncFormatter

#: Room for a name on a chart, in letters; a Chinese character takes two.
NAME_ROOM = 30


def short_name(name: object, room: int = NAME_ROOM) -> str:
    """Return a name as it is drawn: on one line, every character printable, shortened where it is too long.

    Examples
    --------
    >>> short_name("华东零售", room=5)
    '华东…'
    """
    text = printable(" ".join(str(name).split()))
    width = 0
    for place, character in enumerate(text):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > room:
            return text[:place].rstrip() + "…"
    return text


def percent_ticks() -> "FuncFormatter":
    """Return an axis formatter for shares, for an axis whose title has the percent sign.

    Examples
    --------
    >>> percent_ticks()(0.25, 0)
    '25'
    """
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda share, _position: number(100 * share))
