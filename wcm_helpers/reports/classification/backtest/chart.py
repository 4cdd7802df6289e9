"""The chart of a backtest: the share of class A since, and of as many customers chosen otherwise."""

from typing import TYPE_CHECKING, Any

from wcm_helpers.charts.labels import percent_ticks
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    TEXT,
    Chart,
    amounts,
    canvas,
    defaults,
    finish,
)
from wcm_helpers.core.formats import listed, month_name, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import intervals
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, RECENT_MONTHS
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.backtest.sentences import headline, source_line
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

if TYPE_CHECKING:
    import pandas as pd

#: From the top of the chart to its foot.
_WAYS = ("best", "classes", "orders", "recent", "chance")
_WIDE = 5  # characters of a number that leave room for "n =" before it


@defaults()
def draw(backtest: Backtest, classification: Classification) -> Chart:
    """Draw the share class A brought against other choices, and the value a customer by class.

    Parameters
    ----------
    backtest : Backtest
        As ``analysis.run_backtest`` returns it.
    classification : Classification
        Of the same month, for its source and unit.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; the verdict alone where nothing can be compared.
    """
    if not backtest.comparable:
        return empty(headline(backtest, classification))
    figure, (left, right) = canvas(7.2, 4.0, cols=2, gridspec_kw={"width_ratios": (3, 2)})
    names = _names(backtest)
    rows = backtest.captures.loc[[way for way in _WAYS if way in backtest.captures.index]]
    _draw_shares(left, rows, names, backtest)
    _draw_means(right, backtest, classification)
    words = {
        "then": month_name(backtest.classes_month),
        "share": percent(rows["share"]["classes"], 0),
        "chance": percent(rows["share"]["chance"], 0),
        "noun": sentences.measure(backtest.rule).noun,
        "months": OUTCOME_MONTHS,
        "confidence": percent(intervals.CONFIDENCE, 0),
    }
    title = _(
        "Class A of {then} brought {share} of {noun} in the {months} months since; as many customers chosen "
        "at random would have brought {chance}.",
        **words,
    )
    rule = _(
        "Share of the {noun} above zero of the customers with a class then. Lines: {confidence} intervals.",
        **words,
    )
    finish(figure, title=title, source=source_line(backtest), rule=rule)
    return Chart(figure, _alt(rows, names, backtest, classification))


def _alt(
    rows: "pd.DataFrame", names: dict[str, str], backtest: Backtest, classification: Classification
) -> str:
    shares = [
        _("{name}: {share}", name=names[way], share=_with_ends(row, "share", "low", "high"))
        for way, row in rows.iterrows()
    ]
    means = [
        _("{letter} {mean}", letter=row["class"], mean=short_amount(row["mean"]))
        for row in backtest.classes.to_dict("records")
        if row["customers"]
    ]
    return _(
        "Share of {noun} in the {months} months since: {shares}. Value per customer by class of {then}, "
        "{unit}: {means}.",
        noun=sentences.measure(backtest.rule).noun,
        months=OUTCOME_MONTHS,
        shares=listed(shares),
        then=month_name(backtest.classes_month),
        unit=sentences.measure(backtest.rule, classification.currency).unit,
        means=listed(means),
    )


def _names(backtest: Backtest) -> dict[str, str]:
    in_a = int((backtest.customers["class"] == "A").sum())
    return {
        "best": _("largest since (in hindsight)"),
        "classes": ngettext("class A ({n} customer)", "class A ({n} customers)", in_a),
        "orders": _("as many by number of orders"),
        "recent": _("as many by value of the last {n} months", n=RECENT_MONTHS),
        "chance": _("as many at random"),
    }


def _with_ends(row: "pd.Series", value: str, low: str, high: str) -> str:
    if not row[high] > row[low]:
        return percent(row[value], 0)
    return _(
        "{share} ({low} to {high})",
        share=percent(row[value], 0),
        low=percent(row[low], 0),
        high=percent(row[high], 0),
    )


def _draw_shares(axes: Any, rows: "pd.DataFrame", names: dict[str, str], backtest: Backtest) -> None:
    """Draw one line for each way of choosing customers: the interval, the share, and the share in figures."""
    chance = rows["share"]["chance"]
    axes.axvline(chance, color=GREY, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    for place, (way, row) in enumerate(rows.iterrows()):
        is_classes = way == "classes"
        colour = ACCENT if is_classes else TEXT
        if row["high"] > row["low"]:
            axes.plot(
                [row["low"], row["high"]], [place, place], color=colour, linewidth=3 if is_classes else 1.5
            )
        filled = colour if way != "chance" else "white"
        axes.plot(
            [row["share"]], [place], marker="o", markersize=8 if is_classes else 6, color=colour,
            markerfacecolor=filled, linestyle="none", zorder=3,
        )  # fmt: skip
        axes.annotate(
            percent(row["share"], 0), (row["share"], place), (0, 7) if way != "chance" else (8, -3),
            textcoords="offset points", ha="center" if way != "chance" else "left", fontsize=8.5, color=INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), [names[way] for way in rows.index])
    axes.set(xlim=(-0.02, 1.04), ylim=(len(rows) - 0.5, -0.7))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(_("Share of {noun} since, %", noun=sentences.measure(backtest.rule).noun))


def _draw_means(axes: Any, backtest: Backtest, classification: Classification) -> None:
    """Draw the value a customer since, one dot a class of then."""
    classes = backtest.classes[backtest.classes["customers"] > 0].reset_index(drop=True)
    for place, row in classes.iterrows():
        if row["mean_high"] > row["mean_low"]:
            axes.plot([place, place], [row["mean_low"], row["mean_high"]], color=TEXT, linewidth=1.5)
        axes.plot(
            [place], [row["mean"]], marker="o", markersize=8, color=INK, markeredgewidth=0.8,
            markerfacecolor=CLASS_SHADES[row["class"]], linestyle="none", zorder=3,
        )  # fmt: skip
        axes.annotate(
            short_amount(row["mean"]), (place, row["mean"]), (8, 2), textcoords="offset points",
            fontsize=8.5, color=INK,
        )  # fmt: skip
    counts = [number(row["customers"]) for row in classes.to_dict("records")]
    # Of tens of thousands there is room for the numbers alone.
    counts_shown = counts if max(map(len, counts)) > _WIDE else [f"n = {count}" for count in counts]
    names = [f"{letter}\n{count}" for letter, count in zip(classes["class"], counts_shown, strict=True)]
    axes.set_xticks(range(len(classes)), names)
    axes.set_xlim(-0.5, len(classes) - 0.1)
    axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_major_formatter(amounts())
    axes.grid(visible=False, axis="x")
    unit = sentences.measure(backtest.rule, classification.currency).unit
    axes.set_ylabel(_("Value per customer, {unit}", unit=unit))
    axes.set_xlabel(_("Class of {then}", then=month_name(backtest.classes_month)))
