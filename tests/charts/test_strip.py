import numpy as np

from wcm_helpers.charts.strip import draw_strip, runs
from wcm_helpers.charts.style import canvas, defaults

SHADES = {"A": "#000000", "B": "#ffffff"}


@defaults()
def draw(groups, under):
    _figure, axes = canvas()
    columns = [f"m{place}" for place in range(len(groups[0]))]
    rows = [f"r{place}" for place in range(len(groups))]
    draw_strip(
        axes,
        np.array(groups, dtype=object),
        np.array(under, dtype=object),
        rows=rows,
        columns=columns,
        shades=SHADES,
    )
    return axes


def test_cells_of_one_group_are_joined_and_gaps_stay_empty():
    axes = draw([["A", "A", None, "B"]], [["A", "A", "A", "B"]])
    letters = [(text.get_text(), text.get_position()[0]) for text in axes.texts]
    assert letters == [("A", 0.5), ("B", 3.5)]
    under = [(bar.get_x(), bar.get_width()) for bar in axes.patches if round(bar.get_height(), 2) == 0.14]
    assert under == [(0, 3), (3, 1)]


def test_the_last_of_many_columns_is_labelled_and_no_more_than_eight_are():
    axes = draw([["A"] * 25], [["A"] * 25])
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert "m24" in labels and len(labels) <= 8


def test_nothing_but_gaps_has_no_run():
    assert runs([None, float("nan")]) == []
