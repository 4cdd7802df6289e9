"""Flow chart: how many are in each group at several times, and how many go from one group to another."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wcm_helpers.charts.style import ACCENT, LIGHT, TEXT, text_on
from wcm_helpers.core.formats import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAR = 0.36  # width of a bar; the distance of two bars is 1
_GAP = 0.012  # between two groups, as a share of the total
_LABELLED = 0.04  # smallest share with a label


def draw_flow(
    axes: "Axes", times: Sequence[str], steps: Sequence[pd.DataFrame], shades: Mapping[str, str]
) -> None:
    """Draw a bar of groups for each time and the streams between the bars.

    Parameters
    ----------
    axes : Axes
        Empty; its limits, ticks and spines are set.
    times : sequence of str
        The labels of the bars, one more than there are steps.
    steps : sequence of pd.DataFrame of int
        Counts from each time to the next: rows are the groups before, columns the groups after, the same
        groups in the same order. All steps have the same total, above 0.
    shades : mapping of group to colour
        Streams between groups are dark, streams within a group light.
    """
    counts = [steps[0].sum(axis=1), *(step.sum(axis=0) for step in steps)]
    total = int(counts[0].sum())
    tops = [_tops(count, total) for count in counts]
    for place, step in enumerate(steps):
        _streams(axes, place, step, tops[place], tops[place + 1], total)
    for place, count in enumerate(counts):
        _bar(axes, place, count, tops[place], total, shades)
    axes.set_xlim(-0.6 * _BAR, len(times) - 1 + 0.6 * _BAR)
    axes.set_ylim(-0.01, 1 + (len(counts[0]) - 1) * _GAP + 0.01)
    axes.invert_yaxis()
    axes.set_xticks(range(len(times)), times)
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _tops(count: pd.Series, total: int) -> pd.Series:
    """Return where each group begins, from the top, with a gap between groups."""
    shares = count / total
    return shares.cumsum() - shares + _GAP * np.arange(len(shares))


def _bar(
    axes: "Axes", place: int, count: pd.Series, top: pd.Series, total: int, shades: Mapping[str, str]
) -> None:
    for group, n in count.items():
        if not n:
            continue
        height, shade = n / total, shades[group]
        axes.bar(place, height, _BAR, bottom=top[group], color=shade, edgecolor=TEXT, linewidth=0.5, zorder=3)
        if height >= _LABELLED:
            axes.text(
                place, top[group] + height / 2, f"{group} {number(n)}", ha="center", va="center",
                fontsize=7.5, color=text_on(shade), zorder=4,
            )  # fmt: skip


def _streams(
    axes: "Axes", place: int, step: pd.DataFrame, left: pd.Series, right: pd.Series, total: int
) -> None:
    """Draw the streams from one bar to the next, the ones within a group under the others."""
    out, into = left.copy(), right.copy()
    x = np.linspace(place + _BAR / 2, place + 1 - _BAR / 2, 24)
    bend = (1 - np.cos(np.pi * np.linspace(0, 1, 24))) / 2
    for before, row in zip(step.index, step.to_numpy(), strict=True):
        for after, n in zip(step.columns, row, strict=True):
            height = n / total
            if height:
                low, high = out[before], into[after]
                path = low + (high - low) * bend
                same = before == after
                axes.fill_between(
                    x, path, path + height, linewidth=0, zorder=1 if same else 2,
                    color=LIGHT if same else ACCENT, alpha=1.0 if same else 0.55,
                )  # fmt: skip
                out[before] += height
                into[after] += height
