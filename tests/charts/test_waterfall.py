"""Waterfalls: bars join end to end, losses have another shade, labels carry the numbers."""

import pytest

from wcm_helpers.charts import style
from wcm_helpers.charts.waterfall import draw_waterfall


@pytest.mark.parametrize("from_zero", [True, False])
def test_bars_join_end_to_end(from_zero):
    _figure, axes = style.canvas(6, 3)
    draw_waterfall(
        axes, 100.0, [("more", 40.0), ("less", -60.0)], ends=("then", "now"), write=str,
        write_step=lambda size: f"{size:+.0f}", from_zero=from_zero,
    )  # fmt: skip
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]
    assert bars[1] == pytest.approx((100, 140))
    assert bars[2] == pytest.approx((80, 140))
    assert (bars[0][1], bars[3][1]) == pytest.approx((100, 80))
    assert (axes.get_xlim()[0] == 0) == from_zero
    assert axes.patches[1].get_facecolor() != axes.patches[2].get_facecolor()
    assert [text.get_text() for text in axes.texts] == ["100.0", "+40", "-60", "80.0"]


def test_no_steps_and_no_change_can_be_drawn():
    _figure, axes = style.canvas(6, 3)
    draw_waterfall(axes, 0.0, [], ends=("then", "now"), write=str, write_step=str)
    assert len(axes.patches) == 2
