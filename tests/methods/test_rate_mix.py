"""Rate and mix against cases worked by hand and published ones; nothing is left over."""

import json

import numpy as np
import pandas as pd
import pytest

from tests.golden import golden, shared
from wcm_helpers.methods.rate_mix import (
    common_odds_ratio,
    cut_list,
    factor_effects,
    is_reversal,
    refuse_unadditive,
    split_rate,
)  # fmt: skip


def cases():
    rows = pd.read_csv(shared("service/rate_mix/counts.csv"))
    expected = json.loads(shared("service/rate_mix/expected.json").read_text(encoding="utf-8"))
    for name, part in rows.groupby("case"):
        months = [
            part[part["month"] == month].set_index("group")[["numerator", "denominator"]]
            for month in sorted(set(part["month"]))
        ]
        yield months, expected[name]


def test_cases_worked_by_hand():
    for (before, after), want in cases():
        split = split_rate(before, after)
        assert set(split.index) == set(want["groups"])
        for name in ("rate", "mix"):
            assert 100 * split[name].sum() == pytest.approx(want[name][1], abs=1e-6)
        assert 100 * split["total"].sum() == pytest.approx(want["change"][1], abs=1e-6)
        for group, row in want["groups"].items():
            got = split.loc[group]
            for name in ("rate", "mix", "mix_raw", "total"):
                if name in row:
                    assert 100 * got[name] == pytest.approx(row[name][1], abs=1e-6), (group, name)
            assert got["mark"] == row["mark"]
        assert is_reversal(split) == want["simpson"]


@pytest.mark.parametrize("table", ["2.1", "2.2"])
def test_published_factors(table):
    # Das Gupta's tables 2.1 (two factors) and 2.2 (three): their effects, and no remainder.
    case = golden("das_gupta_1993.json")[table]
    before, after = ({name: pair[place] for name, pair in case["data"].items()} for place in (0, 1))
    effects = factor_effects(before, after)
    assert effects == pytest.approx(case["effects"], abs=2e-3)
    assert sum(effects.values()) == pytest.approx(case["difference"], abs=1e-3)


def test_random_books_leave_no_remainder():
    chance = np.random.default_rng(5)
    for _ in range(200):
        groups = [f"g{n}" for n in range(chance.integers(1, 9))]
        months = []
        for _month in range(2):
            n = chance.integers(0, 200, len(groups))
            hits = chance.binomial(n, chance.random())
            months.append(pd.DataFrame({"numerator": hits, "denominator": n}, index=groups))
        before, after = months
        if not before["denominator"].sum() or not after["denominator"].sum():
            continue
        split = split_rate(before, after)
        totals = [month["numerator"].sum() / month["denominator"].sum() for month in months]
        assert split["total"].sum() == pytest.approx(totals[1] - totals[0], abs=1e-12)
        assert cut_list(split, 3)["total"].sum() == pytest.approx(totals[1] - totals[0], abs=1e-12)


def test_berkeley_is_a_reversal_between_men_and_women():
    # 44.5 % of men and 30.4 % of women admitted, but the share is not lower for women in most departments.
    rows = pd.read_csv(shared("data/golden/ucb_admissions.csv")).set_index("dept")
    rows["denominator"] = rows["admitted"] + rows["rejected"]
    men, women = (
        rows[rows["gender"] == gender].rename(columns={"admitted": "numerator"})[["numerator", "denominator"]]
        for gender in ("Male", "Female")
    )
    split = split_rate(men, women)
    assert split["total"].sum() == pytest.approx(0.304 - 0.445, abs=1e-3)
    assert split["rate"].sum() > 0 > split["mix"].sum()
    assert common_odds_ratio(men, women) == pytest.approx(0.905, abs=5e-4)


def test_a_median_has_no_parts():
    with pytest.raises(ValueError, match="percentile"):
        refuse_unadditive(["lead_p50_hours"], ["lead_p50_hours"])


def test_others_close_the_sum_and_say_how_many():
    before = pd.DataFrame({"numerator": [5] * 4, "denominator": [10] * 4}, index=list("abcd"))
    after = pd.DataFrame({"numerator": [9, 5, 6, 5], "denominator": [10] * 4}, index=list("abcd"))
    rows = cut_list(split_rate(before, after), 2)
    assert rows["group"].tolist()[:2] == ["a", "c"]
    assert rows["groups"].tolist() == [1, 1, 2]
