"""The Lorenz curve: how far the customers are from all being of one size."""

import numpy as np

from wcm_helpers.charts.labels import percent_ticks
from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, Chart, canvas, defaults, finish
from wcm_helpers.charts.thin_curve import thin_curve
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _
from wcm_helpers.methods.concentration import lorenz
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: Where the smaller half brings no more than this, the curve lies along the foot of the chart.
LOW = 0.15


@defaults()
def draw(found: Classification) -> Chart:
    """Draw the share the smallest customers bring, against customers of one size.

    Parameters
    ----------
    found : Classification
        The month's review; customers without a positive value are not on the curve.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    curve = lorenz(found.classes["value"])
    if len(curve) <= 2:  # nobody to compare with
        return empty(found, found.headline)
    noun = sentences.measure(found.rule).noun
    half = float(np.interp(0.5, curve["customers"], curve["value"]))
    words = {
        "noun": noun,
        "half": percent(half, 0),
        "top": percent(found.concentration["top1"], 0),
        "five": percent(found.concentration["top5"], 0),
        "gini": number(found.concentration["gini"], 2),
        "effective": number(found.concentration["effective_customers"], 1),
    }
    title = _("The smaller half of the customers brings {half} of {noun}, the largest alone {top}.", **words)
    figure, axes = canvas(7.2, 3.6)
    drawn = curve.iloc[thin_curve(curve["customers"].to_numpy(), curve["value"].to_numpy())]
    axes.fill_between(drawn["customers"], drawn["customers"], drawn["value"], color=LIGHT, linewidth=0)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    axes.plot(drawn["customers"], drawn["value"], color=ACCENT)
    axes.plot([0.5], [half], marker="o", color=INK, zorder=4)
    axes.annotate(
        _("half of the customers: {half}", **words),
        (0.5, half),
        # A low curve runs through what stands beside it: there the words go above.
        (8, -1) if half > LOW else (-4, 9),
        textcoords="offset points",
        ha="left" if half > LOW else "right",
        va="center",
        fontsize=8,
        color=INK,
    )
    axes.text(
        0.03, 0.95, _("Gini {gini}\nas concentrated as {effective} equal customers", **words),
        va="top", fontsize=8.5, color=INK,
    )  # fmt: skip
    axes.text(0.66, 0.70, _("all of one size"), ha="right", fontsize=8, color=TEXT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(percent_ticks())
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    axes.set_xlabel(_("Customers, smallest first, %"))
    axes.set_ylabel(_("Cumulative share of {noun}, %", noun=noun))
    rule = _(
        "Gini: population form, 0 all equal, near 1 one has everything. "
        "Customers with no {noun} above zero are left out.",
        **words,
    )
    finish(figure, title=title, source=sentences.source_line(found), rule=rule)
    alt = _(
        "Lorenz curve of {noun}. The smaller half of the customers brings {half}, the five largest {five}, "
        "the largest alone {top}. Gini {gini}.",
        **words,
    )
    return Chart(figure, alt)
