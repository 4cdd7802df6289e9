"""The chart of two value bases: the number of customers in each pair of classes."""

from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, LIGHT, Chart, canvas, defaults, finish, text_on
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.value_bases.result import ValueBases
from wcm_helpers.reports.classification.value_bases.sentences import basis_measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
        _square(axes, table, letters)
        noun = basis_measure(basis, classification).noun
        axes.set_xlabel(_("Class by {noun}", noun=noun))
        cells = [
            _("{own} and {other}: {n}", own=letters[row], other=letters[column], n=number(n))
            for (row, column), n in np.ndenumerate(table)
            if n
        ]
        parts.append(_("By {own} and by {noun}: {cells}.", own=own, noun=noun, cells=", ".join(cells)))
    np.ravel(grid)[0].set_ylabel(_("Class by {noun}", noun=own))
    rule = _("Customers; dark squares: the two classes differ. Same limits, same window.")
    finish(figure, title=value_bases.headline, source=sentences.source_line(classification), rule=rule)
    return Chart(figure, " ".join([value_bases.headline, *parts]))


def _crossed(value_bases: ValueBases, basis: str, letters: list[str]) -> np.ndarray:
    rows, columns = value_bases.customers[f"class_{value_bases.own}"], value_bases.customers[f"class_{basis}"]
    return np.array(
        [[int(((rows == row) & (columns == column)).sum()) for column in letters] for row in letters]
    )


def _square(axes: "Axes", table: np.ndarray, letters: list[str]) -> None:
    for (row, column), n in np.ndenumerate(table):
        if not n:
            continue
        colour = LIGHT if row == column else ACCENT
        axes.barh(row, 0.92, left=column - 0.46, height=0.92, color=colour)
        axes.text(column, row, number(n), ha="center", va="center", fontsize=9, color=text_on(colour))
    axes.set_xticks(range(len(letters)), letters)
    axes.set_yticks(range(len(letters)), letters)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlim(-0.55, len(letters) - 0.45)
    axes.set_ylim(len(letters) - 0.45, -0.55)
    axes.set_aspect("equal")
