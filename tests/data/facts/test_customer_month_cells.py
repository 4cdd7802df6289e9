"""Customer and month as one number: the same cell, the same number, whatever table it stands in."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.facts.costs import left_out
from wcm_helpers.data.facts.customer_month_cells import numbered

KEY = ["customer_id", "month"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "B", "客", "10", "9"]), st.sampled_from(["2025-12", "2026-01", "2026-02"])
    )
)


def table(rows: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=KEY, dtype="str")


@settings(max_examples=50, deadline=None)
@given(ROWS, ROWS)
def test_cells_sort_by_month_then_customer_and_give_their_names_back(one, other):
    grid = numbered(table(one), table(other))
    told = [*zip(grid.rows[0], one, strict=True), *zip(grid.rows[1], other, strict=True)]
    for cell, row in told:
        assert 0 <= cell < grid.size
        named = grid.named(np.array([cell]))
        assert (named["customer_id"][0], named["month"][0]) == row
    in_order = sorted(told, key=lambda pair: (pair[1][1], pair[1][0]))
    assert [cell for cell, _row in in_order] == sorted(cell for cell, _row in told)


@settings(max_examples=50, deadline=None)
@given(ROWS, ROWS)
def test_costs_are_left_out_exactly_where_nothing_stands_beside_them(spent, active):
    found = left_out(table(spent).assign(cost=1), table(active), "2026-01")
    by_hand = [row for row in spent if row[1] <= "2026-01" and row not in active]
    assert sorted(zip(found["customer_id"], found["month"], strict=True)) == sorted(by_hand)
