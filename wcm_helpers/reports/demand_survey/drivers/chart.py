"""The bars of drivers: shares of what all ratings explain, with intervals."""

from wcm_helpers.charts.bar_interval import draw_bar_interval
from wcm_helpers.charts.labels import name_on_two_lines, percent_ticks
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.drivers import sentences
from wcm_helpers.reports.demand_survey.drivers.analysis import Drivers

_BAR = 0.3  # inches
_LABEL_ROOM = 30


@defaults()
def draw(drivers: Drivers, survey: Survey) -> Chart:
    """Draw a bar a rating, the largest share first; those that may be the first in the accent.

    Parameters
    ----------
    drivers : Drivers
        With shares.
    survey : Survey
        For the labels.
    """
    table = drivers.ranks.table
    figure, axes = canvas(7.2, max(2.4, 1.6 + _BAR * len(table)))
    labels = []
    for place, (name, row) in enumerate(table.iterrows()):
        axes.barh(place, row["share"], 0.6, color=ACCENT if row["leading"] else GREY, zorder=2)
        draw_bar_interval(axes, row["low"], row["high"], place)
        axes.annotate(
            percent(row["share"], 0), (row["high"], place), (6, 0), textcoords="offset points", va="center",
            fontsize=8.5, color=INK, annotation_clip=False,
        )  # fmt: skip
        labels.append(name_on_two_lines(survey.label(name), _LABEL_ROOM))
    axes.set_yticks(range(len(table)), labels)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(0, float(table["high"].max()) * 1.1)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(_("Share of what all ratings explain together, %"))
    finding = sentences.title(drivers, survey)
    finish(figure, title=finding, source=sentences.base(drivers, survey), rule=sentences.rule())
    return Chart(figure, joined([finding, *_spoken(drivers, survey)]))


def _spoken(drivers: Drivers, survey: Survey) -> list[str]:
    return [
        _(
            "{service}: {share} ({low} to {high}).",
            service=survey.label(name),
            share=percent(row["share"], 0),
            low=percent(row["low"], 0),
            high=percent(row["high"], 0),
        )
        for name, row in drivers.ranks.table.iterrows()
    ]
