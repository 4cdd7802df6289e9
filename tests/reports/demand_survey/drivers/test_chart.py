import pytest
from matplotlib.colors import to_hex

from tests.reports.demand_survey.drivers.test_analysis import driven
from wcm_helpers.charts.style import ACCENT, GREY
from wcm_helpers.reports.demand_survey.drivers.analysis import analyse_drivers
from wcm_helpers.reports.demand_survey.drivers.chart import draw
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


def test_bars_are_shares_and_the_first_stands_out():
    survey = driven(130)
    result = analyse_drivers(survey, SurveySettings())
    chart = draw(result, survey)
    bars = chart.figure.axes[0].patches
    assert sum(bar.get_width() for bar in bars) == pytest.approx(1)
    assert [to_hex(bar.get_facecolor()) for bar in bars] == [ACCENT, GREY, GREY]
    labels = [label.get_text() for label in chart.figure.axes[0].get_yticklabels()]
    assert labels == list(result.ranks.table.index) and labels[0] == "P1"
    assert chart.alt.startswith("P1 goes with overall satisfaction most closely. P1: ")
