"""The interval of a horizontal bar: a dark line that can be seen on the bar, too."""

from typing import TYPE_CHECKING

from wcm_helpers.charts.style import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_bar_interval(axes: "Axes", low: float, high: float, place: float) -> None:
    """Draw the interval of the bar at ``place``: a line with a light edge, over bars and grid."""
    for colour, width in (("white", 3.4), (INK, 1.4)):
        axes.plot([low, high], [place, place], color=colour, linewidth=width, zorder=3)
