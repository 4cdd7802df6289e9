"""The chart of themes: how many customers write about each."""

from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.demand_survey.texts import sentences
from wcm_helpers.reports.demand_survey.texts.result import Texts

#: The number of themes drawn.
MOST = 8


@defaults()
def draw(texts: Texts, smallest: int) -> Chart:
    """Draw the share that writes about each theme as bars from zero, the largest on top."""
    themes = sentences.shown(texts).head(MOST)
    figure, axes = canvas(7.2, max(1.8, 1.3 + 0.21 * len(themes)))
    places = range(len(themes))
    colours = [ACCENT, *[GREY] * (len(themes) - 1)]
    axes.barh(places, themes["share"], height=0.66, color=colours)
    labels = [
        _("{n} ({share})", n=number(row.people), share=percent(row.share, 0)) for row in themes.itertuples()
    ]
    for place, share, label in zip(places, themes["share"], labels, strict=True):
        axes.annotate(
            label, (share, place), (4, 0), textcoords="offset points", va="center", fontsize=8.5, color=INK
        )
    names = [texts.lexicon.label(theme) for theme in themes.index]
    axes.set_yticks(list(places), [short_name(name, 26) for name in names])
    axes.set(ylim=(len(themes) - 0.4, -0.6), xlim=(0, max(0.1, themes["share"].max() * 1.2)))
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(_("Share of those that wrote something, %"))
    finish(figure, title=sentences.headline(texts), source=sentences.base(texts, smallest))
    lines = [
        _("{theme}: {label}.", theme=name, label=label) for name, label in zip(names, labels, strict=True)
    ]
    return Chart(figure, joined([_("Bars of the themes of the texts."), sentences.headline(texts), *lines]))
