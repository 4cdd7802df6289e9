"""The picture of the first page."""

from wcm_helpers.reports.performance.first_page.picture import MONTHS, picture


def test_it_is_the_chart_of_the_leading_indicator(performance_review):
    blocks = picture(performance_review)
    assert [block.name for block in blocks] == ["leading"]
    axes = blocks[0].content.figure.axes[0]
    longest = max(len(line.get_xdata()) for line in axes.lines)
    assert longest == MONTHS
