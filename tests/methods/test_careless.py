"""Signs of careless answers: by hand, against a file of known runs, and on a planted tenth."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.careless_tenth import rows
from tests.golden import shared
from wcm_helpers.methods.careless import copies, even_odd, longstring, signs


def test_runs_of_a_file_with_known_runs():
    file = shared("data/golden/careless_longstring_test.csv")
    assert longstring(pd.read_csv(file)).tolist() == [10, 20, 30, 40, 50, 60, 70, 80, 90, 10]


def test_runs_by_hand():
    answers = pd.DataFrame([[1, 1, 2, 2, 2], [None] * 5, [4, None, 4, None, 4], [1, 2, 3, 2, 1]], dtype=float)
    assert longstring(answers).tolist() == [3, 0, 3, 1]
    assert longstring(answers[[]]).tolist() == [0, 0, 0, 0]


#: Three dimensions of two questions; the odd ones first.
SIX = {"a1": "a", "a2": "a", "b1": "b", "b2": "b", "c1": "c", "c2": "c"}


def test_even_odd_by_hand():
    """Odd 1, 3, 5, even 2, 3, 4: r = 1. Even 3, 4, 2: r = −½, corrected 2 · −½ / ½ = −2, so −1."""
    answers = pd.DataFrame(
        [
            [1, 2, 3, 3, 5, 4], [1, 3, 3, 4, 5, 2], [1, 3, 3, 2, 5, 4], [3] * 6, [1, 2, 3, 3, 5, None],
        ],
        columns=list(SIX), dtype=float,
    )  # fmt: skip
    result = even_odd(answers, SIX)
    # the third: even 3, 2, 4, r = ½, corrected 1 / 1.5
    assert result[:3].tolist() == pytest.approx([1, -1, 2 / 3])
    assert result[3:].isna().all()  # all alike; only two dimensions


def test_even_odd_without_dimensions_is_unknown():
    answers = pd.DataFrame([[1.0, 2.0]], columns=["x", "y"])
    assert even_odd(answers, {}).isna().all() and even_odd(answers, {"x": "a", "y": "a"}).isna().all()


def flags(answers, seconds, **more):
    frame = pd.DataFrame(answers, dtype=float)
    return signs(frame, frame, {}, pd.Series(seconds, frame.index, dtype=float), **more)


VARIED = [1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4]


def test_a_strong_sign_flags():
    result = flags([[4] * 12, VARIED, VARIED[::-1]], [6, 6, 1.9])
    assert result["straight"].tolist() == [True, False, False]
    assert result["fast"].tolist() == [False, False, True]
    assert result["flagged"].tolist() == [True, False, True]


def test_a_weak_sign_alone_flags_nobody_but_two_do():
    half = [4] * 6 + [1, 2, 3, 1, 2, 3]
    hurry = [6, 6, 6, 2.2, 2.3]
    result = flags([VARIED, [*VARIED[1:], 1], half, [*half[1:], 5], VARIED[::-1]], hurry)
    assert result["half_straight"].tolist() == [False, False, True, False, False]
    assert result["hasty"].tolist() == [False, False, False, True, True]
    assert not result["flagged"].any()
    both = flags([VARIED, [*VARIED[1:], 1], half], [6, 6, 2.1])
    assert both["flagged"].tolist() == [False, False, True]


def test_copies_are_flagged_and_straight_lines_are_none():
    result = flags([VARIED, VARIED, VARIED[::-1], [3] * 12, [3] * 12], [6] * 5)
    assert result["copy"].tolist() == [True, True, False, False, False]
    assert result["flagged"].tolist() == [True, True, False, True, True]


def test_responses_left_out_of_the_comparison_are_no_copies():
    frame = pd.DataFrame([VARIED, VARIED], dtype=float)
    result = signs(frame, frame, {}, pd.Series([6.0, 6.0]), frame.iloc[:1])
    assert result["copy"].tolist() == [False, False]


def test_few_questions_say_nothing():
    result = flags([[5, 5, 5]] * 4, [6] * 4)
    assert not result["flagged"].any() and not copies(pd.DataFrame([[5, 4]] * 3)).any()


@pytest.mark.parametrize("n", [0, 1])
def test_hardly_any_response(n):
    assert len(flags(np.full((n, 12), 3.0), [np.nan] * n)) == n


def test_nine_tenths_of_the_careless_are_found_and_few_of_the_careful():
    """The benchmark's table has more worlds; here 8 of 100 responses, a tenth of them careless."""
    timed = {row.questionnaire: row for row in rows(worlds=8, sizes=(100,)) if row.timed}
    assert len(timed) == 3
    assert all(row.found >= 0.9 and row.careful <= 0.05 for row in timed.values())
