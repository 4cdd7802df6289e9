"""Sums that give nobody away: the rule by hand, and the rest of every total on random tables."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.dominance import sum_shown, sums_shown


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ([69, 10, 10, 6, 5], True),  # 69 %, two have 79 %
        ([70, 10, 10, 5, 5], False),  # one has 70 %
        ([50, 34, 6, 5, 5], True),  # two have 84 %
        ([50, 35, 5, 5, 5], False),  # two have 85 %
        ([25, 25, 25, 25], False),  # four contributors
        ([25, 25, 25, 25, 0], False),  # the fifth contributes nothing
        ([-70, 6, 6, 6, 6, 6], False),  # a loss shows as well as a profit
        ([], False),
    ],
)
def test_the_rule_by_hand(amounts, shown):
    assert sum_shown(pd.Series(amounts, dtype=float)) is shown


def test_all_safe_groups_are_shown():
    amounts = pd.Series(10, index=range(12))
    groups = pd.Series(["A"] * 6 + ["B"] * 6)
    assert sums_shown(amounts, groups) == ["A", "B"]


def test_a_total_of_one_shows_nothing():
    amounts = pd.Series([1_000, *[1] * 11])
    assert sums_shown(amounts, pd.Series(["A"] * 6 + ["B"] * 6)) == []


@pytest.mark.parametrize("seed", range(200))
def test_neither_a_shown_sum_nor_the_rest_of_the_total_gives_anybody_away(seed):
    chance = np.random.default_rng(seed)
    count = chance.integers(1, 60)
    amounts = pd.Series(chance.lognormal(0, 1.5, count).round(2) * chance.choice([1, 1, 1, -1], count))
    groups = pd.Series(chance.choice(list("ABCDEF"), count))
    shown = sums_shown(amounts, groups)
    for group in shown:
        assert sum_shown(amounts[groups == group])
    rest = {*groups} - {*shown}
    if shown:
        assert len(rest) != 1 and sum_shown(amounts)
        assert not rest or sum_shown(amounts[groups.isin(rest)])
    order = chance.permutation(count)
    assert sums_shown(amounts.iloc[order], groups.iloc[order]) == shown


def test_who_is_in_no_group_is_refused():
    with pytest.raises(ValueError, match="no group"):
        sums_shown(pd.Series([1, 2]), pd.Series(["A"]))
