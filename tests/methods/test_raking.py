"""Raking meets what can be met to 1e-8, and refuses the rest by the name of the margin."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.raking import RakingError, design_effect, rake

LEVELS = {"class": ["A", "B", "C"], "industry": ["food", "pharma", "textile", "toys"], "site": ["S1", "S2"]}


def sample(rng, n=60):
    """Return units that have every level at least once."""
    columns = {name: [*levels, *rng.choice(levels, n - len(levels))] for name, levels in LEVELS.items()}
    return pd.DataFrame({name: rng.permutation(column) for name, column in columns.items()})


def targets_of(groups, weights):
    return {name: weights.groupby(groups[name]).sum() for name in groups}


def refusal(groups, targets, **more):
    with pytest.raises(RakingError) as caught:
        rake(groups, targets, **more)
    return caught.value.reason, caught.value.margin, caught.value.level


@pytest.mark.parametrize("seed", range(200))
def test_possible_targets_are_met(seed):
    """Targets are the sums of true weights, which are within a cap; so weights exist."""
    rng = np.random.default_rng(seed)
    groups = sample(rng, int(rng.integers(12, 150)))
    true = pd.Series(rng.uniform(0.4, 3.0, len(groups)))
    cap = None if seed % 2 else true.max() / true.mean()
    design = None if seed % 3 else pd.Series(rng.uniform(0.5, 2, len(groups)))
    targets = targets_of(groups, true)
    result = rake(groups, targets, cap=cap, design=design)
    for name, target in targets.items():
        sums = result.weights.groupby(groups[name]).sum()
        assert (sums - target).abs().max() <= 1e-8 * true.sum()
    assert (result.weights > 0).all()
    if cap:
        assert result.weights.max() <= cap * result.weights.mean() * (1 + 1e-9)


def _impossible(seed):
    """Return a sample, targets nothing can meet, and the reason, margins and level that may be named."""
    rng = np.random.default_rng(1000 + seed)
    groups = sample(rng)
    targets = targets_of(groups, pd.Series(rng.uniform(0.4, 3.0, len(groups))))
    margin = list(LEVELS)[seed % 3]
    level = rng.choice(LEVELS[margin])
    kind = seed % 8
    if kind == 0:  # nobody of a level with customers answered
        groups[margin] = groups[margin].where(
            groups[margin] != level, next(other for other in LEVELS[margin] if other != level)
        )
        return groups, targets, {}, ("empty", {margin}, level)
    if kind == 1:
        targets[margin] = targets[margin].drop(level)
        return groups, targets, {}, ("unknown", {margin}, level)
    if kind == 2:
        targets[margin] = targets[margin] * 1.01
        return groups, targets, {}, ("totals", {margin}, "")
    if kind == 3:
        groups.loc[5, margin] = None
        return groups, targets, {}, ("blank", {margin}, "")
    if kind == 4:
        targets[margin][level] = -1
        return groups, targets, {}, ("target", {margin}, level)
    if kind == 5:  # every toys customer of the sample is in A, but there are more of toys than of A
        groups.loc[groups["industry"] == "toys", "class"] = "A"
        total = 100.0
        targets["class"] = pd.Series({"A": 20.0, "B": 40.0, "C": 40.0})
        targets["industry"] = pd.Series({"food": 25.0, "pharma": 25.0, "textile": 20.0, "toys": 30.0})
        targets["site"] = targets["site"] * total / targets["site"].sum()
        return groups, targets, {}, ("contradictory", {"industry"}, "")
    if kind == 6:  # the same, exactly at the edge: the other A customers would need the weight 0
        groups.loc[groups["industry"] == "toys", "class"] = "A"
        groups.loc[0, ["class", "industry"]] = ["A", "food"]
        targets["class"] = pd.Series({"A": 30.0, "B": 30.0, "C": 40.0})
        targets["industry"] = pd.Series({"food": 25.0, "pharma": 25.0, "textile": 20.0, "toys": 30.0})
        targets["site"] = targets["site"] * 100 / targets["site"].sum()
        return groups, targets, {}, ("contradictory", {"industry"}, "")
    # one answer of a level has half of the total of 60, and the cap is 5 mean weights: 30 > 5
    groups[margin] = groups[margin].where(
        groups[margin] != level, next(other for other in LEVELS[margin] if other != level)
    )
    groups.loc[0, margin] = level
    weights = pd.Series([30.0] + [30 / 59] * 59)
    return groups, targets_of(groups, weights), {"cap": 5.0}, ("cap", {margin}, "")


@pytest.mark.parametrize("seed", range(200))
def test_impossible_targets_are_refused_by_name(seed):
    groups, targets, more, (reason, margins, level) = _impossible(seed)
    given_reason, given_margin, given_level = refusal(groups, targets, **more)
    assert given_reason == reason and given_margin in margins and given_level == level


def test_weights_are_those_of_svy():
    """Weights that svy 0.35.0 gave these units: ``weighting.rake(controls=…, tol=1e-12, max_iter=10000)``."""
    units = pd.read_csv(Path(__file__).with_name("raking_svy.csv"))
    targets = {
        "class": pd.Series({"A": 20.0, "B": 45.0, "C": 75.0}),
        "industry": pd.Series({"food": 60.0, "pharma": 50.0, "toys": 30.0}),
        "site": pd.Series({"S1": 85.0, "S2": 55.0}),
    }
    weights = rake(units[list(targets)], targets, design=units["design"]).weights
    assert (weights - units["weight"]).abs().max() < 5e-7


def test_one_margin_by_hand():
    groups = pd.DataFrame({"class": ["A", "A", "B", "B", "B"]})
    weights = rake(groups, {"class": pd.Series({"A": 8, "B": 3})}).weights
    assert weights.tolist() == pytest.approx([4, 4, 1, 1, 1])


def test_design_weights_keep_their_ratio_within_a_cell():
    groups = pd.DataFrame({"class": ["A", "A", "B"]})
    weights = rake(groups, {"class": pd.Series({"A": 9, "B": 3})}, design=pd.Series([1, 2, 5])).weights
    assert weights.tolist() == pytest.approx([3, 6, 3])


def test_a_cap_moves_weight_to_the_others_of_the_margin():
    """Total 15, mean 3.75, cap 1.6 · 3.75 = 6: the third has 6, the first two share the other 6 of A."""
    groups = pd.DataFrame({"class": ["A", "A", "A", "B"]})
    result = rake(groups, {"class": pd.Series({"A": 12, "B": 3})}, design=pd.Series([1, 1, 10, 3]), cap=1.6)
    assert result.weights.tolist() == pytest.approx([3, 3, 6, 3])


def test_the_order_of_units_and_margins_does_not_matter():
    rng = np.random.default_rng(4)
    groups = sample(rng)
    targets = targets_of(groups, pd.Series(rng.uniform(0.4, 3.0, len(groups))))
    one = rake(groups, targets).weights
    other = rake(groups[::-1], dict(reversed(targets.items()))).weights
    assert np.allclose(one, other[one.index], atol=1e-7)


def test_nothing_to_weight_by_leaves_the_design_weights():
    assert rake(pd.DataFrame(index=[0, 1]), {}).weights.tolist() == [1, 1]


def test_margins_are_reported_before_and_after():
    groups = pd.DataFrame({"class": ["A", "A", "B"]})
    margins = rake(groups, {"class": pd.Series({"A": 4.0, "B": 5.0})}).margins
    assert margins.round(9).to_numpy().tolist() == [["class", "A", 2, 4, 6, 4], ["class", "B", 1, 5, 3, 5]]


def test_design_effect_by_hand():
    # weights 1, 1, 2: n Σw² / (Σw)² = 3 · 6 / 16
    assert design_effect(pd.Series([1.0, 1.0, 2.0, None])) == pytest.approx((1.125, 3 / 1.125))
    assert design_effect(pd.Series([7.0] * 9)) == pytest.approx((1, 9))
    assert design_effect(pd.Series([], dtype=float)).n_eff == 0
