import pytest

from tests.reports.demand_survey.kano.test_analysis import kano_survey
from wcm_helpers.reports.demand_survey.kano.analysis import analyse_kano
from wcm_helpers.reports.demand_survey.kano.chart import draw


def test_a_point_has_its_two_shares_and_is_hollow_where_mixed():
    # of 20: 5 O and 10 A are more satisfied with it (75 %), 5 O and 5 M dissatisfied without it (50 %)
    survey = kano_survey("O" * 5 + "A" * 10 + "M" * 5)
    chart = draw(analyse_kano(survey, 5), survey)
    point = next(line for line in chart.figure.axes[0].lines if line.get_marker() == "o")
    assert (point.get_xdata()[0], point.get_ydata()[0]) == pytest.approx((0.5, 0.75))
    assert point.get_markerfacecolor() == "white"  # 10 against 5: 1.65 √(15 · 25 / 40) = 5.05
    assert (
        "75% are more satisfied with it, 50% are dissatisfied without it, of 20 answers (Mixed)" in chart.alt
    )
