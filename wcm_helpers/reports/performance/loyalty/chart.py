"""The chart of the check: orders the model expected of each tenth of the customers, and those that came."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import Chart
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _
from wcm_helpers.methods.alive_check import ONE_ORDER


@style.defaults()
def draw_check(check: pd.DataFrame, title: str, rule: str) -> Chart:
    """Return expected and observed orders by tenth of the customers.

    Parameters
    ----------
    check : pd.DataFrame
        As :func:`wcm_helpers.methods.alive_check.check_alive` returns it, at least one row.
    title, rule : str
    """
    labels = [_("one order") if group == ONE_ORDER else group for group in check["group"]]
    places = range(len(check))
    figure, axes = style.canvas(7.2, 2.8)
    axes.bar(places, check["observed"], width=0.6, color=style.LIGHT, edgecolor=style.GREY)
    axes.plot(places, check["expected"], color=style.ACCENT, marker="o", markersize=4)
    last = len(check) - 1
    axes.annotate(
        _("expected"), (last, float(check["expected"].iloc[-1])), xytext=(6, 0), textcoords="offset points",
        va="center", fontsize=8, color=style.ACCENT,
    )  # fmt: skip
    axes.annotate(
        _("came"), (last, float(check["observed"].iloc[-1]) / 2), ha="center", va="center", fontsize=8,
        color=style.TEXT,
    )  # fmt: skip
    axes.set_xticks(list(places), labels)
    axes.set_ylim(0)
    axes.set_xlabel(_("Tenths of the customers by their probability to be active, the least likely first"))
    axes.set_ylabel(_("Order days a customer"))
    axes.yaxis.set_major_formatter(style.thousands(1))
    sentence = _(
        "The most likely tenth: {expected} expected, {observed} came.",
        expected=number(check["expected"].iloc[-1], 1),
        observed=number(check["observed"].iloc[-1], 1),
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=f"{title} {sentence}")
