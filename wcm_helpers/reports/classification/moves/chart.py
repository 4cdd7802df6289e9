"""The strip of classes: the official class of the customers on the move, month by month."""

from collections.abc import Sequence

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.strip import draw_strip, runs
from wcm_helpers.charts.style import CLASS_SHADES, Chart, canvas, defaults, finish
from wcm_helpers.classes.customer_months import STRIP_MONTHS
from wcm_helpers.core.formats import listed, month_name
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.moves.split_chart import cut_words
from wcm_helpers.reports.classification.result import Classification

#: Greatest number of customers drawn.
SHOWN = 10


@defaults()
def strip(result: Classification, customers: Sequence[str]) -> Chart:
    """Draw the official class of some customers in each of the last 24 months.

    Parameters
    ----------
    result : Classification
    customers : sequence of str
        Ids, in the order they are drawn.

    Returns
    -------
    Chart
        A letter in every run of months, and the same in words. Without customers one line of text.
    """
    if not customers:
        return empty(_("No customer changed its official class."))
    drawn = list(customers[:SHOWN])
    table = result.official.path.official.reindex(drawn).iloc[:, -STRIP_MONTHS:]
    names = result.directory["customer_name"].reindex(drawn)
    figure, axes = canvas(7.2, 1.2 + 0.2 * len(drawn))
    draw_strip(
        axes,
        table.to_numpy(),
        rows=[short_name(name) for name in names],
        columns=list(table.columns),
        shades=CLASS_SHADES,
    )
    title = ngettext("Official class over {n} month", "Official classes over {n} months", len(table.columns))
    rule = joined(
        [
            _("Empty: no activity in that window."),
            _short_windows(result, list(table.columns)),
            cut_words(len(customers), SHOWN),
        ]
    )
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    rows = [
        _("{name}: {letters}.", name=name, letters=_letters(row, list(table.columns)))
        for name, row in zip(names, table.to_numpy(), strict=True)
    ]
    return Chart(figure, joined([title, *rows]))


def _letters(row: Sequence[object], months: list[str]) -> str:
    """Return the runs of classes in words: the class and the month it begins."""
    return listed(
        [
            _("{letter} from {month}", letter=letter, month=month_name(months[first]))
            for letter, first, _length in runs(row)
        ]
    )


def _short_windows(result: Classification, months: list[str]) -> str:
    """Return the sentence on the months whose window the history does not cover; empty without any."""
    short = [month for month in months if month not in result.official.covered]
    if not short:
        return ""
    return _(
        "Up to {month} the history covers only a part of the window.",
        month=month_name(short[-1]),
    )
