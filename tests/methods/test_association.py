from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.association import cells

#: Gender by party, of R's help page of chisq.test and Agresti (2007): chi-squared 30.07.
PARTIES = pd.DataFrame(
    [[762, 327, 468], [484, 239, 477]], index=["F", "M"], columns=["democrat", "independent", "republican"]
)
TABLES = settings(max_examples=60, deadline=None)


def counts(rows=3, columns=3, most=9):
    return st.lists(
        st.lists(st.integers(0, most), min_size=columns, max_size=columns), min_size=rows, max_size=rows
    ).filter(lambda values: np.sum(values) > 0)


def test_residuals_match_the_published_table():
    # F, democrat: expected 1557 · 1246 / 2757 = 703.67, spread √(703.67 · (1 - .56474) · (1 - .45194)) =
    # 12.956, (762 - 703.67) / 12.956 = 4.502. R prints 4.5020535, 0.6994517, -5.3159455.
    result = cells(PARTIES)
    assert result["residual"].head(3).tolist() == pytest.approx([4.5020535, 0.6994517, -5.3159455], abs=5e-8)
    assert result["residual"].tail(3).tolist() == pytest.approx([-4.5020535, -0.6994517, 5.3159455], abs=5e-8)
    chi = ((result["count"] - result["expected"]) ** 2 / result["expected"]).sum()
    assert chi == pytest.approx(30.07, abs=5e-4)


def test_shares_stand_beside_each_other():
    # 762 of 1557 women are democrats, 1246 of all 2757
    first = cells(PARTIES).iloc[0]
    assert (first["row"], first["column"]) == ("F", "democrat")
    assert first["of_row"] == pytest.approx(762 / 1557)
    assert first["of_all"] == pytest.approx(1246 / 2757)


def test_small_cells_are_judged_exactly():
    # margins 3 and 2 of 5: all three ways to draw 2 of 5 have 1, 6 and 3 of 10; 0 has 1/10, 2 has 3/10
    result = cells(pd.DataFrame([[1, 2], [1, 1]])).set_index(["row", "column"])["p"]
    assert result[(0, 0)] == pytest.approx(1.0)
    result = cells(pd.DataFrame([[0, 3], [2, 0]]))["p"]
    assert result.tolist() == pytest.approx([0.1] * 4)
    result = cells(pd.DataFrame([[2, 1], [0, 2]]))["p"]
    assert result.tolist() == pytest.approx([0.4] * 4)


def test_many_cells_are_adjusted_for():
    # two rows: three different p, each twice; the step-up rule divides by rank 2, 4, 6 of 6
    p = np.sort(cells(PARTIES)["p"].to_numpy())
    adjusted = np.sort(cells(PARTIES)["p_adjusted"].to_numpy())
    assert adjusted.tolist() == pytest.approx([3 * p[0]] * 2 + [1.5 * p[2]] * 2 + [p[4]] * 2)


def test_an_empty_margin_tells_nothing():
    result = cells(pd.DataFrame([[3, 0], [2, 0]]))
    assert result["residual"].isna().all() and (result["p"] == 1).all()
    assert result["of_row"].tolist() == [1, 0, 1, 0]
    assert cells(pd.DataFrame([[3, 1], [0, 0]]))["of_row"].isna().tolist() == [False, False, True, True]


@TABLES
@given(counts())
def test_p_agrees_with_fishers_test_of_scipy(table):
    from scipy.stats import fisher_exact

    table = np.array(table)
    result = cells(pd.DataFrame(table)).set_index(["row", "column"])["p"]
    for row, column in np.ndindex(table.shape):
        here = table[row, column]
        beside, below = table[row].sum() - here, table[:, column].sum() - here
        square = [[here, beside], [below, table.sum() - here - beside - below]]
        assert result[(row, column)] == pytest.approx(fisher_exact(square).pvalue, abs=1e-9)


@TABLES
@given(counts(most=40), st.permutations([0, 1, 2]))
def test_order_of_rows_does_not_matter(table, order):
    frame = pd.DataFrame(table, index=["x", "y", "z"], columns=["A", "B", "C"])
    keys = ["row", "column"]
    one = cells(frame).sort_values(keys, ignore_index=True)
    other = cells(frame.iloc[order]).sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(one, other)


def test_p_of_thousands_of_customers_is_that_of_whole_numbers():
    # of 6,000, with 900 in the row and 1,200 in the column, 180 would be expected
    total, row, column, here = 6_000, 900, 1_200, 205
    ways = [comb(row, k) * comb(total - row, column - k) for k in range(row + 1)]
    expected = sum(way for way in ways if way <= ways[here]) / comb(total, column)
    result = cells(pd.DataFrame([[here, row - here], [column - here, total - row - column + here]]))
    assert result["p"].iloc[0] == pytest.approx(expected, rel=1e-8)
