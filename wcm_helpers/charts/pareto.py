"""Pareto chart: the cumulative share of many parts, the largest first, with groups along its foot."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.labels import percent_ticks
from wcm_helpers.charts.style import ACCENT, GREY, INK, TEXT, text_on
from wcm_helpers.charts.thin_curve import thin_curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Room between two names, as a share of the axis: in a figure of this height, of which title and foot take
#: the same inches whatever its height.
_GAP, _GAP_HEIGHT, _FRAME = 0.066, 4.0, 1.5
#: A name begins left of this share of the axis, so that it ends before the edge.
_FARTHEST = 0.55
#: A name right of the curve is below this level, clear of the lines of the limits.
_HIGHEST = 0.75
#: With so few parts a name may be left of its point, above the curve.
_FEW = 3
#: Up to so many parts each one gets a point.
_POINTS = 60
#: A group with a smaller share of the parts gets no letter.
_LETTERED = 0.03


def draw_pareto(
    axes: "Axes",
    shares: np.ndarray,
    *,
    limits: Mapping[str, float],
    groups: Sequence[tuple[str, int]],
    shades: Mapping[str, str],
    names: Sequence[str],
) -> None:
    """Draw the curve, the limits as lines, the groups as a strip, and the names of the first parts.

    Parameters
    ----------
    axes : Axes
        Empty; its limits and vertical ticks are set.
    shares : np.ndarray of float
        Share of each part, falling; together 1.
    limits : mapping of label to cumulative share
    groups : sequence of (letter, number of parts)
        Runs of parts of one group, in the order of the parts; together all parts.
    shades : mapping of letter to colour
    names : sequence of str
        Labels of the first parts; a name without room is left out.
    """
    n = len(shares)
    reached = np.concatenate([[0.0], np.cumsum(shares)])
    points = thin_curve(np.arange(n + 1.0), reached)
    axes.plot(
        points,
        reached[points],
        color=ACCENT,
        marker="o" if n <= _POINTS else None,
        markevery=slice(1, None),
        markersize=3,
        clip_on=False,
    )
    _draw_limits(axes, limits)
    _draw_groups(axes, groups, shades, n)
    _draw_names(axes, names, reached)
    axes.set_xlim(0, n)
    axes.set_ylim(-0.1, 1.02)
    axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    axes.yaxis.set_major_formatter(percent_ticks())
    axes.xaxis.get_major_locator().set_params(integer=True)


def _draw_limits(axes: "Axes", limits: Mapping[str, float]) -> None:
    for label, share in limits.items():
        axes.axhline(share, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            label,
            (1, share),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=TEXT,
        )


def _draw_groups(axes: "Axes", groups: Sequence[tuple[str, int]], shades: Mapping[str, str], n: int) -> None:
    """Draw the groups as a strip under the curve, with a letter in the longest run where it fits."""
    start = 0
    longest = {letter: max(size for name, size in groups if name == letter) for letter, _size in groups}
    for letter, size in groups:
        shade = shades[letter]
        axes.axvspan(start, start + size, ymin=0.012, ymax=0.068, color=shade, linewidth=0)
        if start and len(groups) == len(longest):
            axes.axvline(start, color=GREY, linewidth=0.6, ymin=0.012, zorder=0)
        if size / n > _LETTERED and size == longest[letter]:
            axes.text(
                start + size / 2, -0.055, letter, ha="center", va="center", color=text_on(shade), fontsize=8.5
            )
        start += size


def _draw_names(axes: "Axes", names: Sequence[str], reached: np.ndarray) -> None:
    """Name the first parts right of the curve, where there is room; of very few, left of their point."""
    n, gap = len(reached) - 1, _gap(axes)
    lowest, highest = -0.5 * gap, 0.0  # the first name is clear of the strip
    for place, label in enumerate(names[:n]):
        x, y = place + 1, float(reached[place + 1])
        level = max(min(y - 0.02, _HIGHEST - 0.03), lowest + gap)
        clear = float(np.interp(level + gap / 2, reached, np.arange(n + 1)))
        left = max(x, clear) + 0.025 * n
        line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 3}
        if left < _FARTHEST * n and level <= _HIGHEST:
            lowest = level
            axes.annotate(
                label, (x, y), (left, level), va="center", fontsize=8, color=INK, arrowprops=line, gid="name"
            )
        elif n <= _FEW and y - highest > gap:
            highest = y
            axes.annotate(
                label, (x, y), (-7, 0), textcoords="offset points", ha="right", va="center", fontsize=8,
                color=INK, gid="name",
            )  # fmt: skip
        else:
            continue
        axes.plot([x], [y], marker="o", color=INK, markersize=4, zorder=4, clip_on=False)


def _gap(axes: "Axes") -> float:
    """Return the room between two names as a share of the axis: more in a lower figure."""
    height = axes.figure.get_figheight()
    return _GAP * (_GAP_HEIGHT - _FRAME) / max(height - _FRAME, 0.5)
