"""The chart of packages: a mark a class and item, its interval, and words for who cannot see it."""

from tests.reports.service_plan.plans import rows_of
from wcm_helpers.reports.service_plan.packages.analysis import kept_by_item
from wcm_helpers.reports.service_plan.packages.chart import kept_chart


def test_every_class_and_item_has_its_mark():
    rows = rows_of(("a1", "A", "talk", "kept", None), ("b1", "B", "talk", "none", None),
                   ("b1", "B", "response", "kept", None))  # fmt: skip
    chart = kept_chart(kept_by_item(rows), "A finding.")
    (axes,) = chart.figure.axes
    marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert sorted(marks) == [0.0, 1.0, 1.0]
    assert "Regular talk: A 100% of 1." in chart.alt and "Regular talk: B 0% of 1." in chart.alt


def test_without_anything_measured_the_reason_stands_there():
    chart = kept_chart(kept_by_item(rows_of(("a1", "A", "talk", "unused", None))), "A finding.")
    assert chart.figure is None and "can be measured" in chart.alt
