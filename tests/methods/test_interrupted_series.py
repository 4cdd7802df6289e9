"""Measures on series with a known truth, and a published ban."""

import numpy as np
import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.interrupted_series import (
    CANNOT_TELL,
    NOT_SHOWN,
    SHOWN,
    TOO_EARLY,
    WORSE,
    measure_effect,
    rate_ratio,
)  # fmt: skip


def series(values, first="2024-01"):
    months = [add_months(first, place) for place in range(len(values))]
    return pd.DataFrame({"month": months, "value": np.asarray(values, dtype=float)})


def test_sicily_ban_on_smoking():
    # Rate ratio .894 and dispersion 3.56, so that a plain Poisson interval is 1.9 times too narrow.
    rows = pd.read_csv(shared("data/golden/sicily_its.csv"))
    ratio = rate_ratio(
        rows["aces"].to_numpy(dtype=float), rows["stdpop"].to_numpy(dtype=float),
        rows["smokban"].to_numpy() == 1, rows[["time"]].to_numpy(dtype=float),
    )  # fmt: skip
    assert round(ratio.value, 3) == 0.894
    assert round(ratio.dispersion, 2) == 3.56
    assert ratio.low < ratio.value < ratio.high < 1


def test_a_shift_is_shown_in_the_wanted_direction_and_worse_in_the_other():
    before = [30, 31, 29, 30, 31, 29, 30, 31, 29, 30]
    shift = series([*before, 25, 26, 24, 25])
    start = pd.Timestamp("2024-11-01")
    assert measure_effect(shift, start, better="down").verdict == SHOWN
    assert measure_effect(shift, start, better="up").verdict == WORSE


def test_a_part_month_counts_on_neither_side():
    effect = measure_effect(series([30] * 12), pd.Timestamp("2024-09-15"), better="down")
    assert (effect.before, effect.after) == (8, 3)


def test_two_months_are_too_early_and_five_before_cannot_tell():
    values = series([30, 31, 29, 30, 31, 29, 25, 25])
    assert measure_effect(values, pd.Timestamp("2024-07-01"), better="down").verdict == TOO_EARLY
    assert measure_effect(values, pd.Timestamp("2024-05-01"), better="down").verdict == CANNOT_TELL


def test_what_the_comparable_group_does_too_is_no_effect():
    chance = np.random.default_rng(3)
    common = np.r_[np.full(12, 30.0), np.full(6, 25.0)] + chance.normal(0, 1, 18)
    one, other = series(common + chance.normal(0, 0.3, 18)), series(common + chance.normal(0, 0.3, 18))
    start = pd.Timestamp("2025-01-01")
    assert measure_effect(one, start, better="down").verdict == SHOWN
    assert measure_effect(one, start, better="down", comparison=other).verdict == NOT_SHOWN


def test_a_season_is_no_effect_where_two_years_show_it():
    season = [10.0 if place % 12 in (9, 10, 11) else 20.0 for place in range(36)]
    noise = np.random.default_rng(4).normal(0, 0.5, 36)
    effect = measure_effect(series(season + noise), pd.Timestamp("2026-10-01"), better="down")
    assert effect.seasonal
    assert effect.verdict == NOT_SHOWN


@pytest.mark.parametrize(("rho", "most"), [(0.0, 0.07), (0.3, 0.085)])
def test_placebo_dates_rarely_work(rho, most):
    shown = 0
    for seed in range(300):
        chance = np.random.default_rng(seed)
        noise = chance.normal(0, 1, 24)
        for place in range(1, 24):
            noise[place] = rho * noise[place - 1] + np.sqrt(1 - rho**2) * noise[place]
        effect = measure_effect(series(30 + noise), pd.Timestamp("2025-07-01"), better="down")
        shown += effect.verdict == SHOWN
    assert shown / 300 <= most  # 5 %, and two standard errors of 300 draws


def test_two_sigma_are_shown_within_six_months():
    shown = 0
    for seed in range(200):
        noise = np.random.default_rng(seed).normal(0, 1, 24)
        noise[18:] -= 2
        shown += (
            measure_effect(series(30 + noise), pd.Timestamp("2025-07-01"), better="down").verdict == SHOWN
        )
    assert shown / 200 >= 0.8
