"""The widths of a table's columns on paper: numbers get what they need, names and texts share the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wcm_helpers.charts.style import ems

ACROSS, ACROSS_WIDE = 174.0, 261.0  # millimetres: the text of a page, upright and on its side
SPARK = 16.5  # millimetres: a line of months
# Between Chinese and Latin the typesetter leaves a quarter of a letter.
_GAP, _CHANGES_SCRIPT = 0.25, re.compile(r"(?<=[一-鿿])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[一-鿿])")
_WIDE_IN_CHINESE = "·≤≥"  # as wide as a character on a Chinese page
_EM = 3.0  # millimetres: 8.5 points
_PADDING = 3.0
_BAR, _BAR_WIDE = 17.0, 24.0
_SHORT = 30.0  # a text column up to this width gets what it needs
_NARROWEST, _WIDEST = 24.0, 64.0  # what a name or a long text gets at least, and asks for at most
_WHOLE_NAME = 48.0  # a name up to this width is not broken
_LONG_TEXT, _LONG_TEXT_WIDE = 40.0, 72.0  # what a long text gets before names do in one line
_HEAD_LINES = 3


@dataclass(frozen=True)
class Need:
    """What a column has to show.

    Attributes
    ----------
    head : str
    texts : list of str
    is_number, is_name : bool
    room : float
        The width of the longest number beside a bar, in millimetres; 0 without bars.
    drawn : float
        The width of what is drawn in a cell, in millimetres.
    """

    head: str
    texts: Sequence[str]
    is_number: bool = False
    is_name: bool = False
    room: float = 0
    drawn: float = 0

    def natural(self, head_lines: int) -> float:
        """Return the width that breaks no cell, and its head in so many lines, in millimetres."""
        cells = max((inside(text) for text in self.texts), default=0.0)
        return max(self.drawn or cells, in_lines(self.head, head_lines)) + _PADDING

    @property
    def shares(self) -> bool:
        """Whether it is a name or a long text, which may take several lines."""
        return not (self.is_number or self.room) and (self.is_name or self.natural(_HEAD_LINES) > _SHORT)


def inside(text: str) -> float:
    """Return an upper estimate of the width of a text in a cell, in millimetres.

    Examples
    --------
    >>> inside("华东"), round(inside("A类"), 2)
    (6.0, 5.73)
    """
    wider = sum(1.0 - ems(mark) for mark in text if mark in _WIDE_IN_CHINESE)
    return _EM * (ems(text) + wider + _GAP * len(_CHANGES_SCRIPT.findall(text)))


def in_lines(text: str, lines: int) -> float:
    """Return the least width at which a text takes so many lines, broken between words, in millimetres.

    Chinese is broken after four characters at the earliest.

    Examples
    --------
    >>> in_lines("3 months on", 1) == inside("3 months on"), in_lines("3 months on", 2) == inside("3 months")
    (True, True)
    """
    words = re.findall(r"[\u2e80-\uffef]{1,4}\s*|[^\s\u2e80-\uffef]+\s*", text)
    runs = {
        "".join(words[start:end]).strip()
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    for width in sorted({inside(run) for run in runs}):
        taken, line = 1, ""
        for word in words:
            if line and inside((line + word).strip()) > width:
                taken, line = taken + 1, word
            else:
                line += word
        if taken <= lines and width >= max(inside(word.strip()) for word in words):
            return width
    return inside(text)


def widths(needs: Sequence[Need], wide: bool) -> tuple[list[float], list[str]]:
    """Return the widths of columns in millimetres, and as tracks of Typst.

    Numbers, short words and bars get what they need, heads as few lines as there is room for. Names get one
    line if the long texts leave room, which share the rest. Where too little is left, all columns share the
    page in proportion.
    """
    across = ACROSS_WIDE if wide else ACROSS
    floor = _LONG_TEXT_WIDE if wide else _LONG_TEXT
    asked = _asked(needs, across, _BAR_WIDE if wide else _BAR)
    for whole in (_WHOLE_NAME, 0.0):
        columns = [
            (width, need.shares and not (need.is_name and width <= whole))
            for need, width in zip(needs, asked, strict=True)
        ]
        sharers = [(need, width) for need, (width, share) in zip(needs, columns, strict=True) if share]
        longer = [need.natural(1) > _WIDEST for need, _width in sharers]
        room = across - sum(width for width, share in columns if not share)
        least = [_LONG_TEXT if whole and is_longer else _NARROWEST for is_longer in longer]
        if sharers and room >= sum(least):
            sharing = [width for _need, width in sharers]
            for lines in (2, 3):
                if any(longer) and sum(_with_floor(sharing, longer, floor)) > room:
                    sharing = [
                        width if is_longer else min(width, _broken(need, lines))
                        for (need, width), is_longer in zip(sharers, longer, strict=True)
                    ]
            wanted = _with_floor(sharing, longer, floor)
            if any(longer) and sum(wanted) <= room:
                sharing = wanted  # the others get what they ask for, and the long texts all the rest
            parts = iter(shared(sharing, room, longer))
            exact = [(next(parts) if share else width, share) for width, share in columns]
            return [width for width, _ in exact], [
                f"{width:.0f}fr" if share else f"{width:.1f}mm" for width, share in exact
            ]
    exact = [width * min(1.0, across / sum(asked)) for width in asked]
    return exact, [f"{width:.1f}mm" for width in exact]


def _with_floor(asked: Sequence[float], longer: Sequence[bool], floor: float) -> list[float]:
    """Return the widths asked for, of the long texts no more than they get before names do in one line."""
    return [min(width, floor) if is_longer else width for width, is_longer in zip(asked, longer, strict=True)]


def _broken(need: Need, lines: int) -> float:
    """Return the width at which the cells and the head of a column take so many lines, in millimetres."""
    return max(_NARROWEST, *(in_lines(text, lines) + _PADDING for text in (need.head, *need.texts)))


def _asked(needs: Sequence[Need], across: float, bar: float) -> list[float]:
    """Return the width each column asks for, its head in as few lines as there is room for."""
    asked: list[float] = []
    for head_lines in range(1, _HEAD_LINES + 1):
        asked = [bar + need.room + _PADDING if need.room else need.natural(head_lines) for need in needs]
        asked = [
            min(max(width, _NARROWEST), _WIDEST) if need.shares else width
            for need, width in zip(needs, asked, strict=True)
        ]
        if sum(asked) <= across:
            break
    return asked


def shared(asked: Sequence[float], room: float, longer: Sequence[bool] = ()) -> list[float]:
    """Divide room among columns: who asks for less than a fair share gets it, and the others share the rest.

    What is left once all have what they ask for goes to the columns that need more than they may ask for.

    Examples
    --------
    >>> shared([40, 90, 90], 160), shared([10, 30], 80), shared([10, 30], 80, [False, True])
    ([40.0, 60.0, 60.0], [20.0, 60.0], [10.0, 70.0])
    """
    if sum(asked) <= room and any(longer):
        more = (room - sum(asked)) / sum(longer)
        return [width + more * is_longer for width, is_longer in zip(asked, longer, strict=True)]
    if sum(asked) <= room:
        return [width * room / sum(asked) for width in asked]
    result = [0.0] * len(asked)
    places = sorted(range(len(asked)), key=lambda place: asked[place])
    for taken, place in enumerate(places):
        result[place] = min(float(asked[place]), room / (len(asked) - taken))
        room -= result[place]
    return result
