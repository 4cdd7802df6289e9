"""Heat table: shares as shaded cells with their numbers, rows by columns, marked cells framed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, text_on
from wcm_helpers.core.formats import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_heat_table(
    axes: "Axes",
    shares: np.ndarray,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    marks: np.ndarray,
    ends: Sequence[str] = (),
    gaps: Sequence[int] = (),
    texts: np.ndarray | None = None,
    few: np.ndarray | None = None,
) -> None:
    """Draw a cell for each share, the darker the larger, with its per cent or a text written in it.

    Parameters
    ----------
    axes : Axes
        Empty; its limits, ticks and spines are set.
    shares : np.ndarray of float, rows × columns
        From 0 to 1; a cell without a number (NaN) is blank with a dash.
    rows, columns : sequence of str
        Labels; the first row is at the top, the labels of the columns above it.
    marks : np.ndarray of bool, rows × columns
        Cells with a frame and ▲.
    ends : sequence of str, optional
        A word at the end of each row.
    gaps : sequence of int
        Columns before which there is a little room.
    texts : np.ndarray of str, rows × columns, optional
        Written instead of the per cent.
    few : np.ndarray of bool, rows × columns, optional
        Cells of few cases: without a shade and hatched at the edge, so that the text stays readable.
    """
    from matplotlib.patches import Rectangle

    left = np.arange(len(columns)) + 0.35 * np.array(
        [sum(gap <= place for gap in gaps) for place in range(len(columns))]
    )
    for (row, column), value in np.ndenumerate(shares):
        thin = few is not None and bool(few[row, column])
        colour = "#ffffff" if thin else LIGHT if np.isnan(value) else _shade(value)
        corner = (left[column] - 0.47, row - 0.45)
        axes.add_patch(Rectangle(corner, 0.94, 0.9, facecolor=colour, linewidth=0))
        if thin:
            axes.add_patch(
                Rectangle(corner, 0.07, 0.9, fill=False, hatch="//////", edgecolor=GREY, linewidth=0)
            )
        if marks[row, column]:
            frame = (left[column] - 0.45, row - 0.43)
            axes.add_patch(Rectangle(frame, 0.9, 0.86, fill=False, edgecolor=INK, linewidth=1.6, zorder=3))
        mark = "▲" if marks[row, column] else ""
        label = number(100 * value) if not np.isnan(value) else "" if mark else "–"
        if texts is not None and not np.isnan(value):
            label = texts[row, column]
        cell = axes.text(
            left[column], row, mark + label, ha="center", va="center", fontsize=8.5, color=text_on(colour)
        )
        cell.set_in_layout(False)  # inside the panel, which needs no room for it
    for row, word in enumerate(ends):
        axes.text(left[-1] + 0.62, row, word, ha="left", va="center", fontsize=8.5, color=TEXT)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xticks(left, columns)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlim(-0.55, left[-1] + (0.5 if not len(ends) else 2.6))
    axes.set_ylim(len(rows) - 0.45, -0.55)


def _shade(share: float) -> tuple[float, float, float]:
    """Return a shade between white and the accent colour."""
    from matplotlib.colors import to_rgb

    part = 0.08 + 0.92 * float(np.clip(share, 0.0, 1.0))
    return tuple(1 - part * (1 - channel) for channel in to_rgb(ACCENT))
