"""The chart without anything to draw."""

from tests.reports.classification.facts import classify_values
from wcm_helpers.reports.classification.chart_parts import empty


def test_the_reason_is_the_chart_and_its_alternative_text():
    chart = empty(classify_values({"a": 1}), "Nobody moved.")
    assert chart.alt == "Nobody moved."
    assert [text.get_text() for text in chart.figure.axes[0].texts] == ["Nobody moved."]
