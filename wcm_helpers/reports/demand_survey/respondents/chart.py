"""The chart of who answered: each group's share of the answers beside its share of the customers asked."""

from typing import Any

import pandas as pd

from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.demand_survey.respondents import sentences
from wcm_helpers.reports.demand_survey.respondents.result import Respondents

#: Groups drawn of each dimension, the largest ones; the appendix has them all.
MOST_ROWS = {"class": 5, "industry": 9, "site": 5}
_ROW = 0.19  # inches


@defaults()
def draw(result: Respondents) -> Chart:
    """Draw a point with its interval for each group's share of the answers, and a ring for that of the asked.

    Parameters
    ----------
    result : Respondents
        With at least one group.
    """
    shown, more = _shown(result.groups)
    places = _places(shown)
    figure, axes = canvas(7.2, max(1.9, 1.4 + _ROW * (max(places) + 1)))
    for place, row in zip(places, shown.to_dict("records"), strict=True):
        _draw_row(axes, place, row)
    axes.set_yticks(places, [_label(row, anonymous=result.anonymous) for row in shown.to_dict("records")])
    right = shown[["high", "of_answered", "of_asked"]].astype(float).max().max()
    axes.set(xlim=(0, min(1.0, 1.08 * right)), ylim=(max(places) + 0.7, -0.7))
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(
        _("Share of all answers (point) and of all customers asked (ring), %")
        if result.anonymous
        else _("Share of the customers that answered (point) and of those asked (ring), %")
    )
    rule = joined([_rule(result), _not_drawn(more)])
    finish(figure, title=sentences.finding(result), source=sentences.response(result), rule=rule)
    return Chart(figure, _alt(result, shown))


def _shown(groups: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the groups that are drawn, and how many are not."""
    rows = [part.head(MOST_ROWS[str(name)]) for name, part in groups.groupby("dimension", sort=False)]
    shown = pd.concat(rows, ignore_index=True)
    return shown, len(groups) - len(shown)


def _places(shown: pd.DataFrame) -> list[float]:
    """Return the place of each row, with a gap before the next dimension."""
    changes = (shown["dimension"] != shown["dimension"].shift()).cumsum() - 1
    return [float(place + 0.6 * gap) for place, gap in enumerate(changes)]


def _draw_row(axes: Any, place: float, row: dict[str, Any]) -> None:
    colour = ACCENT if row["mark"] else GREY
    axes.plot(row["of_asked"], place, "o", markersize=8, markerfacecolor="none", color=INK, zorder=3)
    if not missing(row["of_answered"]):
        axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.8, zorder=2)
        axes.plot(row["of_answered"], place, "o", markersize=4.5, color=colour, zorder=4)


def _label(row: dict[str, Any], *, anonymous: bool) -> str:
    name = short_name(sentences.group_name(row["dimension"], row["group"]), 26)
    if missing(row["answered"]):
        return _("{group}  –", group=name)
    if anonymous:
        return _("{group}  {n}", group=name, n=number(row["answered"]))
    return _(
        "{group}  {answered} of {asked}",
        group=name,
        answered=number(row["answered"]),
        asked=number(row["asked"]),
    )


def _rule(result: Respondents) -> str:
    if result.anonymous:
        return _("Line: 95% interval. No small group of an anonymous survey is shown.")
    return _("Line: 95% interval, narrower the more of the customers answered. Coloured: beyond chance.")


def _not_drawn(more: int) -> str:
    if not more:
        return ""
    return ngettext("{n} more group is in the appendix.", "{n} more groups are in the appendix.", more)


def _alt(result: Respondents, shown: pd.DataFrame) -> str:
    lines = [_in_words(row, anonymous=result.anonymous) for row in shown.to_dict("records")]
    finding = sentences.finding(result)
    return joined([_("Shares of the answers and of the customers asked, by group."), finding, *lines])


def _in_words(row: dict[str, Any], *, anonymous: bool) -> str:
    values = {
        "group": sentences.group_name(row["dimension"], row["group"]),
        "share": percent(row["of_answered"], 0),
        "base": percent(row["of_asked"], 0),
    }
    if anonymous:
        return _("{group}: {share} of the answers, {base} of the customers asked.", **values)
    return _("{group}: {share} of the customers that answered, {base} of those asked.", **values)
