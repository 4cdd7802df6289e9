"""The waterfall of revenue: from zero, in its own order, with an alternative text."""

from tests.reports.performance.money.made_up import NOW, book
from wcm_helpers.methods.bridge import REVENUE_STEPS
from wcm_helpers.reports.performance.money.analysis import compute_money
from wcm_helpers.reports.performance.money.chart import bridge_chart


def test_steps_that_changed_nothing_are_left_out_and_the_axis_begins_at_zero():
    money = compute_money(book(), NOW)
    chart = bridge_chart(money, money.bridge[list(REVENUE_STEPS)].sum(), "CNY")
    (axes,) = chart.figure.axes
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels[1:-1] == ["customers won", "customers lost", "orders a customer", "revenue without orders"]
    assert axes.get_xlim()[0] == 0
    assert "customers lost −300" in chart.alt and "+1,120" in chart.alt
