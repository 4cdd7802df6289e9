"""The heat table: darker for more, a dash where there is nothing."""

import numpy as np

from wcm_helpers.charts.heat_table import _shade, draw_heat_table
from wcm_helpers.charts.style import canvas, luminance


def drawn(shares, marks=None, **more):
    figure, axes = canvas(6, 3)
    shares = np.array(shares, dtype=float)
    marks = np.zeros(shares.shape, dtype=bool) if marks is None else np.array(marks)
    rows, columns = [f"row {n}" for n in range(len(shares))], [f"column {n}" for n in range(shares.shape[1])]
    draw_heat_table(axes, shares, rows=rows, columns=columns, marks=marks, **more)
    return figure, axes


def test_a_larger_share_is_darker():
    shades = [luminance(_shade(share)) for share in (0, 0.25, 0.5, 0.75, 1)]
    assert shades == sorted(shades, reverse=True)


def test_cells_have_their_per_cent_and_marks_a_frame():
    _figure, axes = drawn([[0.5, np.nan]], [[True, False]], ends=["Common"])
    assert [text.get_text() for text in axes.texts] == ["▲50", "–", "Common"]
    assert sum(not patch.get_fill() for patch in axes.patches) == 1


def test_a_mark_without_a_number_stands_alone():
    _figure, axes = drawn([[np.nan]], [[True]])
    assert [text.get_text() for text in axes.texts] == ["▲"]


def test_a_gap_parts_the_groups_of_columns():
    _figure, axes = drawn([[0.1, 0.2, 0.3]], gaps=[1])
    left = axes.get_xticks()
    assert left[1] - left[0] > left[2] - left[1]
