"""A monthly series before and after a start, each side with its mean."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABELS = 8


def draw_before_after(
    axes: "Axes", values: Sequence[float], labels: Sequence[str], *, start: int, write: Callable[[float], str]
) -> None:
    """Draw the months before in grey and those after in the accent, with their means written.

    Parameters
    ----------
    axes : Axes
    values : sequence of float
    labels : sequence of str
        One a month.
    start : int
        Number of the first month after; that many are before.
    write : callable, from a value to a text
    """
    place, numbers = np.arange(len(values)), np.asarray(values, dtype=float)
    for side, colour in ((place < start, GREY), (place >= start, ACCENT)):
        axes.plot(place[side], numbers[side], color=colour, linewidth=1.2, marker="o", markersize=3.5)
        if side.any():
            mean = float(numbers[side].mean())
            axes.plot(place[side][[0, -1]], [mean, mean], color=INK, linewidth=1.4, linestyle=(0, (5, 2)))
            axes.annotate(
                write(mean), (place[side].mean(), mean), xytext=(0, 5), textcoords="offset points",
                ha="center", fontsize=8.5, color=INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.7},
            )  # fmt: skip
    axes.axvline(start - 0.5, color=INK, linewidth=1.0, linestyle=":")
    step = max(1, (len(place) + _LABELS - 1) // _LABELS)
    ticks = place[::-1][::step][::-1]
    axes.set_xticks(ticks, [labels[at] for at in ticks])
    axes.yaxis.set_major_formatter(lambda number, _place: write(number))
    axes.margins(y=0.2)
