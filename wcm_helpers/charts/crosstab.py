"""Cross table: counts of two groupings of the same things, the agreeing cells light, the others dark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, LIGHT, text_on
from wcm_helpers.core.formats import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_crosstab(axes: "Axes", counts: np.ndarray, groups: Sequence[str]) -> None:
    """Draw a square of cells with their counts; an empty cell is blank.

    Parameters
    ----------
    axes : Axes
        Empty; its limits, ticks, spines and aspect are set.
    counts : np.ndarray of int, groups × groups
        Rows the groups of one grouping, columns the same groups of the other.
    groups : sequence of str
        Labels of rows and columns.
    """
    for (row, column), n in np.ndenumerate(counts):
        if not n:
            continue
        colour = LIGHT if row == column else ACCENT
        axes.barh(row, 0.92, left=column - 0.46, height=0.92, color=colour)
        axes.text(column, row, number(n), ha="center", va="center", fontsize=9, color=text_on(colour))
    axes.set_xticks(range(len(groups)), groups)
    axes.set_yticks(range(len(groups)), groups)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlim(-0.55, len(groups) - 0.45)
    axes.set_ylim(len(groups) - 0.45, -0.55)
    axes.set_aspect("equal")
