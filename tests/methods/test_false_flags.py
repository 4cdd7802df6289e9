"""Expected false flags against a simulation of its own."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import control_chart
from wcm_helpers.methods.false_flags import expected_flags, expected_in_chart, flagged_share

MONTHS = [add_months("2023-01", place) for place in range(36)]


def test_flags_of_a_chart_of_orders():
    chance, series, flagged = np.random.default_rng(3), 300, 0
    for _ in range(series):
        n = chance.poisson(3_000, 36)
        late = chance.binomial(n, np.clip(0.05 + 0.01 * chance.standard_normal(36), 0, 1))
        chart = control_chart(pd.DataFrame({"month": MONTHS, "numerator": late, "denominator": n}))
        flagged += sum(bool(flags) for flags in chart.points["flags"])
    # 300 series: a standard error of 0.13; a table of the limits alone (0.0027 a point: 0.1) would fail
    assert flagged / series == pytest.approx(expected_in_chart(36), abs=0.4)


def test_rates_follow_baseline_and_points():
    assert flagged_share(36, 6) > flagged_share(36, 12) > flagged_share(36, 24)
    assert flagged_share(100) == flagged_share(40)
    # two points are never outside limits of their own range, nor is there a run of seven before a seventh
    assert flagged_share(0) == flagged_share(2) == 0
    assert expected_flags([36, 13], 12) == flagged_share(36) + flagged_share(13)
