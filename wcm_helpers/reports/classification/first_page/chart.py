"""The Pareto curve: the cumulative share of the customers, with the classes along its foot."""

import pandas as pd

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.pareto import draw_pareto
from wcm_helpers.charts.style import CLASS_SHADES, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import RuleOutcome

#: Number of the largest customers that are named on the curve.
NAMED = 5


@defaults()
def draw(outcome: RuleOutcome) -> Chart:
    """Draw the cumulative share of the customers, the largest first.

    Parameters
    ----------
    outcome : RuleOutcome
        Customers without a positive value are not on the curve.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    counted = outcome.classes[outcome.classes["class"] != "N"]
    if counted.empty:
        return empty(outcome, outcome.headline)
    figure, axes = canvas(7.2, 4.0)
    first = counted.iloc[:NAMED]
    draw_pareto(
        axes,
        counted["share"].to_numpy(),
        limits={
            _("{limit} (limit of {letter})", limit=sentences.limit(share), letter=letter): share
            for letter, share in (("A", outcome.rule.limit_a), ("B", outcome.rule.limit_b))
        },
        groups=counted["class"].value_counts().sort_index().to_dict(),
        shades=CLASS_SHADES,
        names=[
            _("{name} {share}", name=short_name(name), share=percent(share))
            for name, share in zip(first["customer_name"], first["share"], strict=True)
        ],
    )
    _summary(axes, outcome)
    axes.set_xlabel(_("Customers, largest first"))
    axes.set_ylabel(_("Cumulative share of {noun}, %", noun=sentences.measure(outcome.rule).noun))
    finish(
        figure,
        title=outcome.headline,
        source=sentences.source_line(outcome),
        rule=sentences.describe(outcome.rule)["classes"],
    )
    return Chart(figure, _alt(outcome, counted))


def _summary(axes, outcome: RuleOutcome) -> None:
    """Write the customers and the share of each class in the free corner."""
    rows = outcome.class_table[outcome.class_table["customers"] > 0]
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


def _alt(outcome: RuleOutcome, counted: pd.DataFrame) -> str:
    first = [
        _("{name} {share}", name=name, share=percent(share))
        for name, share in zip(counted["customer_name"][:NAMED], counted["share"][:NAMED], strict=True)
    ]
    classes = outcome.class_table[outcome.class_table["customers"] > 0].to_dict("records")
    return _(
        "Pareto curve of {noun}, from the largest customer to the smallest. {classes}. The largest: {first}.",
        noun=sentences.measure(outcome.rule).noun,
        classes="; ".join(_class_words(row) for row in classes),
        first=listed(first),
    )
