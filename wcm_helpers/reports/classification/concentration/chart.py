"""The Lorenz curve: the cumulative share of the customers, the smallest first."""

import numpy as np

from wcm_helpers.charts.labels import percent_ticks
from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, Chart, canvas, defaults, finish
from wcm_helpers.charts.thin_curve import thin_curve
from wcm_helpers.core.formats import number, share
from wcm_helpers.core.words import _
from wcm_helpers.methods.concentration import lorenz
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: Up to this share of the smaller half, the curve runs close to the foot of the chart.
LOW = 0.15


@defaults()
def draw(result: Classification) -> Chart:
    """Draw the cumulative share of the customers, the smallest first, against customers of one size.

    Parameters
    ----------
    result : Classification
        Customers without a positive value are not on the curve.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    curve = lorenz(result.classes["value"])
    if len(curve) <= 2:  # nobody to compare with
        return empty(sentences.finding(result))
    noun = sentences.measure(result.rule).noun
    half = float(np.interp(0.5, curve["customers"], curve["value"]))
    words = {
        "noun": noun,
        "half": share(half),
        "top": share(result.concentration["top1"]),
        "five": share(result.concentration["top5"]),
        "gini": number(result.concentration["gini"], 2),
        "effective": number(result.concentration["effective_customers"], 1),
    }
    title = _(
        "The largest customer brings {top} of {noun}; the smaller half of the customers brings {half}.",
        **words,
    )
    figure, axes = canvas(7.2, 3.6)
    drawn = curve.iloc[thin_curve(curve["customers"].to_numpy(), curve["value"].to_numpy())]
    axes.fill_between(drawn["customers"], drawn["customers"], drawn["value"], color=LIGHT, linewidth=0)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    axes.plot(drawn["customers"], drawn["value"], color=ACCENT)
    axes.plot([0.5], [half], marker="o", color=INK, zorder=4)
    axes.annotate(
        _("smaller half of the customers: {half}", **words),
        (0.5, half),
        # Beside a low curve the label would cross it, so it goes above.
        (8, -1) if half > LOW else (-4, 9),
        textcoords="offset points",
        ha="left" if half > LOW else "right",
        va="center",
        fontsize=8,
        color=INK,
    )
    axes.text(
        0.03, 0.95, _("Gini {gini}\nas dependent as on {effective} equal customers", **words),
        va="top", fontsize=8.5, color=INK, linespacing=1.5,
    )  # fmt: skip
    axes.text(0.66, 0.70, _("if all were equal"), ha="right", fontsize=8, color=TEXT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(percent_ticks())
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    axes.set_xlabel(_("Customers, smallest first, %"))
    axes.set_ylabel(_("Cumulative share of {noun}, %", noun=noun))
    rule = _(
        "Gini: 0 if all customers are equal, near 1 if one brings everything. Customers without {noun} above "
        "zero are left out.",
        **words,
    )
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    alt = _(
        "Lorenz curve of {noun}. The smaller half of the customers brings {half}, the five largest {five}, "
        "the largest alone {top}. Gini {gini}.",
        **words,
    )
    return Chart(figure, alt)
