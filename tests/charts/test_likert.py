import pytest

from wcm_helpers.charts.likert import LikertRow, draw_likert, level_shades
from wcm_helpers.charts.style import canvas, defaults, luminance

FIVE = ("very bad", "bad", "neither", "good", "very good")


def drawn(rows, levels=FIVE):
    with defaults():
        _figure, axes = canvas()
        draw_likert(axes, rows, levels)
    return axes


def texts(axes):
    return [text.get_text() for text in axes.texts]


def test_worse_answers_are_left_of_zero_and_the_middle_is_in_a_lane_of_its_own():
    axes = drawn([LikertRow("speed", (1, 2, 3, 3, 1), "n = 10")])
    spans = [(round(bar.get_x()), round(bar.get_x() + bar.get_width())) for bar in axes.patches]
    # bad 20, very bad 10 outwards to the left; good 30, very good 10 to the right; 30 in the middle
    assert spans[:4] == [(-20, 0), (-30, -20), (0, 30), (30, 40)]
    start, end = spans[4]
    assert end - start == 30
    assert start > 40
    assert "n = 10" in texts(axes)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["speed"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(FIVE)


@pytest.mark.parametrize("counts", [(1, 1, 1, 0, 0), (3, 3, 1, 0, 0), (1, 2, 4, 8, 16), (0, 0, 0, 0, 7)])
def test_the_sums_at_the_ends_and_the_middle_add_up_to_a_hundred(counts):
    axes = drawn([LikertRow("q", counts, "")])
    ends = [int(text.get_text()) for text in axes.texts if text.get_fontsize() == 9.5]
    middle = [int(text.get_text()) for text in axes.texts if text.get_fontsize() == 9]
    assert (len(ends), len(middle)) == (2, 1)
    assert sum(ends) + sum(middle) == 100
    # the sum at the right end is the share as a table rounds it
    assert ends[1] == round(100 * sum(counts[3:]) / sum(counts))


def test_an_even_scale_has_no_middle_and_a_long_one_only_sums():
    even = drawn([LikertRow("q", (1, 2, 3, 4), "")], ("1", "2", "3", "4"))
    assert len(even.patches) == 4
    long = drawn([LikertRow("q", tuple(range(11)), "")], [str(level) for level in range(11)])
    assert len(texts(long)) == 4  # two sums, the middle, and the note


def test_a_question_nobody_answered_and_no_question_at_all():
    axes = drawn([LikertRow("q", (0, 0, 0, 0, 0), "n = 0")])
    assert all(bar.get_width() == 0 for bar in axes.patches)
    assert len(drawn([]).patches) == 0


@pytest.mark.parametrize("levels", [2, 3, 4, 5, 7, 10, 11])
def test_the_ends_are_darkest(levels):
    shades = [luminance(shade) for shade in level_shades(levels)]
    side = levels // 2
    assert len(shades) == levels
    assert shades[:side] == sorted(shades[:side])
    assert shades[-side:] == sorted(shades[-side:], reverse=True)
    assert len(set(shades)) == levels
