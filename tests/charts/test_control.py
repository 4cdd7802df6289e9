import pandas as pd

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
