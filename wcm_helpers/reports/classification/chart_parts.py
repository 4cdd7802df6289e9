"""The chart of a question that has no answer: no figure, and the reason."""

from wcm_helpers.charts.style import Chart


def empty(reason: str) -> Chart:
    """Return a chart without a figure: the page shows a box with the reason in its place.

    Examples
    --------
    >>> empty("No customer changed its official class.").figure is None
    True
    """
    return Chart(None, reason)
