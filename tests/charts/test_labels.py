import numpy as np
import pytest

from wcm_helpers.charts.labels import (
    name_on_two_lines,
    percent_ticks,
    short_name,
    space_out,
    text_width,
)


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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Picking accuracy", "Picking accuracy"),
        ("Receiving and put-away on time, always", "Receiving and put-away on\ntime, always"),
        ("Is it rude to recline your seat on a plane?", "Is it rude to recline your\nseat on a plane?"),
        ("总体而言，您对我们的仓储服务满意吗？", "总体而言，您对我们的仓储服务满\n意吗？"),
        ("x" * 70, "x" * 30 + "\n…" + "x" * 29),
    ],
)
def test_a_long_name_stands_on_two_lines(name, expected):
    assert name_on_two_lines(name) == expected


def test_questions_that_begin_alike_are_told_apart():
    asked = "Is it rude to ask someone to switch seats with you in order to be closer to"
    labels = [name_on_two_lines(f"{asked} {whom}?") for whom in ("friends", "family")]
    assert labels[0].endswith("friends?") and labels[1].endswith("family?")
    assert all(text_width(line) <= 30 for label in labels for line in label.split("\n"))


def test_a_percent_axis_shows_numbers_without_the_sign():
    assert [percent_ticks()(share, 0) for share in (0, 0.205, 1)] == ["0", "20", "100"]
    assert percent_ticks()(-0.5, 0) == "−50"


def test_labels_are_spaced_out_below_the_end_of_the_axis():
    places = space_out([0.05, 0.5, 0.5, 0.52, 0.9], 0.19, 1.0)
    assert np.diff(places).min() >= 0.19 - 1e-9 and places[-1] <= 1.0
