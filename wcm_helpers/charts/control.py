"""Control chart: a monthly series with its centre, its limits and its flagged points."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: So many months have their labels on an axis.
_LABELS = 6
#: Values are written at so many points, the last first, and no two nearer than that.
_WRITTEN, _APART = 4, 4
#: Points: from a point to its label, half the height of a label, and what a label leaves free beside a line.
_OFF, _HALF, _CLEAR = 7, 5, 2
#: What the layout leaves of the height of the axes.
_LEFT_BY_LAYOUT = 0.75


def draw_control_chart(
    axes: "Axes",
    points: "pd.DataFrame",
    *,
    labels: Sequence[str],
    write: Callable[[float], str],
    target: float = float("nan"),
    small: bool = False,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Draw the points of a chart; a flagged one is a large diamond with its value.

    Parameters
    ----------
    axes : Axes
    points : pd.DataFrame
        ``month``, ``value`` (NaN: a gap), ``centre``, ``low``, ``high``, ``piece``, ``flags``; a row a month.
    labels : sequence of str
        One for each month.
    write : callable, from a value to a text
    target : float
        Drawn as a dotted line; NaN for none.
    small : bool
        Whether it is one of several: without values but the last one.
    reasons : mapping from month to str, optional
        Why new limits began in it; written at their line, but not in a small chart.
    """
    place = np.arange(len(points))
    value = points["value"].to_numpy(dtype=float)
    for _, part in points.reset_index(drop=True).groupby("piece"):
        at = part.index.to_numpy()
        low, high = (part[name].to_numpy(dtype=float) for name in ("low", "high"))
        axes.fill_between(at, low, high, color=LIGHT, linewidth=0, step=None, zorder=0)
        axes.plot(at, part["centre"], color=GREY, linewidth=1.0, zorder=1)
        if at[0]:
            axes.axvline(at[0] - 0.5, color=GREY, linewidth=0.8, linestyle=(0, (4, 2)))
            reason = (reasons or {}).get(part["month"].iloc[0], "")
            if reason and not small:
                axes.annotate(
                    reason, (at[0] - 0.5, 1), xycoords=("data", "axes fraction"), xytext=(3, -3),
                    textcoords="offset points", va="top", fontsize=8, color=TEXT,
                )  # fmt: skip
    if not np.isnan(target):
        axes.axhline(target, color=INK, linewidth=1.0, linestyle=":", zorder=1)
    axes.plot(
        place, value, color=ACCENT, linewidth=1.4, marker="o", markersize=2.5 if small else 3.5, zorder=2
    )
    flagged = np.array([bool(flags) for flags in points["flags"]])
    axes.plot(
        place[flagged], value[flagged], color=INK, linestyle="none", marker="D", markersize=5 if small else 7,
        markerfacecolor="white", markeredgewidth=1.6, zorder=3,
    )  # fmt: skip
    last = int(np.flatnonzero(~np.isnan(value))[-1])
    shown = [last]
    for at in np.flatnonzero(flagged)[::-1] if not small else ():
        if all(abs(at - other) >= _APART for other in shown) and len(shown) < _WRITTEN:
            shown.append(int(at))
    step = max(1, (len(place) + _LABELS - 1) // _LABELS)
    ticks = place[::-1][::step][::-1]
    axes.set_xticks(ticks, [labels[at] for at in ticks])
    axes.yaxis.set_major_formatter(lambda number, _place: write(number))
    axes.margins(x=0.03, y=0.2 if small else 0.28)
    axes.set_xlim(right=(len(points) - 1) * (1.18 if small else 1.09) + 0.5)
    centre = points["centre"].to_numpy(dtype=float)
    for at in shown:  # the last one beside its point, the others away from the line
        side = -1 if value[at] < (target if at == last and not np.isnan(target) else centre[at]) else 1
        reach = (-_HALF, _HALF) if at == last else (_OFF, _OFF + 2 * _HALF)
        moved = _is_on_line(axes, side * (target - value[at]), reach)
        beside = at == last and not moved
        axes.annotate(
            write(value[at]), (at, target if moved else value[at]), textcoords="offset points", fontsize=8,
            xytext=(_OFF if at == last else 0, 0 if beside else side * (_CLEAR if moved else _OFF)),
            ha="left" if at == last else "center",
            va="center" if beside else "top" if side < 0 else "bottom",
            color=INK if flagged[at] else TEXT,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4} if beside else None,
        )  # fmt: skip


def _is_on_line(axes: "Axes", away: float, reach: tuple[float, float]) -> bool:
    """Return whether a label is on a line ``away`` from its point, in units of the axis; NaN: no line.

    ``reach`` is how far the two edges of the label are from its point, in points.
    """
    low, high = axes.get_ylim()
    # The layout, made later, takes room for heads and notes: what is near counts as nearer.
    height = 72 * axes.figure.get_figheight() * axes.get_position().height * _LEFT_BY_LAYOUT
    return reach[0] - _CLEAR < away / (high - low) * height < reach[1] + _CLEAR
