"""The chart of two value bases: the number of customers in each pair of classes."""

import numpy as np

from wcm_helpers.charts.crosstab import draw_crosstab
from wcm_helpers.charts.style import Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.value_bases.result import ValueBases
from wcm_helpers.reports.classification.value_bases.sentences import basis_measure, headline


@defaults()
def draw(value_bases: ValueBases, classification: Classification) -> Chart:
    """Draw a square for each other basis: rows the class by the rule's own basis, columns by the other.

    Parameters
    ----------
    value_bases : ValueBases
        Two bases at least.
    classification : Classification
        Of the same month.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    others = value_bases.bases[1:]
    letters = [letter for letter in CLASSES if value_bases.counts[letter].any()]
    figure, grid = canvas(7.2, 3.5, cols=len(others))
    own, parts = basis_measure(value_bases.own, classification).noun, []
    for axes, basis in zip(np.ravel(grid), others, strict=True):
        table = _crossed(value_bases, basis, letters)
        draw_crosstab(axes, table, letters)
        noun = basis_measure(basis, classification).noun
        axes.set_xlabel(_("Class by {noun}", noun=noun))
        cells = [
            _("{own}/{other}: {n}", own=letters[row], other=letters[column], n=number(n))
            for (row, column), n in np.ndenumerate(table)
            if n
        ]
        words = {"own": own, "noun": noun, "cells": listed(cells)}
        parts.append(_("Customers by class by {own} / class by {noun}: {cells}.", **words))
    np.ravel(grid)[0].set_ylabel(_("Class by {noun}", noun=own))
    rule = _(
        "Number of customers by class. Dark squares: the two classes differ. Both by the rule, with the same "
        "limits and the same window."
    )
    title = headline(value_bases, classification)
    finish(figure, title=title, source=sentences.source_line(classification), rule=rule)
    return Chart(figure, joined([title, *parts]))


def _crossed(value_bases: ValueBases, basis: str, letters: list[str]) -> np.ndarray:
    rows, columns = value_bases.customers[f"class_{value_bases.own}"], value_bases.customers[f"class_{basis}"]
    return np.array(
        [[int(((rows == row) & (columns == column)).sum()) for column in letters] for row in letters]
    )
