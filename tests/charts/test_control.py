import pandas as pd
import pytest

from wcm_helpers.charts import style
from wcm_helpers.charts.control import draw_control_chart
from wcm_helpers.core.months import window
from wcm_helpers.methods.control_charts import control_chart

VALUES = [9.0, 11.0] * 6 + [30.0, None, 10.0, 9.0, 11.0]
MONTHS = window("2026-10", len(VALUES))


def drawn(*, small=False, rebases=(), reasons=None):
    series = pd.DataFrame({"month": MONTHS, "value": VALUES}).dropna()
    points = control_chart(series, better="down", rebases=rebases).points
    with style.defaults():
        _figure, axes = style.canvas()
        draw_control_chart(
            axes, points, labels=MONTHS, write="{:.0f}".format, target=25.0, small=small, reasons=reasons
        )
    return axes


def test_a_flagged_point_has_a_shape_and_its_value():
    axes = drawn()
    (flagged,) = [line for line in axes.lines if line.get_marker() == "D"]
    assert flagged.get_ydata().tolist() == [30.0]
    assert {"30", "11"} <= {text.get_text() for text in axes.texts}
    assert [text.get_text() for text in drawn(small=True).texts] == ["11"]


def test_a_gap_is_not_bridged():
    (line,) = [line for line in drawn().lines if line.get_marker() == "o"]
    assert pd.isna(line.get_ydata()[13]) and len(line.get_ydata()) == len(MONTHS)


def test_new_limits_have_a_line_with_their_reason():
    axes = drawn(rebases=[MONTHS[14]], reasons={MONTHS[14]: "new conveyor"})
    assert "new conveyor" in {text.get_text() for text in axes.texts}
    assert "new conveyor" not in {text.get_text() for text in drawn().texts}


def test_the_target_is_dotted():
    assert [line.get_ydata()[0] for line in drawn().lines if line.get_linestyle() == ":"] == [25.0]


def labels_on_the_target(values, target):
    """Return the labels that the line of the target runs through, on a chart as it is laid out."""
    months = window("2026-10", len(values))
    series = pd.DataFrame({"month": months, "value": values})
    points = control_chart(series, better="up").points
    with style.defaults():
        figure, axes = style.canvas(7.2, 2.3)
        draw_control_chart(axes, points, labels=months, write="{:.1f}".format, target=target)
        style.finish(figure, title="t", rule="r")
        figure.canvas.draw()
    at = axes.transData.transform((0, target))[1]
    boxes = {text.get_text(): text.get_window_extent() for text in axes.texts}
    assert f"{values[-1]:.1f}" in boxes
    return [text for text, box in boxes.items() if box.y0 <= at <= box.y1]


@pytest.mark.parametrize("last", [94.0, 94.6, 95.0, 95.2, 96.0])
def test_the_last_value_is_not_written_on_the_line_of_the_target(last):
    assert labels_on_the_target([90.0, 99.0] * 8 + [last], 95.0) == []


@pytest.mark.parametrize("target", [60.0, 62.0, 65.0, 68.0, 72.0, 80.0])
def test_a_flagged_value_is_not_written_on_the_line_of_the_target(target):
    # flagged at 60, its label is below it or above it: wherever the target is, it stays free of it
    values = [90.0, 92.0] * 6 + [60.0, 90.0, 91.0, 92.0, 90.0, 91.0]
    assert labels_on_the_target(values, target) == []


@pytest.mark.parametrize("target", [40.0, 46.0, 50.0, 54.0, 58.0])
def test_nor_on_a_target_below_a_flagged_value(target):
    assert labels_on_the_target([90.0, 92.0] * 6 + [60.0, 90.0, 91.0, 92.0, 90.0, 91.0], target) == []
