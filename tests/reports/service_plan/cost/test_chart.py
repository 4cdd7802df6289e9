"""The whale curve, drawn."""

import pandas as pd

from wcm_helpers.methods.whale_curve import whale_curve
from wcm_helpers.reports.service_plan.cost.chart import whale_chart


def test_the_curve_runs_from_nothing_over_the_peak_to_the_total():
    chart = whale_chart(
        whale_curve(pd.Series({"a": 400_000, "b": -200_000, "c": 800_000})), "Finding.", "CNY"
    )
    heights = [line.get_ydata() for line in chart.figure.axes[0].lines]
    assert [0, 800_000, 1_200_000, 1_000_000] in [list(one) for one in heights]
    assert [1_200_000, 1_000_000] in [list(one) for one in heights]  # what is lost again
    assert chart.alt == "Finding. Peak 120 after 2 customers. All 3 customers: 100."


def test_without_a_customer_nothing_is_drawn():
    chart = whale_chart(whale_curve(pd.Series(dtype="int64")), "", "CNY")
    assert chart.figure is None and chart.alt


def test_one_customer_and_only_losses_are_drawn():
    for profit in ({"a": 5}, {"a": -5, "b": -7}, {"a": 0}):
        assert whale_chart(whale_curve(pd.Series(profit)), "Finding.", "CNY").figure is not None
