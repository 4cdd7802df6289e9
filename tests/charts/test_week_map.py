"""The map of the week: 168 cells, few cases hatched, extremes of enough cases written."""

import numpy as np

from wcm_helpers.charts import style
from wcm_helpers.charts.week_map import draw_week_map

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def draw(values, n, **options):
    _figure, axes = style.canvas(6, 3)
    draw_week_map(axes, values, n, days=DAYS, least=10, **options)
    return axes


def test_cells_of_few_cases_are_hatched_and_their_values_not_written():
    values, n = np.full((7, 24), 0.1), np.full((7, 24), 50)
    values[1, 9], values[2, 3], n[6, 0], values[6, 0] = 0.4, 0.02, 3, 0.9
    axes = draw(values, n, write=lambda share: f"{share:.2f}")
    assert [(patch.get_x() + 0.5, patch.get_y() + 0.5) for patch in axes.patches] == [(0, 6)]
    assert {(text.get_text(), *text.get_position()) for text in axes.texts} == {
        ("0.40", 9, 1),
        ("0.02", 3, 2),
    }


def test_hours_without_cases_are_blank_and_an_empty_week_can_be_drawn():
    axes = draw(np.full((7, 24), np.nan), np.zeros((7, 24), dtype=int), write=str)
    assert axes.images[0].get_array().mask.all()
    assert not axes.texts and not axes.patches
