from tests.reports.service_plan.feedback.test_analysis import example
from wcm_helpers.reports.service_plan.feedback.chart import steps_chart


def test_bars_begin_at_zero_and_end_at_the_counts():
    chart = steps_chart(example(), "A finding.")
    axes = chart.figure.axes[0]
    bars = [patch.get_width() for patch in axes.patches]
    assert bars == [4, 4, 2, 1, 1] and {patch.get_x() for patch in axes.patches} == {0}
    assert axes.get_xlim()[0] == 0
    assert "A finding." in chart.alt and "Acted on: 2 (50%)." in chart.alt


def test_nothing_to_draw_is_the_sentence():
    chart = steps_chart(example()[:0], "There was no feedback.")
    assert chart.figure is None and chart.alt == "There was no feedback."
