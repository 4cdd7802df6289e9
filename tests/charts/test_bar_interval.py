from wcm_helpers.charts.bar_interval import draw_bar_interval
from wcm_helpers.charts.style import ACCENT, canvas, luminance


def test_the_line_has_an_edge_that_can_be_seen_on_a_dark_bar():
    _figure, axes = canvas(4, 2)
    bar = axes.barh(0, 0.9, color=ACCENT, zorder=2)[0]
    draw_bar_interval(axes, 0.8, 0.95, 0)
    edge, line = axes.lines
    assert list(line.get_xdata()) == [0.8, 0.95] == list(edge.get_xdata())
    assert edge.get_linewidth() > line.get_linewidth() and edge.get_zorder() > bar.get_zorder()
    # WCAG: 3 to 1 between the edge and the bar, and between the edge and the line
    light = luminance(edge.get_color()) + 0.05
    assert light / (luminance(ACCENT) + 0.05) > 3 and light / (luminance(line.get_color()) + 0.05) > 3
