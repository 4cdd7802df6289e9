import numpy as np
import pytest

from wcm_helpers.charts.labels import percent_ticks, short_name, space_out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Deal $x_$ <b>", "Deal $x_$ <b>"),
        ("two\nlines", "two lines"),
        ("abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123…"),
        ("华东零售供应链管理有限公司北京分", "华东零售供应链管理有限公司北京…"),
    ],
)
def test_names_are_drawn_as_they_are_and_fit(name, expected):
    assert short_name(name) == expected


def test_a_percent_axis_shows_numbers_without_the_sign():
    assert [percent_ticks()(share, 0) for share in (0, 0.205, 1)] == ["0", "20", "100"]
    assert percent_ticks()(-0.5, 0) == "−50"


def test_labels_are_spaced_out_below_the_end_of_the_axis():
    places = space_out([0.05, 0.5, 0.5, 0.52, 0.9], 0.19, 1.0)
    assert np.diff(places).min() >= 0.19 - 1e-9 and places[-1] <= 1.0
