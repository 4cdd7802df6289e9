"""Classes by one value against classes by another: how many customers keep theirs, how many do not."""

from typing import TYPE_CHECKING

import numpy as np

from wcm_helpers.charts.style import ACCENT, LIGHT, Chart, canvas, defaults, finish, text_on
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.value_bases.analysis import Bases
from wcm_helpers.reports.classification.value_bases.sentences import named

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@defaults()
def draw(bases: Bases, found: Classification) -> Chart:
    """Draw a square for each other value: rows the class by the rule's own value, columns by the other.

    Parameters
    ----------
    bases : Bases
        Two values at least.
    found : Classification
        The review they come from.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    others = bases.known[1:]
    letters = [letter for letter in CLASSES if bases.counts[letter].any()]
    figure, grid = canvas(7.2, 3.5, cols=len(others))
    own, told = named(bases.own, found).noun, []
    for axes, basis in zip(np.ravel(grid), others, strict=True):
        table = _crossed(bases, basis, letters)
        _square(axes, table, letters)
        noun = named(basis, found).noun
        axes.set_xlabel(_("Class by {noun}", noun=noun))
        cells = [
            _("{own} and {other}: {n}", own=letters[row], other=letters[column], n=number(n))
            for (row, column), n in np.ndenumerate(table)
            if n
        ]
        told.append(_("By {own} and by {noun}: {cells}.", own=own, noun=noun, cells=", ".join(cells)))
    np.ravel(grid)[0].set_ylabel(_("Class by {noun}", noun=own))
    rule = _("Customers; dark squares: the two classes differ. Same limits, same window.")
    finish(figure, title=bases.headline, source=sentences.source_line(found), rule=rule)
    return Chart(figure, " ".join([bases.headline, *told]))


def _crossed(bases: Bases, basis: str, letters: list[str]) -> np.ndarray:
    rows, columns = bases.customers[f"class_{bases.own}"], bases.customers[f"class_{basis}"]
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
