from wcm_helpers.charts.diverging import draw_diverging
from wcm_helpers.charts.style import canvas, defaults


@defaults()
def test_parts_are_drawn_outwards_from_zero_and_the_ring_is_their_sum():
    _figure, axes = canvas()
    draw_diverging(
        axes,
        {"own": [30, -10], "others": [20, -5], "rule": [-10, 40]},
        [40, 25],
        rows=["x", "y"],
        labels={"own": "own change", "others": "others' change", "rule": "changed rule"},
        styles={"own": {"facecolor": "black"}, "others": {"facecolor": "grey"}, "rule": {"hatch": "//"}},
    )
    spans = [tuple(sorted((bar.get_x(), bar.get_x() + bar.get_width()))) for bar in axes.patches]
    assert spans == [(0, 30), (30, 50), (-10, 0), (-10, 0), (-15, -10), (0, 40)]
    rings = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert rings == [40, 25]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "own change", "others' change", "changed rule",
    ]  # fmt: skip
    assert [label.get_text() for label in axes.get_yticklabels()] == ["x", "y"]
