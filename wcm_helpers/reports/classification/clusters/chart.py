"""The chart of the groups: value against frequency, with the customers unlike their class ringed."""

from typing import Any

import numpy as np
import pandas as pd

from wcm_helpers.charts.labels import space_out
from wcm_helpers.charts.style import ACCENT, INK, Chart, amounts, canvas, defaults, finish, thousands
from wcm_helpers.core.formats import listed, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.clusters import sentences as group_sentences
from wcm_helpers.reports.classification.clusters.result import CrossCheck
from wcm_helpers.reports.classification.clusters.sentences import half
from wcm_helpers.reports.classification.result import Classification

#: The largest number of customers drawn.
DRAWN = 400

#: Shape and grey of each group, the largest value first; the shapes differ without the grey.
_LOOKS = (
    ("o", "#2b3438"),
    ("s", "#9aa5ab"),
    ("^", "#5d6a70"),
    ("D", "#c3cacd"),
    ("v", "#7c888d"),
    ("P", "#aab3b7"),
)
_LEAST_RINGED = 60  # customers unlike their class that are drawn at least, where there are so many
_GAP = 0.165  # of the height, between two labels beside the figure
_NAMED = 5  # customers unlike their class that are named in the alternative text
_MANY = 200  # a frequency up to which 1, 2 and 5 are marked, not only 1, 10, 100
_DECADES, _FLAT = 300, 12  # the same of value, as largest by smallest


@defaults()
def draw(classification: Classification, cross_check: CrossCheck) -> Chart:
    """Draw every customer by frequency and value on logarithmic axes, marked by its group.

    Parameters
    ----------
    classification : Classification
        Of the month under review.
    cross_check : CrossCheck
        As ``analysis.group_customers`` returns it.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; the reason in words where there are no groups.
    """
    if cross_check.reason:
        return empty(group_sentences.reason(cross_check))
    shown = _thinned(cross_check.customers)
    figure, axes = canvas(7.2, 4.4)
    for group, part in shown.groupby("group"):
        shape, shade = _LOOKS[group - 1]
        axes.plot(
            part["frequency"], part["value"], shape, markersize=5, markerfacecolor=shade,
            markeredgecolor="white", markeredgewidth=0.5, linestyle="none", zorder=3,
        )  # fmt: skip
    unlike = shown[shown["disagrees"]]
    axes.plot(
        unlike["frequency"], unlike["value"], "o", markersize=9.5, markerfacecolor="none",
        markeredgecolor=ACCENT, markeredgewidth=1.4, linestyle="none", zorder=4,
    )  # fmt: skip
    _scale(axes, cross_check.customers)
    _name_groups(axes, cross_check)
    axes.set_xlabel(_("{measure}, logarithmic", measure=group_sentences.heading(cross_check.frequency)))
    unit = sentences.measure(classification.rule, classification.currency).unit
    axes.set_ylabel(_("Value, {unit}, logarithmic", unit=unit))
    finish(
        figure,
        title=group_sentences.headline(cross_check.customers),
        source=sentences.source_line(classification),
        rule=_rule(cross_check, len(shown)),
    )
    return Chart(figure, _alt(cross_check, classification))


def _thinned(customers: pd.DataFrame) -> pd.DataFrame:
    """Return the customers drawn: evenly spread over the values, with a least number unlike their class."""
    if len(customers) <= DRAWN:
        return customers
    ordered = customers.sort_values(["value", "frequency", "silent"], kind="stable")
    unlike, like = ordered[ordered["disagrees"]], ordered[~ordered["disagrees"]]
    ringed = max(DRAWN * len(unlike) // len(ordered), min(len(unlike), _LEAST_RINGED))
    return pd.concat([_evenly(like, DRAWN - ringed), _evenly(unlike, ringed)])


def _evenly(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    if len(rows) <= count:
        return rows
    return rows.iloc[(np.arange(count) + 0.5).astype("int64") * len(rows) // count]


def _scale(axes: Any, customers: pd.DataFrame) -> None:
    """Set logarithmic axes; a frequency of 0 has a place left of 1."""
    from matplotlib.ticker import AutoLocator, FixedLocator, LogLocator, MaxNLocator, NullLocator

    least, most = int(customers["frequency"].min()), max(int(customers["frequency"].max()), 1)
    steps = (1, 2, 5) if most <= _MANY else (1,)
    ticks = [0, *(step * 10**power for power in range(10) for step in steps)]
    axes.set_xscale("symlog", linthresh=1, linscale=0.5)
    axes.set_xlim(-0.25 if least == 0 else least * 0.8, most * 1.25)
    ticks = [tick for tick in ticks if least * 0.8 <= tick <= most * 1.25]
    axes.xaxis.set_major_locator(FixedLocator(ticks) if len(ticks) > 1 else MaxNLocator(4, integer=True))
    axes.xaxis.set_major_formatter(thousands())
    low, high = customers["value"].min() / 1.6, customers["value"].max() * 1.6
    axes.set_yscale("log")
    axes.set_ylim(low, high)
    few = LogLocator(subs=(1, 2, 5)) if high / low < _DECADES else LogLocator()
    axes.yaxis.set_major_locator(AutoLocator() if high / low < _FLAT else few)
    axes.yaxis.set_major_formatter(amounts())
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(NullLocator())


def _name_groups(axes: Any, cross_check: CrossCheck) -> None:
    """Write each group beside the figure, at the height of its median value as far as there is room."""
    low, high = np.log(axes.get_ylim())
    heights = (np.log(cross_check.groups["value"].to_numpy()) - low) / (high - low)
    order = np.argsort(-heights, kind="stable")
    places = -np.array(space_out((-heights[order]).tolist(), _GAP, 0.0))
    for row, place in zip(cross_check.groups.iloc[order].to_dict("records"), places, strict=True):
        shape, shade = _LOOKS[row["group"] - 1]
        axes.plot(
            [1.03], [place], shape, transform=axes.transAxes, clip_on=False, markersize=6,
            markerfacecolor=shade, markeredgecolor="white", markeredgewidth=0.5,
        )  # fmt: skip
        axes.annotate(
            ngettext(
                "Group {group}: {count} customer\n{frequency}: {often}\n{silence}: {silent}",
                "Group {group}: {count} customers\n{frequency}: {often}\n{silence}: {silent}",
                row["customers"], group=row["group"], count=number(row["customers"]),
                frequency=group_sentences.counted(cross_check.frequency), often=half(row["frequency"]),
                silence=group_sentences.counted(cross_check.silence), silent=half(row["silent"]),
            ),
            (1.03, place), (7, 0), xycoords="axes fraction", textcoords="offset points", va="center",
            fontsize=8, color=INK, annotation_clip=False, linespacing=1.2,
        )  # fmt: skip


def _rule(cross_check: CrossCheck, drawn: int) -> str:
    total = len(cross_check.customers)
    thinned = _("{drawn} of {total} customers are drawn.", drawn=number(drawn), total=number(total))
    return joined(
        [
            _("Ringed: customers unlike their class. Beside the figure: the medians of each group."),
            thinned if drawn < total else "",
        ]
    )


def _alt(cross_check: CrossCheck, classification: Classification) -> str:
    unlike = [
        _("{name} ({own}, group {group})", name=row["customer_name"], own=row["class"], group=row["group"])
        for row in cross_check.disagreements.head(_NAMED).to_dict("records")
    ]
    frequency = group_sentences.counted(cross_check.frequency)
    return joined(
        [
            _("Value against {frequency}.", frequency=frequency),
            group_sentences.headline(cross_check.customers),
            *group_sentences.described_groups(cross_check, classification),
            _("The largest customers unlike their class: {names}.", names=listed(unlike)) if unlike else "",
        ]
    )
