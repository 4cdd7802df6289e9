"""The picture of the first page: who wants what, the needs with a verdict marked."""

from collections.abc import Sequence
from typing import NamedTuple

from wcm_helpers.charts.bar_interval import draw_bar_interval
from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import number, share
from wcm_helpers.core.words import _, joined, ngettext

#: The needs that are drawn.
MOST_BARS = 8


class Bar(NamedTuple):
    """One need: its label, the share of customers that want it with its interval, and if it is common."""

    label: str
    share: float
    low: float
    high: float
    common: bool


@defaults()
def draw(bars: Sequence[Bar], n: int) -> Chart:
    """Draw the share of customers that want each need, the most wanted first, with 95 % intervals.

    Parameters
    ----------
    bars : sequence of Bar
        One at least; the first eight are drawn.
    n : int
        Customers that answered.
    """
    shown = sorted(bars, key=lambda bar: -bar.share)[:MOST_BARS]
    title = _(
        "{need} is wanted most: by {share} of the customers.",
        need=shown[0].label,
        share=share(shown[0].share),
    )
    figure, axes = canvas(7.2, 1.3 + 0.27 * len(shown))
    for place, bar in enumerate(shown):
        axes.barh(place, bar.share, height=0.62, color=ACCENT if bar.common else GREY)
        if bar.low == bar.low:
            draw_bar_interval(axes, bar.low, bar.high, place)
        end = max(bar.share, bar.high) if bar.high == bar.high else bar.share
        axes.text(end + 0.015, place, share(bar.share), va="center", fontsize=8.5, color=INK)
    axes.set_yticks(range(len(shown)), [short_name(bar.label) for bar in shown], fontsize=9)
    axes.set(xlim=(0, 1.1), ylim=(len(shown) - 0.4, -0.6))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(_("Customers that want it, %"))
    axes.tick_params(axis="y", length=0)
    source = ngettext("{n} customer that answered.", "{n} customers that answered.", n)
    rule = joined([_("Dark: a common need. Line: 95% interval."), _more(len(bars) - len(shown))])
    finish(figure, title=title, source=source, rule=rule)
    return Chart(figure, joined([title, *map(_in_words, shown)]))


def _more(n: int) -> str:
    return ngettext("{n} more need is not drawn.", "{n} more needs are not drawn.", n) if n > 0 else ""


def _in_words(bar: Bar) -> str:
    if bar.low != bar.low:
        return _("{need}: {share}.", need=bar.label, share=share(bar.share))
    return _(
        "{need}: {share} (interval {low} to {high}%).",
        need=bar.label,
        share=share(bar.share),
        low=number(100 * bar.low),
        high=number(100 * bar.high),
    )
