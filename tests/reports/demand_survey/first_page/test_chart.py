"""The picture of the first page."""

import math

from wcm_helpers.charts.style import svg
from wcm_helpers.reports.demand_survey.first_page.chart import MOST_BARS, Bar, draw


def bars(n):
    return [
        Bar(f"need {place}", 0.9 - place / 20, 0.8 - place / 20, 0.95 - place / 20, place == 0)
        for place in range(n)
    ]


def test_the_most_wanted_needs_are_drawn_and_the_rest_is_counted():
    chart = draw(bars(MOST_BARS + 2)[::-1], 40)
    assert chart.figure.axes[0].get_yticklabels()[0].get_text() == "need 0"
    assert len(chart.figure.axes[0].patches) == MOST_BARS
    assert any("2 more needs are not drawn." in text.get_text() for text in chart.figure.texts)
    assert chart.alt.startswith(
        "need 0 is wanted most: by 90% of the customers. need 0: 90% (interval 80 to 95%)."
    )


def test_common_needs_are_dark_and_one_without_an_interval_is_still_drawn():
    chart = draw([Bar("a", 0.9, math.nan, math.nan, True), Bar("b", 0.5, 0.4, 0.6, False)], 9)
    first, second = chart.figure.axes[0].patches
    assert first.get_facecolor() != second.get_facecolor()
    assert "a: 90%." in chart.alt
    assert svg(chart.figure).startswith("<svg")
