"""The chart without anything to draw."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.chart_parts import empty


def test_where_nothing_is_drawn_a_box_has_the_reason():
    block = blocks.chart(empty("Nobody moved."), "moves")
    assert block.kind == "box" and "Nobody moved." in block.text
    assert "<figure" not in block.html and "wcm-missing" in block.html


def test_a_history_too_short_for_flows_is_a_box_and_no_picture(shop):
    review = open_report("classification", month="2026-04", settings=str(shop.settings))
    assert review.flows.charts == {}
    assert any("too short to show how the classes developed" in block.text for block in review.flows.blocks)
