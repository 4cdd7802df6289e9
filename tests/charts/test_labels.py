import pytest

from wcm_helpers.charts.labels import percent_ticks, short_name


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
