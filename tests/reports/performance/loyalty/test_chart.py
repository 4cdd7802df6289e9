"""The chart of the check has a bar and a point a tenth."""

import pandas as pd

from wcm_helpers.reports.performance.loyalty.chart import draw_check

CHECK = pd.DataFrame(
    {"group": ["one order only", "1", "2"], "expected": [0.1, 0.5, 2.0], "observed": [0.2, 0.4, 2.2]}
)


def test_expected_and_observed_are_drawn_and_described():
    chart = draw_check(CHECK, "The model is right.", "rule")
    axes = chart.figure.axes[0]
    assert [bar.get_height() for bar in axes.patches] == [0.2, 0.4, 2.2]
    assert axes.lines[0].get_ydata().tolist() == [0.1, 0.5, 2.0]
    assert chart.alt == "The model is right. The most likely tenth: 2.0 expected, 2.2 came."
