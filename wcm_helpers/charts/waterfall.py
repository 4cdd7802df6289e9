"""Waterfall: how contributions lead from one value to another, losses in a second shade."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM = 0.18


def draw_waterfall(
    axes: "Axes",
    start: float,
    steps: Sequence[tuple[str, float]],
    *,
    ends: tuple[str, str],
    write: Callable[[float], str],
    write_step: Callable[[float], str],
    from_zero: bool = False,
) -> None:
    """Draw horizontal bars from the first value over each step to the last, from the top down.

    Parameters
    ----------
    axes : Axes
    start : float
        The first value; the last is it and all steps.
    steps : sequence of (label, size)
    ends : (str, str)
        Labels of the first and the last value.
    write, write_step : callable, from a number to a text
        Of the two values, and of the steps, with their sign.
    from_zero : bool
        Whether the axis begins at zero; else it shows the range of the change.
    """
    end = start + sum(size for _, size in steps)
    levels, at = [start], start
    for _, size in steps:
        at += size
        levels.append(at)
    low, high = min(levels), max(levels)
    span = (high - low) or abs(high) or 1.0
    left = 0.0 if from_zero else low - 0.25 * span
    rows = [(ends[0], left, start, GREY, write(start))]
    at = start
    for label, size in steps:
        colour = ACCENT if size >= 0 else LIGHT
        rows.append((label, min(at, at + size), max(at, at + size), colour, write_step(size)))
        at += size
    rows.append((ends[1], left, end, GREY, write(end)))
    for place, (_, begin, finish, colour, text) in enumerate(rows):
        edge = INK if colour == LIGHT else "none"
        axes.barh(place, finish - begin, left=begin, height=0.62, color=colour, edgecolor=edge, linewidth=0.8)
        axes.annotate(
            text,
            (finish, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    for place, level in enumerate(levels):
        axes.plot([level, level], [place, place + 1], color=GREY, linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(rows)), [row[0] for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(left, high + _ROOM * (high - left))
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda number, _place: write(number))
