import numpy as np

from wcm_helpers.charts.crosstab import draw_crosstab
from wcm_helpers.charts.style import ACCENT, LIGHT, canvas, defaults


@defaults()
def test_agreeing_cells_are_light_others_dark_and_empty_ones_blank():
    from matplotlib.colors import to_hex

    _figure, axes = canvas()
    draw_crosstab(axes, np.array([[3, 1], [0, 1_200]]), ["A", "B"])
    assert [text.get_text() for text in axes.texts] == ["3", "1", "1,200"]
    assert [to_hex(cell.get_facecolor()) for cell in axes.patches] == [LIGHT, ACCENT, LIGHT]
    assert [text.get_position() for text in axes.texts] == [(0, 0), (1, 0), (1, 1)]  # column, row
