"""The widths of a table's columns on paper."""

import pytest

from wcm_helpers.reporting.typst_widths import ACROSS, ACROSS_WIDE, Need, widths

NUMBER = Need("Value", ["1,234.5"], is_number=True)
NAME = Need("Customer", ["启东东沐食品有限公司"], is_name=True)
LONG = Need("Why", ["no activity in the window, and a long story about it " * 4])
LONG_HEAD = Need("Last three months against a year ago", ["-4%"], is_number=True)


def test_a_number_has_what_it_needs_and_a_text_the_rest():
    exact, tracks = widths([NUMBER, LONG], wide=False)
    # Five figures of 0.57 ems, a comma and a point of 0.3: 3.45 ems of 3 mm, and 3 mm between columns.
    assert exact[0] == pytest.approx(3.45 * 3 + 3)
    assert tracks == ["13.3mm", f"{exact[1]:.0f}fr"]
    assert sum(exact) == pytest.approx(ACROSS)


def test_a_head_takes_more_lines_only_where_room_is_short():
    roomy, _ = widths([LONG_HEAD] * 2, wide=False)
    tight, _ = widths([LONG_HEAD] * 6, wide=False)
    assert roomy[0] > 2 * tight[0]
    assert sum(tight) <= ACROSS


def test_a_name_is_not_broken_to_make_room_for_a_long_text():
    exact, _ = widths([NAME, LONG, *[NUMBER] * 12], wide=True)
    assert exact[0] == pytest.approx(10 * 3 + 3)  # ten characters of 3 mm
    assert sum(exact) == pytest.approx(ACROSS_WIDE)


def test_many_long_heads_never_squeeze_a_name_to_nothing():
    exact, tracks = widths([NAME, *[LONG_HEAD] * 12], wide=False)
    assert sum(exact) == pytest.approx(ACROSS)
    assert exact[0] > 15
    assert all(track.endswith("mm") for track in tracks)


def test_a_bar_has_its_length_beside_the_longest_number():
    exact, _ = widths([Need("Share", ["10%"], is_number=True, room=8.0)], wide=False)
    assert exact == [17 + 8 + 3]


def test_what_is_left_goes_to_the_text_that_needs_more_lines():
    advice = Need("Step", ["x" * 30])  # 30 letters of 0.57 ems of 3 mm, and 3 mm between columns: 54.3 mm
    exact, _ = widths([advice, LONG], wide=False)
    assert exact == [pytest.approx(54.3), pytest.approx(ACROSS - 54.3)]


def test_short_texts_break_to_make_room_for_a_long_one():
    short = [Need(f"Owner {n}", ["Head of the customer service"], is_name=n == 0) for n in range(3)]
    exact, _ = widths([*short, LONG, NUMBER, NUMBER], wide=False)
    # "Head of the" and "customer service": 16 letters of at most 1.8 mm, and 3 mm between columns
    assert all(width < 32 for width in exact[:3])
    assert exact[3] > 40
    assert sum(exact) == pytest.approx(ACROSS)


@pytest.mark.parametrize("mark", ["·", "≤", "≥"])
def test_a_mark_that_is_wide_in_chinese_counts_as_a_character(mark):
    plain, _ = widths([Need("", ["1.35万"], is_number=True)], wide=False)
    marked, _ = widths([Need("", [mark + "1.35万"], is_number=True)], wide=False)
    assert marked[0] - plain[0] == pytest.approx(3.0)


def test_short_texts_take_three_lines_before_a_long_one_takes_many():
    short = [Need("Owner", ["Temporary accounting representative"]) for _ in range(3)]
    exact, _ = widths([*short, LONG, *[NUMBER] * 2], wide=False)
    # Longest word "representative": 14 letters of at most 1.8 mm, and 3 mm between columns
    assert all(width < 29 for width in exact[:3])
    assert exact[3] > ACROSS - 3 * 29 - 2 * 13.4


def test_one_long_text_does_not_break_the_others_into_a_third_line():
    texts = [Need(f"Verdict {n}", ["✗ effect not shown (overdue)"], is_name=n == 0) for n in range(3)]
    exact, _ = widths([*texts, LONG, NUMBER, NUMBER], wide=False)
    # 24 mm is the least; in two lines "effect not shown" and "(overdue)" need about 30.
    assert all(width > 25 for width in exact[:3])
    assert exact[3] >= 40
