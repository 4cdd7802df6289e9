"""Quantiles of hours from counts within steps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.aggregation import WITHIN_HOURS
from wcm_helpers.methods.durations import quantile_hours


def counted(seconds: list[int]) -> pd.DataFrame:
    within = {f"within_{hours}": sum(taken < 3600 * hours for taken in seconds) for hours in WITHIN_HOURS}
    ends = {"fastest": min(seconds, default=None), "slowest": max(seconds, default=None)}
    return pd.DataFrame([{"timed": len(seconds), **ends, **within}])


def merged(parts: list[pd.DataFrame]) -> pd.DataFrame:
    complete = pd.concat(parts)
    rules = {name: "sum" for name in complete} | {"fastest": "min", "slowest": "max"}
    return complete.agg(rules).to_frame().T


def test_the_median_of_hours_lies_in_its_step():
    # 9 orders of 1 h 30 min … 9 h 30 min: the fifth took 5 h 30 min, between 4 and 8 hours; of that step's
    # four orders (4.5 to 7.5) it is the 1.5th of 4: 4.5 orders are half of 9, 3 lie below 4 hours
    outcome = quantile_hours(counted([3600 * hour + 1800 for hour in range(1, 10)])).iloc[0]
    assert (outcome["at_least"], outcome["at_most"], outcome["timed"]) == (4, 8, 9)
    assert outcome["hours"] == pytest.approx(4 + 1.5 / 4 * 4)


def test_the_extremes_narrow_the_step():
    outcome = quantile_hours(counted([5 * 3600, 6 * 3600, 7 * 3600])).iloc[0]
    assert (outcome["at_least"], outcome["at_most"]) == (5, 7)


def test_beyond_the_last_step_the_slowest_is_the_bound():
    outcome = quantile_hours(counted([400 * 3600, 500 * 3600])).iloc[0]
    assert (outcome["at_least"], outcome["at_most"]) == (400, 500)


def test_nothing_is_told_of_no_orders():
    outcome = quantile_hours(counted([])).iloc[0]
    assert outcome[["hours", "at_least", "at_most"]].isna().all()
    assert outcome["timed"] == 0


@pytest.mark.parametrize("share", [0, -0.1, 1.1])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="above 0 and up to 1"):
        quantile_hours(counted([1]), share)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=20), min_size=1, max_size=4),
    st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 1]),
)
def test_the_true_quantile_lies_in_the_step_whatever_was_merged(parts, share):
    outcome = quantile_hours(merged([counted(part) for part in parts]), share).iloc[0]
    seconds = sorted(taken for part in parts for taken in part)
    true = np.quantile(seconds, share, method="inverted_cdf") / 3600
    assert outcome["at_least"] <= true <= outcome["at_most"]
    assert outcome["at_least"] <= outcome["hours"] <= outcome["at_most"]
