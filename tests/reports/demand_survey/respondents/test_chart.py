"""The chart of who answered: a row a group, a mark on what chance does not explain, a text of all of it."""

import pytest

from tests.reports.demand_survey.respondents.test_analysis import HUNDRED, counted
from tests.reports.demand_survey.respondents.test_weighting import frame_of
from wcm_helpers.charts.style import ACCENT, GREY
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.respondents.chart import draw


def points(chart):
    """Return place, share and colour of the points of the answers."""
    lines = chart.figure.axes[0].get_lines()
    return [
        (float(line.get_ydata()[0]), float(line.get_xdata()[0]), line.get_color())
        for line in lines
        if line.get_marker() == "o" and line.get_markerfacecolor() != "none"
    ]


def test_the_missing_class_is_coloured():
    chart = draw(counted(HUNDRED, [*HUNDRED.index[:18], *HUNDRED.index[20:42]]))
    assert points(chart) == [(0, 0.45, ACCENT), (1, pytest.approx(0.55), ACCENT)]
    assert "class C: 55% of the customers that answered, 80% of those asked." in chart.alt


def test_what_chance_explains_is_grey():
    chart = draw(counted(HUNDRED, [*HUNDRED.index[:9], *HUNDRED.index[20:51]]))
    assert {colour for _place, _share, colour in points(chart)} == {GREY}
    assert "No group answered more or less often than chance explains." in chart.alt


@pytest.mark.parametrize("language", ["en", "zh"])
def test_many_industries_are_cut_and_counted(language):
    frame = frame_of(industry=[f"industry {n % 15:02d}" for n in range(60)])
    words.use(language)
    try:
        chart = draw(counted(frame, list(frame.index[:40])))
    finally:
        words.use("en")
    assert len(points(chart)) == 9
    assert ("6 more groups" if language == "en" else "另有6个群组") in chart.figure.texts[1].get_text()
