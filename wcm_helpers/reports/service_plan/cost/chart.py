"""The whale curve: the margin of customers added up, from the best to the worst."""

from wcm_helpers.charts import style
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart
from wcm_helpers.core.formats import number, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.whale_curve import Whale

#: Up to so many customers each has a dot.
_DOTS = 40


@style.defaults()
def whale_chart(whale: Whale, title: str, unit: str) -> Chart:
    """Return the curve with its peak and its end.

    Parameters
    ----------
    whale : Whale
    title : str
        The finding.
    unit : str
        The currency.
    """
    if whale.curve.empty:
        return Chart(None, _("No customer has revenue or costs in these months."))
    figure, axes = style.canvas(7.2, 3.4)
    heights = [0, *whale.curve["cumulated"].tolist()]
    marker = "o" if len(heights) <= _DOTS else ""
    peak_at = whale.profitable
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.plot(range(len(heights)), heights, color=GREY, linewidth=1.6, marker=marker, markersize=3)
    losing_from = len(heights) - 1 - whale.loss_makers
    if whale.loss_makers:
        places = range(losing_from, len(heights))
        axes.plot(places, heights[losing_from:], color=ACCENT, linewidth=2.4, marker=marker, markersize=3)
    axes.plot([peak_at], [whale.peak], marker="o", color=INK, markersize=6)
    peak = _("Peak {amount} after {n} customers", amount=short_amount(whale.peak), n=number(peak_at))
    end = _("All {n} customers: {amount}", n=number(len(whale.curve)), amount=short_amount(whale.total))
    axes.annotate(
        peak, (peak_at, whale.peak), xytext=(-6, 7), textcoords="offset points", ha="right", va="bottom",
        fontsize=8.5, color=INK,
    )  # fmt: skip
    axes.annotate(
        end, (len(heights) - 1, whale.total), xytext=(-6, -14), textcoords="offset points", ha="right",
        va="top", fontsize=8.5, color=INK,
    )  # fmt: skip
    axes.set_xlim(0, len(heights) - 1 + 0.02 * len(heights))
    axes.margins(y=0.16)
    axes.yaxis.set_major_formatter(style.amounts())
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(_("Customers, the largest margin first"))
    axes.set_ylabel(_("Margin added up, {unit}", unit=unit))
    rule = _(
        "Margin: revenue less what the customer used, at the rates of practical capacity. Dark: customers "
        "below zero."
    )
    sentences = [title, _("{end}.", end=peak), _("{end}.", end=end)]
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined(sentences))
