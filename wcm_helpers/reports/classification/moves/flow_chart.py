"""The official classes over time: customers per class, and the streams between the classes."""

import numpy as np
import pandas as pd

from wcm_helpers.charts.flow import draw_flow
from wcm_helpers.charts.style import (
    CLASS_SHADES,
    Chart,
    canvas,
    defaults,
    finish,
)
from wcm_helpers.core.formats import listed, month_name, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.moves.migration import NOBODY, flows
from wcm_helpers.reports.classification.result import Classification

_SHADES = {**CLASS_SHADES, NOBODY: "#ffffff"}


@defaults()
def draw(result: Classification) -> Chart:
    """Draw the official classes over two years at most, in even steps, and the streams between them.

    Parameters
    ----------
    result : Classification
        The number of shapes does not depend on the number of customers.

    Returns
    -------
    Chart
        Height is customers; streams between classes are dark, streams within a class light. Without two
        months to compare one line of text.
    """
    months, steps = flows(result.official)
    if not steps:
        return empty(_("The history is too short to show how the classes developed."))
    figure, axes = canvas(7.2, 3.9)
    draw_flow(axes, months, steps, _SHADES)
    counts = [steps[0].sum(axis=1), *(step.sum(axis=0) for step in steps)]
    axes.set_ylabel(_("Customers by official class"))
    moved = [int(step.to_numpy().sum() - np.diag(step).sum()) for step in steps]
    title = _title(months, counts, moved)
    rule = _("Dark streams change class, light ones stay. –: no activity in that window.")
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    return Chart(figure, _alt(title, months, counts))


def _title(months: list[str], counts: list[pd.Series], moved: list[int]) -> str:
    words = {
        "since": month_name(months[0]),
        "first": number(counts[0]["A"]),
        "last": number(counts[-1]["A"]),
    }
    if sum(moved) == 0:
        return _("No customer is in another official class than in {since}.", **words)
    return _("Class A had {first} customers in {since} and has {last} now.", **words)


def _alt(title: str, months: list[str], counts: list[pd.Series]) -> str:
    lines = [
        _(
            "{month}: {counts}.",
            month=month,
            counts=listed([_count(letter, n) for letter, n in count.items() if n]),
        )
        for month, count in zip(months, counts, strict=True)
    ]
    return joined([title, _("Customers by official class:"), *lines])


def _count(letter: str, n: int) -> str:
    if letter == NOBODY:
        return _("without activity {n}", n=number(n))
    return _("{letter} {n}", letter=letter, n=number(n))
