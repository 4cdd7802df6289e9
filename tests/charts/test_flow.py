import pandas as pd
import pytest

from wcm_helpers.charts.flow import draw_flow
from wcm_helpers.charts.style import canvas, defaults

SHADES = {"A": "#000000", "B": "#ffffff"}


@defaults()
def draw(*steps):
    _figure, axes = canvas()
    frames = [pd.DataFrame(step, index=["A", "B"], columns=["A", "B"]) for step in steps]
    draw_flow(axes, [f"t{place}" for place in range(len(steps) + 1)], frames, SHADES)
    return axes


def test_bars_are_as_high_as_their_share_and_labelled_where_they_are_high_enough():
    # Of 100: A 57 + 3 and B 40; then A 57 + 40 and B 3, which is too low for a label.
    axes = draw([[57, 3], [40, 0]])
    assert [bar.get_height() for bar in axes.patches] == pytest.approx([0.60, 0.40, 0.97, 0.03])
    assert [text.get_text() for text in axes.texts] == ["A 60", "B 40", "A 97"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["t0", "t1"]


def test_a_stream_is_as_high_as_the_number_that_goes_and_none_is_drawn_for_nobody():
    axes = draw([[57, 3], [40, 0]])
    heights = []
    for stream in axes.collections:
        corners = stream.get_paths()[0].vertices
        left = corners[corners[:, 0] == corners[:, 0].min()][:, 1]
        heights.append(left.max() - left.min())
    assert heights == pytest.approx([0.57, 0.03, 0.40])
    light, *dark = (stream.get_facecolor().tolist() for stream in axes.collections)
    assert dark[0] == dark[1] != light  # who stays in A is light


def test_streams_fill_their_bars_without_overlap():
    # The second bar: A from 0 to .97, first the 57 that were in it, then the 40 of B; a gap; B with 3 of A.
    axes = draw([[57, 3], [40, 0]])
    ends = []
    for stream in axes.collections:
        corners = stream.get_paths()[0].vertices
        right = corners[corners[:, 0] == corners[:, 0].max()][:, 1]
        ends.append((right.min(), right.max()))
    stay, lost, won = ends
    assert stay == pytest.approx((0, 0.57)) and won == pytest.approx((0.57, 0.97))
    assert lost == pytest.approx((0.97 + 0.012, 1.012))
