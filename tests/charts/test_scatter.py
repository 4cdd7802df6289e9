from itertools import combinations

import numpy as np
import pytest
from matplotlib.text import Text

from wcm_helpers.charts.scatter import Point, draw_corners, draw_lines, draw_points, offsets
from wcm_helpers.charts.style import canvas, defaults, finish


def scatter_of(places, labels):
    points = [
        Point(x, y, (x - 0.1, x + 0.1), (y - 0.1, y + 0.1), label, marked=n == 0, hollow=n == 1)
        for n, ((x, y), label) in enumerate(zip(places, labels, strict=True))
    ]
    with defaults():
        figure, axes = canvas(7.2, 4.6)
        axes.set(xlim=(1, 5), ylim=(1, 5))
        draw_lines(axes, 3, 3)
        draw_lines(axes, 3.2, 3.4, main=False)
        draw_corners(axes, ["Improve first", "Keep up", "No priority", "Enough"])
        draw_points(axes, points, inches=(6.4, 3.7))
        finish(figure, title="Dispatch on time needs work.")
    return figure, points


@pytest.mark.parametrize("seed", range(4))
def test_labels_keep_clear_of_each_other_and_of_the_corners(seed):
    rng = np.random.default_rng(seed)
    places = 1.6 + 2.8 * rng.random((10, 2))
    names = [f"{'异常响应速度' if n % 2 else 'Response to exceptions'} {n}" for n in range(10)]
    figure, _points = scatter_of(places, names)
    figure.draw_without_rendering()
    axes = figure.axes[0]
    boxes = [Text.get_window_extent(text) for text in axes.texts]  # without the line to the point
    assert len(boxes) == 14
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert min(text.get_fontsize() for text in axes.texts) >= 8.5


def test_points_in_one_place_get_labels_apart():
    figure, points = scatter_of([(3, 4)] * 5, list("abcde"))
    places = offsets(figure.axes[0], points, (6.4, 3.7))
    assert len(set(places)) == 5


def test_a_lone_point_has_its_label_close_to_the_right():
    figure, _points = scatter_of([(3, 4)], ["Dispatch on time"])
    alone = [Point(2, 4, (2, 2), (4, 4), "Dispatch on time")]
    assert offsets(figure.axes[0], alone, (6.4, 3.7)) == [(8.0, 0.0)]


def test_a_label_keeps_clear_of_its_cross_and_of_the_lines():
    figure, _points = scatter_of([(3, 4)], ["Dispatch on time"])
    crossed = [Point(2.9, 4, (2.4, 3.4), (3.9, 4.1), "Dispatch on time")]
    ((dx, dy),) = offsets(figure.axes[0], crossed, (6.4, 3.7), clear_of=(3, 3))
    # the line at 3 is 11.5 points to the right (0.1 of 4 on 461 points): the label is left, off the cross
    assert dx < 0 and abs(dy) > 5
