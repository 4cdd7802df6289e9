"""The smallest detectable difference is found in about 80 of 100 surveys."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from wcm_helpers.methods.detectable import POWER, Power, detectable_differences
from wcm_helpers.methods.needs import NeedRule, judge_needs


def survey(n, needs=8, share=0.2, seed=3):
    """Return made-up answers: a fifth of the customers in A, three tenths in B, no need of any class."""
    rng = np.random.default_rng(seed)
    groups = pd.DataFrame({"class": np.repeat(["A", "B", "C"], [n // 5, 3 * n // 10, n // 2])})
    wanted = pd.DataFrame((rng.random((n, needs)) < share).astype(float)).add_prefix("n")
    return wanted, groups, rng


@pytest.mark.parametrize("n", [100, 200])
def test_what_it_names_is_found_in_about_80_of_100(n):
    wanted, groups, rng = survey(n)
    row = detectable_differences(judge_needs(wanted, groups, NeedRule())).iloc[0]
    in_a = (groups["class"] == "A").to_numpy()
    hits = 0
    for _world in range(120):
        wanted["n0"] = (rng.random(n) < np.where(in_a, row["base"] + row["difference"], row["base"])).astype(
            float
        )
        tests = judge_needs(wanted, groups, NeedRule()).tests
        hits += int(tests.loc[(tests["need"] == "n0") & (tests["group"] == "A"), "individual"].iloc[0])
    # 120 worlds: standard error 0.037
    assert hits / 120 == pytest.approx(POWER, abs=0.10)


def test_more_answers_show_smaller_differences():
    found = [
        detectable_differences(judge_needs(*survey(n)[:2], NeedRule()))["difference"].iloc[0]
        for n in (60, 100, 200, 400)
    ]
    assert found == sorted(found, reverse=True)


def test_all_customers_show_the_difference_that_matters():
    wanted, groups, _rng = survey(100)
    complete = detectable_differences(judge_needs(wanted, groups, NeedRule(), population=groups))
    assert complete["difference"].tolist() == [0.10] * 3


def test_a_group_of_one_shows_none():
    groups = pd.DataFrame({"class": ["A"] + ["B"] * 30})
    wanted = pd.DataFrame({"need": [1.0] + [0.0, 1.0] * 15})
    result = detectable_differences(judge_needs(wanted, groups, NeedRule()))
    assert np.isnan(result["difference"].iloc[0])


def test_many_answers_are_calculated_by_the_normal_distribution():
    # 20,000 each, 50 %, one-sided 1 %: (2.326 + 0.842) × √(2 × 0.25 / 20,000) = 1.58 points
    power = Power(20_000, 20_000, 0.01, 0.001)
    expected = (norm.isf(0.01) + norm.isf(0.2)) * (0.5 / 20_000) ** 0.5
    assert power.smallest_difference(0.5) == pytest.approx(expected, abs=3e-4)


def test_exact_and_normal_calculation_agree():
    exact, normal = (Power(200, 300, 0.01, 0.05) for _kind in range(2))
    normal.findings = None
    assert exact.smallest_difference(0.4) == pytest.approx(normal.smallest_difference(0.4), abs=0.01)


def test_without_answers_nothing_is_named():
    groups = pd.DataFrame({"class": ["A", "B"]}).iloc[:0]
    assert detectable_differences(judge_needs(pd.DataFrame(index=groups.index), groups, NeedRule())).empty
