"""The Pareto curve: the cumulative share of the customers, with the classes along its foot."""

from itertools import groupby

import pandas as pd

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.pareto import draw_pareto
from wcm_helpers.charts.style import CLASS_SHADES, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, number, percent, share
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import RuleOutcome

#: Number of the largest customers that are named on the curve.
NAMED = 5
#: Width and height in inches: about a third of a page.
SIZE = (7.2, 3.1)
#: Points from one line of the summary to the next.
LINE = 11.5


@defaults()
def draw(outcome: RuleOutcome, letters: str = "class") -> Chart:
    """Draw the cumulative share of the customers, the largest first.

    Parameters
    ----------
    outcome : RuleOutcome
        Customers without a positive value are not on the curve.
    letters : str
        The column of the classes along its foot: ``class`` (by the rule) or ``official``.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    title, classes = sentences.finding(outcome, letters), _classes(outcome, letters)
    counted = outcome.classes[outcome.classes["class"] != "N"]
    if counted.empty:
        return empty(title)
    figure, axes = canvas(*SIZE)
    first = counted.iloc[:NAMED]
    draw_pareto(
        axes,
        counted["share"].to_numpy(),
        limits={
            _("{limit} (limit of {letter})", limit=sentences.limit(part), letter=letter): part
            for letter, part in (("A", outcome.rule.limit_a), ("B", outcome.rule.limit_b))
        },
        groups=[(letter, len(list(run))) for letter, run in groupby(counted[letters])],
        shades=CLASS_SHADES,
        names=[
            _("{name} {share}", name=short_name(name), share=share(part))
            for name, part in zip(first["customer_name"], first["share"], strict=True)
        ],
    )
    _summary(axes, classes)
    axes.set_xlabel(_("Customers, largest first"))
    axes.set_ylabel(_("Cumulative share, %"))
    finish(figure, title=title, source=sentences.source_line(outcome), rule=_rule(outcome, letters))
    return Chart(figure, _alt(outcome, counted, classes))


def _rule(outcome: RuleOutcome, letters: str) -> str:
    """Return the rule of the classes along the foot, in one line for the official ones."""
    if letters == "official":
        return _("Along the foot: the official class of each customer.")
    return sentences.describe(outcome.rule)["classes"]


def _classes(outcome: RuleOutcome, letters: str) -> list[dict[str, object]]:
    """Return the letter, the customers and the share of each class that has any, the best first."""
    groups = outcome.classes.groupby(letters)["share"].agg(["size", "sum"]).sort_index()
    return [
        {"class": letter, "customers": int(size), "of_value": float(total)}
        for letter, size, total in groups.itertuples()
    ]


def _summary(axes, classes: list[dict[str, object]]) -> None:
    """Write the customers and the share of each class in the free corner."""
    for place, row in enumerate(reversed(classes)):
        axes.annotate(
            _class_words(row),
            (0.985, 0.1),
            xycoords="axes fraction",
            xytext=(0, 3 + LINE * place),
            textcoords="offset points",
            ha="right",
            fontsize=8.5,
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


def _alt(outcome: RuleOutcome, counted: pd.DataFrame, classes: list[dict[str, object]]) -> str:
    first = [
        _("{name} {share}", name=name, share=share(part))
        for name, part in zip(counted["customer_name"][:NAMED], counted["share"][:NAMED], strict=True)
    ]
    return _(
        "Pareto curve of {noun}, from the largest customer to the smallest. By class: {classes}. "
        "The largest: {first}.",
        noun=sentences.measure(outcome.rule).noun,
        classes=listed([_class_words(row) for row in classes]),
        first=listed(first),
    )
