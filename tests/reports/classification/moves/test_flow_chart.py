"""The flows between official classes."""

from tests.reports.classification.facts import MOVED, classify_values
from wcm_helpers.reports.classification.moves import flow_chart as flows


def test_flows_tell_every_class_of_every_month_drawn():
    chart = flows.draw(classify_values(**MOVED))
    assert "2026-04: A 2 and C 1. 2026-05: A 3." in chart.alt  # official: c is up at once, b waits
    chart.figure.draw_without_rendering()
