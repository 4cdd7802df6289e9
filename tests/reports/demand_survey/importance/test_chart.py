from tests.reports.demand_survey.importance.test_section import review
from wcm_helpers.reports.demand_survey.importance.chart import draw
from wcm_helpers.reports.demand_survey.importance.section import importance_of


def test_every_service_is_drawn_and_spoken():
    made = review(12, 2, 4, 5, 3)
    chart = draw(importance_of(made), made.result.survey)
    labels = {text.get_text() for text in chart.figure.axes[0].texts}
    assert {"Dispatch on time", "Clear invoices", "Improve first", "Good enough"} <= labels
    assert "Dispatch on time: importance 5.0, performance 2.0 (Improve first)." in chart.alt
    # the means of all services: performance (2 + 4) / 2, importance (5 + 3) / 2
    lines = [line.get_xdata()[0] for line in chart.figure.axes[0].lines if line.get_linestyle() == "-"]
    assert 3.0 in lines


def test_a_service_without_a_certain_place_is_hollow():
    made = review(3, 2, 4, 5, 3)
    chart = draw(importance_of(made), made.result.survey)
    faces = [line.get_markerfacecolor() for line in chart.figure.axes[0].lines if line.get_marker() == "o"]
    assert faces == ["white", "white"]
