"""A series before and after: both sides with their means, the start between them."""

from wcm_helpers.charts import style
from wcm_helpers.charts.before_after import draw_before_after


def _draw(values, start):
    _figure, axes = style.canvas(6, 2)
    draw_before_after(axes, values, [str(place) for place in range(len(values))], start=start, write=str)
    return axes


def test_each_side_has_its_points_and_its_mean():
    axes = _draw([4.0, 6.0, 1.0, 3.0, 2.0], 2)
    points = [line.get_ydata().tolist() for line in axes.lines if line.get_marker() == "o"]
    assert points == [[4.0, 6.0], [1.0, 3.0, 2.0]]
    assert [text.get_text() for text in axes.texts] == ["5.0", "2.0"]
    assert axes.lines[-1].get_xdata()[0] == 1.5


def test_a_side_without_months_has_no_mean():
    assert [text.get_text() for text in _draw([4.0, 6.0], 2).texts] == ["5.0"]


def test_of_many_months_some_are_labelled_the_last_one_always():
    labels = [text.get_text() for text in _draw([1.0] * 36, 30).get_xticklabels()]
    assert len(labels) <= 8
    assert labels[-1] == "35"
