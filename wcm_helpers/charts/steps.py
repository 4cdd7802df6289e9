"""Step curves: shares that fall as time passes, each with its label at its end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLES = ((ACCENT, "-", 1.8), (GREY, "--", 1.6), (INK, ":", 1.6))
#: The axis ends where the last curve has come down so far, or at its end.
_SHOWN = 0.03


def draw_steps(axes: "Axes", curves: Sequence[tuple[str, Sequence[float], Sequence[float]]]) -> None:
    """Draw curves that begin at 1 and step down at their times.

    Parameters
    ----------
    axes : Axes
    curves : sequence of (label, times, shares)
        Three at most; told apart by shade and line.
    """
    ends = []
    for (label, times, shares), (colour, line, width) in zip(curves, _STYLES, strict=False):
        at, share = np.asarray(times, dtype=float), np.asarray(shares, dtype=float)
        axes.step(
            np.r_[0, at],
            np.r_[1.0, share],
            where="post",
            color=colour,
            linestyle=line,
            linewidth=width,
            label=label,
        )
        low = at[share <= _SHOWN]
        ends.append(low[0] if len(low) else (at[-1] if len(at) else 1.0))
    axes.set_xlim(0, 1.05 * max(ends, default=1.0))
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(lambda share, _place: f"{100 * share:.0f}%")
    axes.legend(frameon=False, fontsize=8.5, loc="upper right")
