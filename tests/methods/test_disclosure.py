"""Disclosure control, attacked: whoever sees the shown cells and totals cannot tell what is hidden."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wcm_helpers.methods.disclosure import groups_shown, hidden, levels_shown, share_shown, shares_hidden

SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=9)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 14), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def attack(counts, shown):
    """Return what the published table tells of each cell: its least and largest value.

    Published are the shown cells, the totals of the rows and columns whose own sums are shown as groups, and
    the total of all.
    """
    cells = counts.to_numpy()
    places = [(i, j) for i in range(cells.shape[0]) for j in range(cells.shape[1])]
    equations, totals = [[1.0] * len(places)], [cells.sum()]
    for axis, sums in ((0, counts.sum(axis=1)), (1, counts.sum())):
        for group in groups_shown(sums):
            at = list(sums.index).index(group)
            equations.append([float(place[axis] == at) for place in places])
            totals.append(sums[group])
    for number, place in enumerate(places):
        if shown[place]:
            equations.append([float(number == other) for other in range(len(places))])
            totals.append(cells[place])
    ends = {}
    for number, place in enumerate(places):
        goal = np.eye(len(places))[number]
        low = linprog(goal, A_eq=equations, b_eq=totals, method="highs").fun
        high = -linprog(-goal, A_eq=equations, b_eq=totals, method="highs").fun
        ends[place] = (np.ceil(low - 1e-6), np.floor(high + 1e-6))
    return ends


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_nobody_can_tell_that_a_hidden_cell_is_small(rows):
    counts = pd.DataFrame(rows)
    hide = hidden(counts).to_numpy()
    assert (counts.to_numpy()[~hide] >= 5).all()
    if counts.to_numpy().sum() < 5:
        assert hide.all()  # the total itself is not shown then
        return
    for place, (low, high) in attack(counts, ~hide).items():
        if hide[place] and counts.to_numpy()[place] < 5:
            assert low < high and high >= 5


@given(SIZES)
def test_hidden_groups_are_two_and_five_people_or_none(sizes):
    series = pd.Series(sizes)
    shown = groups_shown(series)
    rest = series.drop(shown)
    assert (series[shown] >= 5).all() and shown == sorted(shown)
    assert rest.empty or not shown or (len(rest) >= 2 and rest.sum() >= 5)
    assert (series >= 5).all() == rest.empty


@given(SIZES)
def test_an_empty_group_is_treated_like_a_small_one(sizes):
    # every other hidden group is then at least as large as in the case of none
    empty = pd.Series([*sizes, 0])
    assert len(sizes) not in groups_shown(empty)
    assert set(groups_shown(empty)) <= set(groups_shown(pd.Series(sizes)))


@given(SIZES, st.integers(2, 9))
def test_merged_levels_are_neighbours_and_large_enough(counts, smallest):
    series = pd.Series(counts)
    buckets = levels_shown(series, smallest)
    if sum(counts) < smallest:
        assert buckets == []
        return
    assert [level for bucket in buckets for level in bucket] == list(series.index)
    assert all(not 0 < series[list(bucket)].sum() < smallest for bucket in buckets)
    assert all(len(bucket) == 1 for bucket in buckets) == all(not 0 < n < smallest for n in counts)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 0, 0, 20], [(1,), (2,), (3,), (4,), (5,)]),  # nobody is no cell of people
        ([1, 0, 0, 0, 20], [(1, 2, 3, 4, 5)]),  # whoever merged only to level 2 would still show one person
        ([5, 6, 2, 9, 8], [(1,), (2, 3), (4,), (5,)]),  # with the smaller neighbour
        ([1, 1, 1, 1, 1], [(1, 2, 3, 4, 5)]),
        ([1, 1, 1, 1, 0], []),
    ],
)
def test_levels_of_a_scale(counts, expected):
    assert levels_shown(pd.Series(counts, index=[1, 2, 3, 4, 5])) == expected


def test_the_hidden_table_by_hand():
    # A has 3 of food; with it go the 8 of pharma in A (row) and the 7 of B (column), and with those 9 of B.
    counts = pd.DataFrame({"food": [3, 7, 40], "pharma": [8, 9, 50], "toys": [20, 30, 60]}, index=list("ABC"))
    assert hidden(counts).to_numpy().tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]


def test_a_table_without_small_cells_is_shown_whole():
    assert not hidden(pd.DataFrame({"x": [5, 9], "y": [6, 7]})).to_numpy().any()


@pytest.mark.parametrize("rows", [[[4]], [[0]], [[0, 0], [0, 3]], [[3, 40]]])
def test_too_few_people_are_hidden_altogether(rows):
    assert hidden(pd.DataFrame(rows)).to_numpy().all()


def test_a_table_without_rows_or_columns_hides_nothing():
    assert hidden(pd.DataFrame({"x": []})).shape == (0, 1)
    assert groups_shown(pd.Series([], dtype=int)) == [] and levels_shown(pd.Series([], dtype=int)) == []


def test_a_share_needs_enough_on_both_sides():
    assert [share_shown(part, 20) for part in (0, 1, 4, 5, 15, 16, 20)] == [
        True, False, False, True, True, False, True,
    ]  # fmt: skip
    assert not share_shown(3, 4) and not share_shown(0, 0)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=5))
def test_shown_shares_give_no_small_count(groups):
    yes, no = (pd.Series(column) for column in zip(*groups, strict=True))
    hide = shares_hidden(pd.DataFrame({"need": yes}), yes + no)["need"]
    assert (yes[~hide] >= 5).all() and (no[~hide] >= 5).all()
    # with the share of everybody, what is hidden has two groups and five people on each side, or is all
    if hide.any() and not hide.all():
        assert hide.sum() >= 2 and yes[hide].sum() >= 5 and no[hide].sum() >= 5


def test_the_order_of_groups_does_not_matter_where_sizes_differ():
    counts = pd.DataFrame({"x": [2, 11, 12, 30], "y": [13, 14, 15, 31]}, index=list("abcd"))
    turned = hidden(counts.iloc[::-1]).loc[counts.index]
    pd.testing.assert_frame_equal(hidden(counts), turned)
