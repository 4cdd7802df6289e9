"""Diverging bars of answers on a scale: the worse ones to the left of zero, the better ones to the right.

The middle level has a lane of its own, so that it neither helps nor harms, and is compared from a zero of its
own. On a grey printer the side tells worse from better, and the shade how far.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, text_on
from wcm_helpers.core.formats import number
from wcm_helpers.methods.proportions import whole_percents

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Per cents a label needs, the gap before the lane of the middle level, and the room for a sum at an end.
_LABEL, _GAP, _SUM = 5, 5, 9
#: Scales with more levels get no label on each.
_LABELLED_LEVELS = 7
_WORSE, _BETTER = ("#c3cbcf", "#4a565c"), ("#8fb8c2", ACCENT)


class LikertRow(NamedTuple):
    """One question: its label, how often each level was chosen, from worst to best, and what is said of n."""

    label: str
    counts: tuple[int, ...]
    note: str


def draw_likert(axes: "Axes", rows: Sequence[LikertRow], levels: Sequence[str]) -> None:
    """Draw one bar a question, with per cents that add up to 100 and the number of answers beside it.

    Parameters
    ----------
    axes : Axes
        Empty; its limits and ticks are set.
    rows : sequence of LikertRow
        The first at the top; each with as many counts as there are levels. One without an answer has no bar.
    levels : sequence of str
        Labels of the levels, from worst to best; of an odd number the one in the middle has its own lane.
    """
    side = len(levels) // 2
    middle = len(levels) % 2 == 1
    percents = [level_percents(row.counts) for row in rows]
    worst = max((sum(row[:side]) for row in percents), default=0)
    best = max((sum(row[-side:]) for row in percents), default=0)
    lane = best + _SUM + _GAP
    shades = level_shades(len(levels))
    for place, row in enumerate(percents):
        labelled = len(levels) <= _LABELLED_LEVELS
        _draw_side(axes, place, row[:side][::-1], shades[:side][::-1], -1, labelled)
        _draw_side(axes, place, row[-side:], shades[-side:], 1, labelled)
        if middle:
            _draw_middle(axes, place, row[side], lane)
    neutral = max((row[side] for row in percents), default=0) if middle else 0
    right = lane + neutral + _SUM if middle else best + _SUM
    axes.set(xlim=(-worst - _SUM, right), ylim=(len(rows) - 0.45, -0.55))
    _decorate(axes, rows, lane if middle else None)
    _draw_key(axes, levels, shades)


def level_percents(counts: Sequence[int]) -> list[int]:
    """Return whole per cents of the levels that add up to 100; those of the better side to its rounded share.

    So the sum at the end of a bar is the share a table beside it shows.

    Examples
    --------
    Of 8 answers 5 are better: 62.5 %, rounded to 62; the other 38 % are shared among the rest.

    >>> level_percents([1, 1, 1, 2, 3])
    [13, 13, 12, 25, 37]
    """
    n, side = sum(counts), len(counts) // 2
    if n == 0:
        return [0] * len(counts)
    better = round(100 * sum(counts[-side:]) / n)
    return [*whole_percents(counts[:-side], 100 - better), *whole_percents(counts[-side:], better)]


def level_shades(levels: int) -> list[str]:
    """Return the shade of each level, dark at both ends.

    Examples
    --------
    >>> level_shades(3)
    ['#4a565c', '#e3e8ea', '#0e6377']
    """
    side = levels // 2
    # The lightest is next to the middle; one level a side is as dark as an end.
    steps = [(step / (side - 1)) if side > 1 else 1.0 for step in range(side)]
    worse = [_between(*_WORSE, step) for step in reversed(steps)]
    better = [_between(*_BETTER, step) for step in steps]
    return [*worse, *([LIGHT] if levels % 2 else []), *better]


def _between(light: str, dark: str, part: float) -> str:
    from matplotlib.colors import to_hex, to_rgb

    pairs = zip(to_rgb(light), to_rgb(dark), strict=True)
    return to_hex([a + (b - a) * part for a, b in pairs])


def _draw_side(
    axes: Any, place: int, percents: Sequence[int], shades: Sequence[str], direction: int, labelled: bool
) -> None:
    """Draw the levels of one side outwards from zero, and their sum at the end."""
    reached = 0
    for percent, shade in zip(percents, shades, strict=True):
        left = reached if direction > 0 else -reached - percent
        axes.barh(place, percent, 0.66, left=left, color=shade, edgecolor="white", linewidth=0.6, zorder=2)
        if labelled and percent >= _LABEL:
            axes.text(
                left + percent / 2, place, number(percent), ha="center", va="center", fontsize=8.5,
                color=text_on(shade), zorder=3,
            )  # fmt: skip
        reached += percent
    if percents:
        axes.text(
            direction * (reached + 1), place, number(reached), ha="left" if direction > 0 else "right",
            va="center", fontsize=9.5, color=INK,
        )  # fmt: skip


def _draw_middle(axes: Any, place: int, percent: int, lane: float) -> None:
    axes.barh(
        place, percent, 0.66, left=lane, color=LIGHT, edgecolor=GREY, linewidth=0.6, hatch="....", zorder=2
    )
    axes.text(lane + percent + 1, place, number(percent), ha="left", va="center", fontsize=9, color=INK)


def _decorate(axes: Any, rows: Sequence[LikertRow], lane: float | None) -> None:
    for line in (0, lane):
        if line is not None:
            axes.axvline(line, color=INK, linewidth=0.8, zorder=4)
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for place, row in enumerate(rows):
        axes.annotate(
            row.note, (1, place), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            va="center", fontsize=8.5, color=TEXT, annotation_clip=False,
        )  # fmt: skip


def _draw_key(axes: Any, levels: Sequence[str], shades: Sequence[str]) -> None:
    from matplotlib.patches import Patch

    middle = len(levels) // 2 if len(levels) % 2 else None
    handles = [
        Patch(facecolor=shade, label=level, linewidth=0.6, edgecolor=GREY,
              hatch="...." if place == middle else None)
        for place, (level, shade) in enumerate(zip(levels, shades, strict=True))
    ]  # fmt: skip
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=6, frameon=False, fontsize=8.5,
        borderaxespad=0.2, handlelength=1.1, columnspacing=1.0, handletextpad=0.4,
    )  # fmt: skip
