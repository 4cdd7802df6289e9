import numpy as np
import pytest

from wcm_helpers.charts.pareto import draw_pareto
from wcm_helpers.charts.style import canvas, defaults


@defaults()
def draw(shares, names=(), groups=None):
    _figure, axes = canvas()
    draw_pareto(
        axes,
        np.array(shares),
        limits={"four fifths": 0.8},
        groups=groups or [("A", len(shares))],
        shades={"A": "#000000", "B": "#ffffff"},
        names=names,
    )
    return axes


def test_the_curve_adds_the_shares_up_from_nothing():
    axes = draw([0.5, 0.3, 0.2])
    assert list(axes.lines[0].get_xdata()) == [0, 1, 2, 3]
    assert list(axes.lines[0].get_ydata()) == pytest.approx([0, 0.5, 0.8, 1])


def test_the_strip_is_as_long_as_each_group_and_a_narrow_one_has_no_letter():
    axes = draw([1 / 40] * 40, groups=[("A", 39), ("B", 1)])  # 1 of 40 is below 3 %
    assert [(bar.get_x(), bar.get_width()) for bar in axes.patches] == [(0, 39), (39, 1)]
    assert [text.get_text() for text in axes.texts] == ["four fifths", "A"]


def test_names_without_room_are_left_out():
    labels = [f"part {n}" for n in range(5)]
    even = {text.get_text() for text in draw([1 / 20] * 20, labels).texts}
    assert set(labels) <= even
    steep = {text.get_text() for text in draw([0.96, 0.01, 0.01, 0.01, 0.01], labels).texts}
    assert "part 0" in steep and not set(labels) <= steep


def test_there_are_no_more_names_than_parts():
    assert "second" not in [text.get_text() for text in draw([1.0], ["first", "second"]).texts]


def test_groups_that_alternate_are_drawn_as_runs_without_lines_between():
    axes = draw([1 / 10] * 10, groups=[("A", 4), ("B", 1), ("A", 1), ("B", 4)])
    assert [(bar.get_x(), bar.get_width()) for bar in axes.patches] == [(0, 4), (4, 1), (5, 1), (6, 4)]
    assert len(axes.lines) == 2  # the curve and the limit
