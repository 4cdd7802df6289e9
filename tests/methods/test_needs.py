"""The verdicts on needs: planted truths, and surveys that show nothing."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.needs import CANNOT_TELL, COMMON, INDIVIDUAL, MINORITY, NeedRule, judge_needs

RULE = NeedRule()


def answers(**needs):
    """Return customers of classes A, B, C in turn: each need as (wanted, of) by class."""
    sizes = [of for _wanted, of in next(iter(needs.values()))]
    groups = pd.DataFrame({"class": np.repeat(["A", "B", "C"], sizes)})
    columns = {
        name: np.concatenate([np.repeat([1.0, 0.0], [wanted, of - wanted]) for wanted, of in parts])
        for name, parts in needs.items()
    }
    return pd.DataFrame(columns), groups


def verdict(parts, **more):
    wanted, groups = answers(need=parts)
    return judge_needs(wanted, groups, RULE, **more).needs["verdict"].iloc[0]


def test_wanted_alike_by_many_is_common():
    assert verdict([(64, 80), (100, 120), (160, 200)]) == COMMON


def test_the_same_shares_of_few_customers_tell_nothing():
    # 8 of 10 against 16 of 20: the 90 % interval is some ±25 points
    assert verdict([(8, 10), (10, 12), (16, 20)]) == CANNOT_TELL


def test_wanted_alike_by_few_is_not_common():
    assert verdict([(16, 80), (24, 120), (40, 200)]) == MINORITY


def test_wanted_by_one_class_more_is_its_own():
    wanted, groups = answers(need=[(60, 80), (24, 120), (40, 200)])
    result = judge_needs(wanted, groups, RULE)
    named = result.tests[result.tests["individual"]]
    assert result.needs["verdict"].iloc[0] == INDIVIDUAL
    assert named["group"].tolist() == ["A"]
    # 60/80 against 64/320
    assert named["difference"].iloc[0] == pytest.approx(0.75 - 0.20)


def test_a_difference_too_small_to_matter_is_not_individual():
    # 62 % against 55 %: certain with 40,000 customers, but 7 points
    assert verdict([(6_200, 10_000), (8_250, 15_000), (8_250, 15_000)]) == COMMON


def test_a_class_without_an_answer_keeps_a_need_from_being_common():
    wanted, groups = answers(need=[(0, 0), (100, 120), (160, 200)])
    everybody = pd.concat([groups, pd.DataFrame({"class": ["A"] * 5})])
    assert judge_needs(wanted, groups, RULE, population=everybody).needs["verdict"].iloc[0] == CANNOT_TELL


def test_a_class_is_not_named_for_the_industry_of_its_customers():
    # 30 of pharma, 24 of them in A, all want it; 90 others, 6 of them in A, do not
    groups = pd.DataFrame(
        {
            "class": ["A"] * 24 + ["C"] * 6 + ["A"] * 6 + ["C"] * 84,
            "industry": ["pharma"] * 30 + ["food"] * 90,
        }
    )
    wanted = pd.DataFrame({"need": [1.0] * 30 + [0.0] * 90})
    tests = judge_needs(wanted, groups, RULE).tests
    assert tests.loc[tests["certain"], "group"].tolist() == ["A", "pharma"]
    assert tests.loc[tests["individual"], "group"].tolist() == ["pharma"]


def test_two_industries_that_want_it_are_both_named():
    groups = pd.DataFrame({"industry": ["pharma"] * 40 + ["food"] * 40 + ["toys"] * 160})
    wanted = pd.DataFrame({"need": [1.0] * 36 + [0.0] * 4 + [1.0] * 30 + [0.0] * 10 + [0.0] * 160})
    tests = judge_needs(wanted, groups, RULE).tests
    assert tests.loc[tests["individual"], "group"].tolist() == ["food", "pharma"]


def test_all_customers_answered_so_that_nothing_is_left_to_chance():
    wanted, groups = answers(one=[(3, 4), (2, 5), (1, 6)], other=[(4, 4), (5, 5), (6, 6)])
    result = judge_needs(wanted, groups, RULE, population=groups)
    # A: 75 % against 3 of 11; B: 40 % against 4 of 10
    assert result.census
    assert result.needs["verdict"].tolist() == [INDIVIDUAL, COMMON]
    assert result.tests.loc[result.tests["individual"], "group"].tolist() == ["A"]
    assert (result.needs["low"] == result.needs["high"]).all()


def test_the_more_customers_answered_the_more_is_told():
    parts = [(11, 14), (16, 20), (32, 40)]
    wanted, groups = answers(need=parts)
    few_left = pd.concat([groups, groups.iloc[::10]])
    assert verdict(parts) == CANNOT_TELL
    assert judge_needs(wanted, groups, RULE, population=few_left).needs["verdict"].iloc[0] == COMMON


def test_not_answered_is_no_refusal():
    wanted, groups = answers(need=[(60, 80), (24, 120), (40, 200)])
    wanted.loc[wanted.index[:20], "need"] = np.nan
    row = judge_needs(wanted, groups, RULE).needs.iloc[0]
    # of the first 60 of A that want it, 20 did not answer: 40 + 64 of 380
    assert (row["n"], row["share"]) == (380, pytest.approx(104 / 380))


@pytest.mark.parametrize("n", [0, 1, 3])
@pytest.mark.parametrize("value", [0.0, 1.0, np.nan])
def test_hardly_any_answers_tell_nothing(n, value):
    groups = pd.DataFrame({"class": list("ABC")[:n], "industry": [None] * n}, dtype=object)
    result = judge_needs(pd.DataFrame({"need": [value] * n}, dtype=float), groups, RULE)
    assert result.needs["verdict"].tolist() == [CANNOT_TELL]
    assert result.of(CANNOT_TELL) == ["need"]


def test_without_needs_there_are_no_verdicts():
    groups = pd.DataFrame({"class": ["A", "B"]})
    assert judge_needs(pd.DataFrame(index=groups.index), groups, RULE).needs.empty


def test_the_order_of_customers_does_not_matter():
    rng = np.random.default_rng(5)
    wanted = pd.DataFrame(rng.choice([0, 0.5, 1], size=(60, 4)), columns=list("wxyz"))
    groups = pd.DataFrame({"class": rng.choice(list("ABC"), 60)})
    order = rng.permutation(60)
    first = judge_needs(wanted, groups, RULE)
    other = judge_needs(wanted.iloc[order], groups.iloc[order], RULE)
    pd.testing.assert_frame_equal(first.needs, other.needs)
    pd.testing.assert_frame_equal(first.tests, other.tests)
