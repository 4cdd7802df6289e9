"""The chart of a question that has no answer: one line of text."""

from wcm_helpers.charts.style import TEXT, Chart, canvas, defaults, finish, wrapped
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import RuleOutcome


@defaults()
def empty(outcome: RuleOutcome, reason: str) -> Chart:
    """Return a chart with one line of text: the reason why there is nothing to draw."""
    lines = wrapped(reason, 6.8, 10)
    figure, axes = canvas(7.2, 1.4 + 0.2 * (lines.count("\n") + 1))
    axes.set_axis_off()
    axes.text(0, 0.5, lines, transform=axes.transAxes, ha="left", va="center", color=TEXT)
    return Chart(finish(figure, title="", source=sentences.source_line(outcome)), reason)
