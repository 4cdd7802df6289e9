import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.cohorts import TWENTY
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.backtest import in_order
from wcm_helpers.methods.backtest_limits import limits


def test_score_of_the_limits_by_hand():
    # Twice the area over the diagonal. Classes: (.2, 600) (.5, 780) (1, 880) of 880:
    # (.2 · 600 + .3 · 1380 + .5 · 1660) / 880 - 1 = 484 / 880.
    # Everyone in place, .05 a customer: 300 450 550 600, six of 30, 20, eight of 10, 0 make
    # (.05 (300 + 750 + 1000 + 1150) + .3 · 1380 + .05 · 1580 + .4 · 1680 + .05 · 1760) / 880 - 1 = 533 / 880.
    table = limits(TWENTY, Rule())
    force = table[table["in_force"]].iloc[0]
    assert force[["in_a", "in_b", "in_c"]].tolist() == [4, 6, 10]
    assert force["score"] == pytest.approx(484 / 533)
    # .90 and .98: A takes the six of B (they start at .8), B the ten: (.5, 780) (1, 880)
    wide = table[(table["limit_a"] == 0.90) & (table["limit_b"] == 0.98)].iloc[0]
    assert wide[["in_a", "in_b", "in_c"]].tolist() == [10, 10, 0]
    assert wide["score"] == pytest.approx((0.5 * 780 + 0.5 * 1660 - 880) / 533)
    assert wide["difference"] == pytest.approx((340 - 484) / 533)


def test_limits_in_force_stand_among_the_others_and_win_a_draw():
    table = limits(TWENTY, Rule(limit_a=0.78))
    assert len(table) == 15 and table["in_force"].sum() == 1 == table["best"].sum()
    # .70 .75 .78 .80 with .95 all give 4, 6 and 10 customers: the ones in force are kept
    assert table.loc[table["best"], "limit_a"].tolist() == [0.78]
    assert table.loc[table["in_force"], ["difference_low", "difference_high"]].iloc[0].tolist() == [0, 0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(-50, 900)), min_size=2, max_size=40))
def test_the_score_is_the_area_of_the_two_curves_customer_by_customer(book):
    cohort = pd.DataFrame(book, columns=["value_then", "value_now"])
    customers = in_order(cohort)
    value = customers["value_now"].clip(lower=0).to_numpy(float)
    if value.sum() == 0 or np.ptp(value) == 0:
        return

    def area(across, up):  # trapezes over the width of one customer or class, less the diagonal, doubled
        return sum(
            (right - left) * (high + low)
            for left, right, low, high in zip(across, across[1:], up, up[1:], strict=False)
        ) - 1  # fmt: skip

    n, total = len(value), value.sum()
    best = np.sort(value)[::-1]
    possible = area(np.arange(n + 1) / n, np.concatenate([[0], best.cumsum() / total]))
    table = limits(cohort, Rule())
    row = table[table["in_force"]].iloc[0]
    ends = np.cumsum([0, row["in_a"], row["in_b"], row["in_c"]]).astype(int)
    reached = area(ends / n, np.array([value[:end].sum() for end in ends]) / total)
    assert row["score"] == pytest.approx(reached / possible, abs=1e-9)
