"""The chart of waits."""

import pytest

from tests.reports.service_plan.balance.test_sentences import contention
from wcm_helpers.reports.service_plan.balance.chart import waits_chart


def test_bars_are_the_means_and_the_95_per_cent_in_hours_from_zero():
    chart = waits_chart(contention(), "Finding.")
    means, longest = ([bar.get_width() for bar in axes.patches] for axes in chart.figure.axes)
    assert sorted(means) == pytest.approx(sorted([1, 1, 0.5, 2.5, 0.75, 1.5]))
    assert sorted(longest) == pytest.approx([2 * mean for mean in sorted(means)])
    assert all(axes.get_xlim()[0] == 0 for axes in chart.figure.axes)
    assert chart.alt.startswith(
        "Finding. A, First come, first served: mean 60 min, 95% at most 120 min."
    ) or ("mean 60 min, 95% at most 2.0 h" in chart.alt)


def test_one_class_and_no_wait_are_drawn():
    none = contention("C")
    none.waits[["mean", "p95"]] = 0.0
    assert waits_chart(none, "Finding.").figure is not None
