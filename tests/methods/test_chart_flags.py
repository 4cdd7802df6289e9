"""Each rule at the point that completes its pattern, and never across a gap or a new piece."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.chart_flags import flag_points


def flags(values, piece=0):
    points = pd.DataFrame({"value": values, "centre": 0.0, "low": -3.0, "high": 3.0, "piece": piece})
    return {place: each for place, each in enumerate(flag_points(points)) if each}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 3.0, 3.1, -3.1], {2: ("outside_high",), 3: ("outside_low",)}),
        ([1] * 8, {6: ("run7_high",), 7: ("run7_high",)}),
        ([1, 1, 1, 0, 1, 1, 1, 1], {}),  # a point on the centre ends a run
        ([-0.6, -0.4, -0.2, 0.1, 0.2, 0.4, 0.6], {6: ("trend7_high",)}),
        ([-0.6, -0.4, -0.2, 0.1, 0.1, 0.4, 0.6, 0.7], {}),  # an equal one ends a trend
        ([2.0, 0, 2.5], {2: ("two_of_three_high",)}),
        ([2.0, 0, 0, 2.5], {}),
        ([2.0, 0, -2.5], {}),  # one on each side
        ([3.5, 0, 2.5], {0: ("outside_high",)}),  # beyond the limit is not the outer third
        ([1, 1, 1, np.nan, 1, 1, 1, 1], {}),
        ([2.0, np.nan, 2.5], {}),
    ],
)
def test_rules(values, expected):
    assert flags(values) == expected


def test_no_pattern_crosses_new_limits():
    assert flags([1] * 10, piece=[0] * 5 + [1] * 5) == {}
    assert flags([2.0, 2.5], piece=[0, 1]) == {}
