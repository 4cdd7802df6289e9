"""Strip chart: the group of each row in each column, as letters on shades, and a second group under it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import text_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TICKS = 8  # of the columns, at most


def draw_strip(
    axes: "Axes",
    groups: np.ndarray,
    under: np.ndarray | None = None,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    shades: Mapping[str, str],
) -> None:
    """Draw a cell for each row and column, joined where the group stays the same.

    Parameters
    ----------
    axes : Axes
        Empty; its limits, ticks and spines are set.
    groups, under : np.ndarray of object, rows × columns
        Names of groups, drawn as letters and, if given, as a line under them; anything but a text is an empty
        cell.
    rows, columns : sequence of str
        Labels; of many columns some are labelled, the last one always.
    shades : mapping of group to colour
    """
    lines = [()] * len(groups) if under is None else under
    for row, (upper, lower) in enumerate(zip(groups, lines, strict=True)):
        for group, first, length in runs(upper):
            shade = shades[group]
            axes.barh(row - 0.1, length - 0.06, left=first + 0.03, height=0.62, color=shade)
            axes.text(
                first + 0.5, row - 0.09, group, ha="center", va="center", fontsize=7.5, color=text_on(shade)
            )
        for group, first, length in runs(lower):
            axes.barh(row + 0.32, length, left=first, height=0.14, color=shades[group])
    axes.set_yticks(range(len(rows)), rows)
    every = max(1, -(-len(columns) // _TICKS))
    labelled = list(range(len(columns) - 1, -1, -every))
    axes.set_xticks([column + 0.5 for column in labelled], [columns[column] for column in labelled])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows) - 0.4, -0.6)


def runs(groups: Iterable[object]) -> list[tuple[str, int, int]]:
    """Return the runs of equal groups: the group, its first place and its length; gaps are left out.

    Examples
    --------
    >>> runs(["A", "A", None, "A", "B"])
    [('A', 0, 2), ('A', 3, 1), ('B', 4, 1)]
    """
    joined: list[tuple[str, int, int]] = []
    for place, group in enumerate(groups):
        if joined and joined[-1][0] == group and joined[-1][1] + joined[-1][2] == place:
            joined[-1] = (group, joined[-1][1], joined[-1][2] + 1)
        elif isinstance(group, str):
            joined.append((group, place, 1))
    return joined
