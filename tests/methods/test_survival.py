"""Kaplan–Meier against published values: the lung data of R's survival package, and by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.golden import shared
from wcm_helpers.methods.survival import log_rank, quantile, quantiles_by_group, survival_curve


def lung():
    rows = pd.read_csv(shared("data/golden/lung.csv"))
    return rows.assign(minutes=rows["time"], open=rows["status"] == 1, n=1)


@pytest.mark.parametrize(("sex", "median"), [(1, (270, 212, 310)), (2, (426, 348, 550))])
def test_medians_of_the_lung_data(sex, median):
    rows = lung().query("sex == @sex")
    assert quantile(survival_curve(rows["time"], rows["open"], rows["n"]), 0.5) == median


def test_log_rank_of_the_lung_data():
    statistic, p = log_rank(lung(), "sex")
    assert round(statistic, 1) == 10.3
    assert p == pytest.approx(0.00131, abs=5e-5)


def test_medians_by_group_are_those_of_each_group():
    rows = lung().assign(minutes=lambda frame: 60 * frame["time"])
    by_group = quantiles_by_group(rows, ["sex"], [0.5])
    assert by_group[["value", "low", "high"]].to_numpy().tolist() == [[270, 212, 310], [426, 348, 550]]
    assert by_group["open"].tolist() == [(rows.query("sex == @sex")["open"]).sum() for sex in (1, 2)]


def test_a_percentile_is_not_reached_while_too_many_are_open():
    # 9 orders, one open after 20 h: the survival ends at 1/9 > 0.1, so P90 is not reached.
    rows = pd.DataFrame({"site": "S", "minutes": [60.0 * h for h in range(1, 10)], "open": False, "n": 1})
    rows.loc[8, ["minutes", "open"]] = [1200, True]
    values = quantiles_by_group(rows, ["site"], [0.5, 0.9])["value"]
    assert values[0] == 5
    assert np.isnan(values[1])


def test_without_cases_there_is_no_row():
    rows = pd.DataFrame({"site": [], "minutes": [], "open": [], "n": []})
    assert quantiles_by_group(rows, ["site"], [0.5]).empty
    assert np.isnan(log_rank(lung().query("sex == 1"), "sex")[0])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40), st.integers(0, 99))
def test_the_curve_is_scipys_and_order_never_matters(cases, seed):
    rows = pd.DataFrame(cases, columns=["minutes", "open"]).assign(n=1)
    curve = survival_curve(rows["minutes"], rows["open"], rows["n"])
    done, censored = rows["minutes"][~rows["open"]], rows["minutes"][rows["open"]]
    if len(done):
        oracle = stats.ecdf(stats.CensoredData(uncensored=done, right=censored)).sf
        assert curve["survival"].to_numpy() == pytest.approx(oracle.evaluate(curve["time"].to_numpy()))
    mixed = rows.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(curve, survival_curve(mixed["minutes"], mixed["open"], mixed["n"]))
