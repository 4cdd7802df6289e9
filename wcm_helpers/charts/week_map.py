"""Week map: seven days by twenty-four hours, shaded by a value, hatched where the cases are few."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_week_map(
    axes: "Axes",
    values: np.ndarray,
    n: np.ndarray,
    *,
    days: Sequence[str],
    least: int,
    write: Callable[[float], str] | None = None,
) -> None:
    """Draw a cell for each hour of the week, the darker the larger its value.

    Parameters
    ----------
    axes : Axes
    values : np.ndarray of float, 7 × 24
        NaN where there is none.
    n : np.ndarray of int, 7 × 24
        Cells with fewer than ``least`` cases are hatched.
    days : sequence of str
    least : int
    write : callable, optional
        Writes the value of the smallest and the largest cell of enough cases into it.
    """
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    shown = np.where((n > 0) & ~np.isnan(values), values, np.nan)
    shades = LinearSegmentedColormap.from_list("week", ["#f3f6f7", ACCENT])
    axes.imshow(np.ma.masked_invalid(shown), aspect="auto", cmap=shades, interpolation="nearest")
    for day, hour in np.argwhere((n > 0) & (n < least)):
        few = Rectangle((hour - 0.5, day - 0.5), 1, 1, fill=False, hatch="//", edgecolor=GREY, linewidth=0)
        few.set_hatch_linewidth(0.4)  # thin, so that the shade under it can be read
        axes.add_patch(few)
    enough = np.where(n >= least, shown, np.nan)
    if write is not None and not np.isnan(enough).all():
        for flat in {int(np.nanargmin(enough)), int(np.nanargmax(enough))}:
            day, hour = divmod(flat, 24)
            low, high = np.nanmin(shown), np.nanmax(shown)
            dark = high > low and (shown[day, hour] - low) / (high - low) > 0.55
            axes.text(
                hour, day, write(values[day, hour]), ha="center", va="center", fontsize=7.5,
                color="white" if dark else INK,
            )  # fmt: skip
    axes.set_yticks(range(7), list(days))
    axes.set_xticks(range(0, 24, 3), [f"{hour}" for hour in range(0, 24, 3)])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
