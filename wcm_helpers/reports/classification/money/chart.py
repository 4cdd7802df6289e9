"""The chart of the loss-making customers: the margin now, and a year ago."""

from typing import TYPE_CHECKING

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, TEXT, Chart, amounts, canvas, defaults, finish
from wcm_helpers.core import formats
from wcm_helpers.core.formats import missing, month_name, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification import sentences as report_sentences
from wcm_helpers.reports.classification.money import sentences
from wcm_helpers.reports.classification.money.result import Margins
from wcm_helpers.reports.classification.result import Classification

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Greatest number of customers drawn, the largest losses.
DRAWN = 8

_ROW = 0.26  # inches
_NAME_ROOM = 24


@defaults()
def draw(margins: Margins, result: Classification) -> Chart:
    """Draw each loss as a bar left of zero, with the margin of a year ago as a thin bar under it.

    Parameters
    ----------
    margins : Margins
        With one loss-making customer at least.
    result : Classification
        Of the same month.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    rows = margins.loss_makers.head(DRAWN).to_dict("records")
    figure, axes = canvas(7.2, 1.6 + _ROW * len(rows))
    for place, row in enumerate(rows):
        _draw_row(axes, place, row)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    labels = [
        _("{name}, {letter}", name=short_name(row["customer_name"], _NAME_ROOM), letter=row["official"])
        for row in rows
    ]
    axes.set_yticks(range(len(rows)), labels)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(*_limits(rows))
    axes.xaxis.set_major_formatter(amounts())
    axes.xaxis.get_major_locator().set_params(nbins=6)
    axes.set_xlabel(
        ngettext("Margin of {n} month, {unit}", "Margin of {n} months, {unit}",
                 result.window_length, unit=formats.currency(result.currency))
    )  # fmt: skip
    title = sentences.headline(margins, result)
    finish(figure, title=title, source=report_sentences.source_line(result), rule=_rule(margins))
    return Chart(figure, joined([title, *map(_in_words, rows)]))


def _draw_row(axes: "Axes", place: int, row: dict) -> None:
    axes.barh(place - 0.12, row["margin"], 0.46, color=ACCENT, zorder=2)
    axes.annotate(
        _loss_words(row), (row["margin"], place - 0.12), (-3, 0), textcoords="offset points", ha="right",
        va="center", fontsize=8, color=INK,
    )  # fmt: skip
    ago = row["margin_year_ago"]
    if missing(ago):
        return
    axes.barh(place + 0.26, int(ago), 0.22, color=GREY, zorder=2)
    left = ago < 0
    axes.annotate(
        _("{amount} a year ago", amount=short_amount(ago)), (int(ago), place + 0.26),
        (-3 if left else 3, 0), textcoords="offset points", ha="right" if left else "left", va="center",
        fontsize=7.5, color=TEXT,
    )  # fmt: skip


def _loss_words(row: dict) -> str:
    if row["since"] is None:
        return short_amount(row["margin"])
    return _("{amount} since {month}", amount=short_amount(row["margin"]), month=month_name(row["since"]))


def _limits(rows: list[dict]) -> tuple[float, float]:
    """Return the limits of the axis with room for the labels at both ends of the bars."""
    known = [int(row["margin_year_ago"]) for row in rows if not missing(row["margin_year_ago"])]
    low = min([row["margin"] for row in rows] + known)
    high = max([0, *known])
    span = high - low
    label = 0.75 if any(row["since"] for row in rows) else 0.42  # a label with a month is longer
    return low - label * span, high + (0.3 if high else 0.04) * span


def _rule(margins: Margins) -> str:
    left = len(margins.loss_makers) - DRAWN
    return joined(
        [
            _(
                "Margin: billed revenue less cost of service. Dark: this window, with the first month of the "
                "unbroken loss; grey: the same window a year ago. Letter: official class."
            ),
            ngettext("{n} smaller loss is not drawn.", "{n} smaller losses are not drawn.", left)
            if left > 0
            else "",
        ]
    )


def _in_words(row: dict) -> str:
    words = {
        "name": row["customer_name"],
        "letter": row["official"],
        "now": short_amount(row["margin"]),
        "ago": short_amount(row["margin_year_ago"]),
    }
    if missing(row["margin_year_ago"]):
        return _("{name} ({letter}): margin {now}.", **words)
    return _("{name} ({letter}): margin {now}, a year ago {ago}.", **words)
