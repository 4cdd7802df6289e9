"""Labels of charts: names that fit, numbers of percent, room between labels."""

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
    for place in range(len(text)):
        if text_width(text[: place + 1]) > room:
            return text[:place].rstrip() + "…"
    return text


def name_on_two_lines(name: object, room: int = NAME_ROOM) -> str:
    """Return a long name, such as a question, on two lines; of a longer one its beginning and its end.

    Questions that begin alike are told apart by their ends.

    Examples
    --------
    >>> name_on_two_lines("Is it rude to ask to switch seats with friends?", room=20).split()[-2:]
    ['with', 'friends?']
    """
    text = printable(" ".join(str(name).split()))
    if text_width(text) <= room:
        return text
    first = _whole_words(text, room)
    rest = text[len(first) :].strip()
    if text_width(rest) > room:
        rest = "…" + _whole_words(rest[::-1], room - 1)[::-1]
    return f"{first.strip()}\n{rest}"


def _whole_words(text: str, room: int) -> str:
    """Return the beginning of a text that fits, not within a word if more than half of it is left."""
    fits = next((place for place in range(len(text)) if text_width(text[: place + 1]) > room), len(text))
    blank = text.rfind(" ", 0, fits + 1)
    return text[:blank] if blank > fits / 2 else text[:fits]


def text_width(text: str) -> int:
    """Return the room a text takes, in letters; a Chinese character takes two.

    Examples
    --------
    >>> text_width("A类")
    3
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def percent_ticks() -> "FuncFormatter":
    """Return an axis formatter for shares, for an axis whose title has the percent sign.

    Examples
    --------
    >>> percent_ticks()(0.25, 0)
    '25'
    """
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda share, _position: number(100 * share))


def space_out(places: list[float], gap: float, ceiling: float) -> list[float]:
    """Return places of labels at least ``gap`` apart, moved as little as possible.

    Parameters
    ----------
    places : list of float
        Rising.
    gap : float
        Distance of two labels, in the unit of the places.
    ceiling : float
        Upper end of the axis: the last label is half a gap below it.

    Examples
    --------
    >>> [round(place, 2) for place in space_out([0.1, 0.15, 0.9], 0.2, 1.0)]
    [0.1, 0.3, 0.9]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    ceiling -= gap / 2
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
