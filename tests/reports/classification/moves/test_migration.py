"""Customers that went from one official class to another."""

from types import SimpleNamespace

import pandas as pd

from wcm_helpers.core.months import month_range
from wcm_helpers.reports.classification.moves.migration import flows, migration_matrix


def official(rows, months):
    letters = pd.DataFrame(rows, columns=months)
    return SimpleNamespace(path=SimpleNamespace(official=letters), covered=list(months))


def test_a_history_of_a_year_or_less_has_no_matrix():
    months = month_range("2025-06", "2026-05")
    assert migration_matrix(official([["A"] * 12], months)).empty


def test_the_interval_of_the_share_that_stayed_is_wilsons():
    # 1 of 2: Wilson's interval at 95 % is 0.0945 to 0.9055
    matrix = migration_matrix(official([["A", "A"], ["A", "B"]], ["2025-05", "2026-05"]), 1)
    assert matrix.loc[0, ["low", "high"]].round(4).tolist() == [0.0945, 0.9055]


def test_flows_go_back_two_years_in_six_even_steps():
    months = month_range("2023-01", "2026-05")
    compared, steps = flows(official([["A"] * 40 + ["B"], [None] * 41], months))
    assert compared == ["2024-05", "2024-09", "2025-01", "2025-05", "2025-09", "2026-01", "2026-05"]
    assert [int(step.to_numpy().sum()) for step in steps] == [1] * 6  # who never had a class is left out
    assert steps[-1].loc["A", "B"] == 1
