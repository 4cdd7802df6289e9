"""Diverging bars: the parts of a change, rises to the right of zero and falls to the left, with the sum."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wcm_helpers.charts.style import INK, amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_diverging(
    axes: "Axes",
    parts: Mapping[str, Sequence[float]],
    totals: Sequence[float],
    *,
    rows: Sequence[str],
    labels: Mapping[str, str],
    styles: Mapping[str, dict[str, Any]],
) -> None:
    """Draw one bar of parts a row, a ring at the total, and the key of the parts above.

    Parameters
    ----------
    axes : Axes
        Empty; its limits and ticks are set.
    parts : mapping of part to numbers, one a row
        In ten-thousandths; drawn outwards from zero in this order.
    totals : sequence of numbers, one a row
        In ten-thousandths: the place of the ring.
    rows : sequence of str
        Labels, the first at the top.
    labels : mapping of part to its label in the key
    styles : mapping of part to options of a bar
        Such as ``facecolor`` and ``hatch``.
    """
    from matplotlib.patches import Patch

    for place, total in enumerate(totals):
        rise = fall = 0
        for part, values in parts.items():
            value = values[place]
            left = rise if value > 0 else fall
            axes.barh(place, value, 0.62, left=left, linewidth=0.4, zorder=2, **styles[part])
            rise, fall = rise + max(value, 0), fall + min(value, 0)
        axes.plot(total, place, "o", markerfacecolor="white", color=INK, markersize=5, zorder=4)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.margins(x=0.06)
    axes.xaxis.set_major_formatter(amounts())
    axes.xaxis.get_major_locator().set_params(nbins=6)
    axes.legend(
        handles=[Patch(label=labels[part], linewidth=0.4, **styles[part]) for part in parts],
        loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, fontsize=8.5, borderaxespad=0.2,
        handlelength=1.2,
    )  # fmt: skip
