"""The section on stages: the planted stage is the bottleneck and slower than before."""

import pandas as pd

from wcm_helpers.reports.performance.stages.analysis import StageTimes
from wcm_helpers.reports.performance.stages.section import _chart


def test_packing_is_named_as_bottleneck_and_slower(performance_review):
    text = performance_review.stages.sentences[0]
    assert text.startswith("The bottleneck is Packing:")
    assert "Packing has become slower: P90" in text


def test_every_stage_is_in_table_and_chart(performance_review):
    table = performance_review.stages.tables["stages"]
    assert {"Picking", "Packing", "Transport", "Dock to stock"} <= set(table["Stage"])
    assert "Packing: P50" in performance_review.stages.charts["stages"].alt


def test_the_detail_shows_what_forgetting_open_orders_would_say(performance_review):
    tables = performance_review.stages_detail.tables
    assert {"intervals", "by_site_id", "by_carrier"} <= set(tables)
    assert "P90, done only" in tables["intervals"]


def test_orders_without_steps_have_a_bar_of_the_whole_way():
    whole = {"n": 74, "open": 0, "p50": 168.0, "p90": 312.0, "longest": 500.0}
    rows = pd.DataFrame([whole], index=["received-shipped"])
    chart = _chart(StageTimes(rows, 0, "", ""))
    assert [bar.get_width() for bar in chart.figure.axes[0].patches] == [168.0]
    assert "Order to shipment: P50 168.0, P90 312.0." in chart.alt
