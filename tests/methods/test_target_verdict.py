"""A verdict and its interval cannot contradict each other."""

import numpy as np
import pytest

from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.target_verdict import CANNOT_TELL, MET, MISSED, NO_DATA, Measured


@pytest.mark.parametrize(
    ("value", "low", "high", "target", "better", "verdict"),
    [
        (0.96, 0.951, 0.97, 0.95, "up", MET),
        (0.96, 0.95, 0.97, 0.95, "up", CANNOT_TELL),  # the target is inside
        (0.93, 0.91, 0.949, 0.95, "up", MISSED),
        (40.0, 36.0, 47.9, 48.0, "down", MET),
        (50.0, 48.1, 55.0, 48.0, "down", MISSED),
        (np.nan, np.nan, np.nan, 48.0, "down", NO_DATA),
        (5.0, np.nan, np.nan, 5.0, "up", MET),  # an amount has no interval
        (5.0, 4.0, 6.0, np.nan, "up", ""),
        (5.0, 4.0, 6.0, 5.0, "", ""),
    ],
)
def test_verdicts(value, low, high, target, better, verdict):
    assert Measured(value, low, high, target, better).verdict == verdict


def test_ten_thousand_random_rates_never_contradict_their_interval():
    chance = np.random.default_rng(12)
    for hits, n, target, up in zip(
        chance.integers(0, 400, 10_000), chance.integers(400, 2_000, 10_000), chance.random(10_000),
        chance.random(10_000) < 0.5, strict=True,
    ):  # fmt: skip
        low, high = wilson(int(hits), int(n))
        better = "up" if up else "down"
        verdict = Measured(hits / n, low, high, target, better).verdict
        inside = low <= target <= high
        assert (verdict == CANNOT_TELL) == inside
        if not inside:
            assert (verdict == MET) == ((hits / n > target) == up)
