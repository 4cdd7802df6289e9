"""Pages of paper under a third full, and what fills them: a break moved or left out, or a table that splits.

A page ends early before the appendix, before pages turned on their side, and before a table kept whole.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

#: The share of a page that must be used, of every page but the last: a third, and what is seen too coarsely.
LEAST = 0.35
#: Remedies tried for a report, each about a second, and those of one kind for one page.
_TRIES, _EACH = 10, 3


@dataclass(frozen=True)
class Sheet:
    """How much of a page is used, as a share of the height for text, and whether it is turned on its side."""

    filled: float
    turned: bool = False


@dataclass(frozen=True)
class Mark:
    """Where a piece of the report begins: on which page from 1, and how far down it as a share."""

    number: int
    kind: str
    may_break: bool
    page: int
    down: float


@dataclass(frozen=True)
class Choices:
    """Pieces that begin a page, tables that may split, and where no page ends.

    ``joined``: behind the ``opening``, before the ``divider``, behind the ``contents``.
    """

    breaks: frozenset[int] = frozenset()
    split: frozenset[int] = frozenset()
    joined: frozenset[str] = frozenset()

    @property
    def as_json(self) -> str:
        """What the template reads."""
        return json.dumps({name: sorted(values) for name, values in asdict(self).items()})


#: From choices to the pages they make, and the pieces on them.
Look = Callable[[Choices], tuple[Sequence[Sheet], Sequence[Mark]]]


def well_filled(look: Look) -> Choices:
    """Return the choices that leave the fewest thin pages of those tried; none where no page is thin.

    Examples
    --------
    >>> def look(choices):
    ...     return ([Sheet(0.3)] if "opening" in choices.joined else [Sheet(0.2), Sheet(0.1)]), []
    >>> sorted(well_filled(look).joined)
    ['opening']
    """
    choices = Choices()
    sheets, marks = look(choices)
    left = _TRIES
    while left and thin(sheets):
        for candidate in remedies(sheets, marks, choices):
            if not left:
                break
            left -= 1
            then, there = look(candidate)
            if _is_better(thin(then), thin(sheets)):
                choices, sheets, marks = candidate, then, there
                break
        else:
            break
    return choices


def _is_better(then: list[int], now: list[int]) -> bool:
    """Return whether fewer pages are thin, or as many that begin further back."""
    return (len(then), -min(then, default=0)) < (len(now), -min(now))


def thin(sheets: Sequence[Sheet]) -> list[int]:
    """Return the pages from 1 that are under a third full, the last left aside.

    Examples
    --------
    >>> thin([Sheet(0.9), Sheet(0.2), Sheet(0.36), Sheet(0.1)])
    [2]
    """
    return [page for page, sheet in enumerate(sheets[:-1], 1) if sheet.filled < LEAST]


def remedies(sheets: Sequence[Sheet], marks: Sequence[Mark], choices: Choices) -> Iterator[Choices]:
    """Yield choices that may fill the thin pages, page by page, the most promising first.

    Examples
    --------
    The section that begins in the middle of page 1 goes to page 2 as a whole:

    >>> marks = [Mark(7, "heading", True, 1, 0.5), Mark(8, "divider", True, 3, 0.0)]
    >>> last = list(remedies([Sheet(0.9), Sheet(0.1), Sheet(0.6)], marks, Choices()))[-1]
    >>> sorted(last.breaks)
    [7]
    """
    for page in thin(sheets):
        after = [mark for mark in marks if mark.page == page + 1]
        joined = choices.joined
        if page == 1:
            joined |= {"opening"}
        if after and after[0].kind == "divider":
            joined |= {"divider"}
        if any(mark.kind == "divider" and mark.page in (page - 1, page) for mark in marks):
            joined |= {"contents"}
        if joined != choices.joined:
            yield replace(choices, joined=joined)
        begun = next((mark for mark in after if mark.kind != "heading"), None)
        if begun is not None and begun.kind == "table" and sheets[page].turned == sheets[page - 1].turned:
            yield replace(choices, joined=joined, split=choices.split | {begun.number})
        for number in _earlier(page, sheets, marks):
            yield replace(choices, breaks=choices.breaks | {number})


def _earlier(page: int, sheets: Sequence[Sheet], marks: Sequence[Mark]) -> list[int]:
    """Return the pieces of the page before with which this page would better begin, headings first."""
    if page == 1 or sheets[page - 2].turned != sheets[page - 1].turned:
        return []
    before, here = sheets[page - 2].filled, sheets[page - 1].filled
    candidates = []
    for mark in marks:
        moved = before - mark.down + here
        if mark.page == page - 1 and mark.may_break and mark.down >= LEAST <= moved <= 1:
            candidates.append((mark.kind != "heading", abs(mark.down - moved), mark.number))
    return [number for _other, _unlike, number in sorted(candidates)[:_EACH]]
