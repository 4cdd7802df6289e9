"""The Pareto curve: how few customers bring how much, with the classes along its foot."""

import numpy as np
import pandas as pd

from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    TEXT,
    Chart,
    canvas,
    defaults,
    finish,
    text_on,
)
from wcm_helpers.charts.thin_curve import thin_curve
from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: So many of the largest customers are named on the curve.
NAMED = 5
#: Room between two names, as a share of the axis.
GAP = 0.066
#: A name begins left of this share of the axis, so that it ends before the edge.
FARTHEST = 0.55
#: A name right of the curve stands below this level, clear of the lines of the limits.
HIGHEST = 0.75
#: With so few customers a name may stand left of its point, above the curve.
FEW = 3
#: Up to so many customers each one gets a point.
POINTS = 60


@defaults()
def draw(found: Classification) -> Chart:
    """Draw the cumulative share of the customers, the largest first.

    Parameters
    ----------
    found : Classification
        The month's review; customers without a positive value are not on the curve.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    counted = found.classes[found.classes["class"] != "N"]
    if counted.empty:
        return empty(found, found.headline)
    figure, axes = canvas(7.2, 4.0)
    n = len(counted)
    reached = np.concatenate([[0.0], counted["share"].cumsum().to_numpy()])
    points = thin_curve(np.arange(n + 1.0), reached)
    axes.plot(
        points,
        reached[points],
        color=ACCENT,
        marker="o" if n <= POINTS else None,
        markevery=slice(1, None),
        markersize=3,
        clip_on=False,
    )
    _limits(axes, found)
    _classes(axes, counted, n)
    _names(axes, counted, reached, n)
    _summary(axes, found)
    axes.set_xlim(0, n)
    axes.set_ylim(-0.1, 1.02)
    axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    axes.yaxis.set_major_formatter(percent_ticks())
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(_("Customers, largest first"))
    axes.set_ylabel(_("Cumulative share of {noun}, %", noun=sentences.measure(found.rule).noun))
    finish(figure, title=found.headline, source=sentences.source_line(found), rule=found.rules[1])
    return Chart(figure, _alt(found, counted))


def _limits(axes, found: Classification) -> None:
    for letter, share in (("A", found.rule.limit_a), ("B", found.rule.limit_b)):
        axes.axhline(share, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            _("{limit} (limit of {letter})", limit=sentences.limit(share), letter=letter),
            (1, share),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=TEXT,
        )


def _classes(axes, counted: pd.DataFrame, n: int) -> None:
    """Draw the classes as a strip under the curve; a letter where it fits."""
    start = 0
    for letter, size in counted["class"].value_counts().sort_index().items():
        shade = CLASS_SHADES[letter]
        axes.axvspan(start, start + size, ymin=0.012, ymax=0.068, color=shade, linewidth=0)
        if start:
            axes.axvline(start, color=GREY, linewidth=0.6, ymin=0.012, zorder=0)
        if size / n > 0.03:
            axes.text(
                start + size / 2, -0.055, letter, ha="center", va="center", color=text_on(shade), fontsize=8.5
            )
        start += size


def _names(axes, counted: pd.DataFrame, reached: np.ndarray, n: int) -> None:
    """Name the first customers right of the curve, where it leaves room; of very few, left of their point."""
    lowest, highest = 0.03 - GAP, 0.0  # the first name stands clear of the strip
    first = counted.iloc[:NAMED]
    for place, (name, share) in enumerate(zip(first["customer_name"], first["share"], strict=True)):
        x, y = place + 1, float(reached[place + 1])
        label = _("{name} {share}", name=short_name(name), share=percent(share))
        level = max(min(y - 0.02, HIGHEST - 0.03), lowest + GAP)
        clear = float(np.interp(level + GAP / 2, reached, np.arange(n + 1)))
        left = max(x, clear) + 0.025 * n
        line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 3}
        if left < FARTHEST * n and level <= HIGHEST:
            lowest = level
            axes.annotate(
                label, (x, y), (left, level), va="center", fontsize=8, color=INK, arrowprops=line, gid="name"
            )
        elif n <= FEW and y - highest > GAP:
            highest = y
            axes.annotate(
                label, (x, y), (-7, 0), textcoords="offset points", ha="right", va="center", fontsize=8,
                color=INK, gid="name",
            )  # fmt: skip
        else:
            continue
        axes.plot([x], [y], marker="o", color=INK, markersize=4, zorder=4, clip_on=False)


def _summary(axes, found: Classification) -> None:
    """Say in the free corner what each class holds."""
    rows = found.class_table[found.class_table["customers"] > 0]
    for place, row in enumerate(reversed(rows.to_dict("records"))):
        axes.text(
            0.985, 0.11 + 0.055 * place, _class_words(row), transform=axes.transAxes, ha="right", fontsize=8.5
        )


def _class_words(row: dict[str, object]) -> str:
    if row["class"] == "N":
        return ngettext(
            "N: {count} customer, not in the total",
            "N: {count} customers, not in the total",
            row["customers"],
            count=number(row["customers"]),
        )
    return ngettext(
        "{letter}: {count} customer, {share}", "{letter}: {count} customers, {share}", row["customers"],
        letter=row["class"], count=number(row["customers"]), share=percent(row["of_value"]),
    )  # fmt: skip


def _alt(found: Classification, counted: pd.DataFrame) -> str:
    first = [
        _("{name} {share}", name=name, share=percent(share))
        for name, share in zip(counted["customer_name"][:NAMED], counted["share"][:NAMED], strict=True)
    ]
    classes = found.class_table[found.class_table["customers"] > 0].to_dict("records")
    return _(
        "Pareto curve of {noun}, from the largest customer to the smallest. {classes}. The largest: {first}.",
        noun=sentences.measure(found.rule).noun,
        classes="; ".join(_class_words(row) for row in classes),
        first=listed(first),
    )
