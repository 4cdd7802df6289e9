"""Step curves begin at one and end where they have come down."""

from wcm_helpers.charts import style
from wcm_helpers.charts.steps import draw_steps


def test_curves_begin_at_one_and_step_down():
    _figure, axes = style.canvas(4, 2)
    draw_steps(axes, [("first", [1, 2, 4], [0.5, 0.2, 0.0]), ("second", [3], [0.4])])
    first, second = axes.lines
    assert first.get_xdata().tolist() == [0, 1, 2, 4]
    assert first.get_ydata().tolist() == [1, 0.5, 0.2, 0]
    assert first.get_drawstyle() == "steps-post"
    assert first.get_linestyle() != second.get_linestyle()
    assert axes.get_xlim()[1] == 1.05 * 4


def test_nothing_to_draw_is_no_fault():
    _figure, axes = style.canvas(4, 2)
    draw_steps(axes, [("none", [], [])])
    assert axes.get_ylim()[1] > 1
