from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.rfm import (
    SEGMENTS,
    SLIPPING,
    TREND_EDGES,
    edges,
    middle_score,
    scale,
    score,
    segment,
    trend,
)

BOOKS = settings(max_examples=60, deadline=None)
ties = st.integers(-3, 3) | st.integers(-(10**12), 10**12)
books = st.lists(ties, min_size=1, max_size=40)


@pytest.mark.parametrize("bins", range(2, 11))
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 7, 10, 25, 60, 999])
def test_edges_are_the_smallest_values_that_reach_their_share(n, bins):
    # of 1..n the j/bins point is the smallest k with k/n >= j/bins: k * bins >= j * n, in whole numbers
    target = {next(k for k in range(1, n + 1) if k * bins >= j * n) for j in range(1, bins)} - {n}
    assert edges(pd.Series(range(1, n + 1)), bins) == tuple(sorted(target))


def test_edges_fall_together_where_values_repeat():
    # of ten, the 2nd, 4th, 6th, 8th: 1 1 2 9; 9 is the largest and no edge
    assert edges(pd.Series([1, 1, 1, 1, 1, 2, 9, 9, 9, 9])) == (1, 2)
    assert edges(pd.Series([7, 7, 7])) == ()
    assert edges(pd.Series([], dtype="int64")) == ()


def test_missing_values_make_no_edge_and_score_in_the_middle():
    values = pd.Series([1.0, 2.0, np.nan, 3.0, 4.0, 5.0])
    assert edges(values) == (1, 2, 3, 4)
    assert score(values, (1, 2, 3, 4)).tolist() == [1, 2, 3, 3, 4, 5]


def test_scores_by_hand():
    # levels 0 1 1 2 3 4: a value on an edge stays below it
    values = pd.Series([10, 11, 20, 21, 35, 41])
    assert score(values, (10, 20, 30, 40)).tolist() == [1, 2, 2, 3, 4, 5]
    assert score(values, (10, 20, 30, 40), higher_is_better=False).tolist() == [5, 4, 4, 3, 2, 1]
    assert score(values, ()).tolist() == [3] * 6


@pytest.mark.parametrize(
    ("levels", "bins", "expected"),
    [
        (4, 5, (1, 2, 4, 5)),  # 0 4/3 8/3 4, rounded, plus 1
        (3, 6, (1, 3, 6)),  # 0 2.5 5: the half goes down
        (2, 3, (1, 3)),
        (1, 4, (2,)),
    ],
)
def test_fewer_levels_keep_the_ends_of_the_scale(levels, bins, expected):
    assert scale(levels, bins) == expected


def test_where_nearly_all_are_at_the_top_nobody_is_told_apart():
    # of ten, the 2nd, 4th, 6th and 8th are all 5, the largest: no edge is left
    assert edges(pd.Series([1] + [5] * 9)) == ()
    # at the other end they are all 1, and the one that differs stands out
    assert score(pd.Series([1] * 9 + [5]), edges(pd.Series([1] * 9 + [5]))).tolist() == [1] * 9 + [5]


@pytest.mark.parametrize("wrong", [(1, 2, 3, 4, 5), (2, 1), (1, 1)])
def test_edges_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="at most 4 rising edges"):
        score(pd.Series([1]), wrong)


@BOOKS
@given(books, st.booleans(), st.integers(2, 7))
def test_better_is_never_worse_and_equals_are_equal(values, higher, bins):
    book = pd.Series(values)
    scores = score(book, edges(book, bins), bins, higher_is_better=higher)
    assert scores.between(1, bins).all()
    by_value = pd.DataFrame({"value": book, "score": scores}).groupby("value")["score"]
    assert (by_value.nunique() == 1).all()
    steps = by_value.first().diff().dropna()
    assert (steps >= 0).all() if higher else (steps <= 0).all()
    if edges(book, bins):
        best, worst = (book.idxmax(), book.idxmin()) if higher else (book.idxmin(), book.idxmax())
        assert (scores[best], scores[worst]) == (bins, 1)
    else:
        assert set(scores) == {middle_score(bins)}


@BOOKS
@given(books, st.randoms(use_true_random=False))
def test_scores_stand_against_order_names_and_currency(values, random):
    book = pd.Series(values)
    scores = score(book, edges(book))
    order = list(book.index)
    random.shuffle(order)
    moved = book.loc[order]
    assert score(moved, edges(moved)).sort_index().tolist() == scores.tolist()
    assert score(book * 1000, edges(book * 1000)).tolist() == scores.tolist()


@BOOKS
@given(books, st.lists(ties, max_size=10))
def test_with_edges_kept_nobody_moves_another(values, others):
    unchanged = edges(pd.Series(values))
    alone = score(pd.Series(values), unchanged)
    together = score(pd.Series(values + others), unchanged)
    assert together.iloc[: len(values)].tolist() == alone.tolist()


@pytest.mark.parametrize("k", range(2, 8))
def test_the_map_gives_every_cell_one_segment(k):
    cells = pd.DataFrame(list(product(range(1, k + 1), repeat=3)), columns=["r", "f", "m"])
    result = segment(cells["r"], cells["f"], cells["m"], k)
    assert len(result) == k**3 and set(result) == set(SEGMENTS)
    # above the middle of 1..k are k // 2 scores, below it as many: large and often take k // 2 scores each,
    # slipping k // 2. The eight are disjoint when these products add up to all cells.
    few, many = k // 2, k - k // 2
    sizes = [many * few * few, many * many * few, few * few * few, few * many * few]
    sizes += [many * few * many, many * many * many, few * few * many, few * many * many]
    assert sum(sizes) == k**3
    assert [int((result == key).sum()) for key in SEGMENTS] == sizes


@pytest.mark.parametrize(
    ("recency", "frequency", "monetary", "expected"),
    [
        (5, 5, 5, "champions"),
        (4, 3, 4, "large_seldom"),
        (2, 4, 5, "large_slipping"),
        (1, 1, 5, "large_quiet"),
        (5, 4, 3, "smaller_regulars"),
        (5, 1, 1, "smaller_seldom"),
        (1, 5, 1, "smaller_slipping"),
        (2, 2, 2, "smaller_quiet"),
        (3, 3, 3, "smaller_seldom"),  # the middle: not large, not often, not slipping
    ],
)
def test_segments_by_hand(recency, frequency, monetary, expected):
    result = segment(pd.Series([recency]), pd.Series([frequency]), pd.Series([monetary]))
    assert result.tolist() == [expected]
    assert (expected in SLIPPING) == (recency < 3)


def test_a_trend_on_an_edge_is_exact():
    # 0.8, 0.95, 1.05, 1.2 of 60 and of 37,300: on an edge belongs below it, whatever binary makes of it
    before = pd.Series([60, 60, 60, 60, 37_300] * 2)
    now = pd.Series([48, 57, 63, 72, 44_760, 49, 58, 64, 73, 44_761])
    assert score(trend(now, before), TREND_EDGES).tolist() == [1, 2, 3, 4, 4, 2, 3, 4, 5, 5]


def test_a_trend_without_anything_before_cannot_be_told():
    result = trend(pd.Series([5, 5, -5]), pd.Series([0, -2, 5]))
    assert result.isna().tolist() == [True, True, False]
    assert score(result, TREND_EDGES).tolist() == [3, 3, 1]
