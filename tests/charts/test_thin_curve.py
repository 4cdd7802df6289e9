import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.charts.thin_curve import thin_curve


@given(st.lists(st.floats(0, 100), min_size=2, max_size=300), st.integers(2, 40))
def test_a_step_leaves_out_no_more_than_one_part_of_the_way(steps, most):
    across, up = np.arange(len(steps) + 1.0), np.concatenate([[0.0], np.cumsum(steps)])
    places = thin_curve(across, up, most)
    assert len(places) <= max(most, 2) or len(across) <= most
    assert places[0] == 0 and places[-1] == len(across) - 1
    assert (np.diff(places) > 0).all()
    way = across / across[-1] + up / (up[-1] or 1.0)
    before_the_last_segment = way[places[1:] - 1] - way[places[:-1]]
    assert (before_the_last_segment <= way[-1] / (most - 1) + 1e-9).all()


def test_a_curve_of_few_points_is_drawn_as_it_is():
    assert thin_curve(np.arange(4.0), np.arange(4.0), 4).tolist() == [0, 1, 2, 3]
