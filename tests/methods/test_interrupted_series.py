"""Did a measure work: hand cases, the series of Sicily, and placebo dates that must not work."""

from dataclasses import astuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden import shared
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.interrupted_series import Effect, measure_effect


def _series(values, first="2024-01", **more) -> pd.DataFrame:
    months = [add_months(first, place) for place in range(len(values))]
    return pd.DataFrame({"month": months, "value": np.asarray(values, float), **more})


def test_sicily_had_fewer_coronary_events_after_the_ban():
    rows = pd.read_csv(shared("data/golden/sicily_its.csv"))
    month = rows["year"].astype(str) + "-" + rows["month"].astype(str).str.zfill(2)
    cases = {"numerator": rows["aces"], "denominator": rows["stdpop"]}
    series = pd.DataFrame({"month": month, "value": 1e4 * rows["aces"] / rows["stdpop"], **cases})
    effect = measure_effect(series, pd.Timestamp("2005-01-01"), better="down", trend=True)
    assert effect.verdict == "effect shown"
    # published with two harmonics: rate ratio .8851 (.8394 to .9332), dispersion 2.262; of shares near .2 %
    # the logit is the logarithm. This interval allows for months that are alike, too, so it is no narrower.
    ratio, low, high = (
        1 / (1 - end / effect.level_after) for end in (effect.estimate, effect.low, effect.high)
    )
    assert ratio == pytest.approx(0.8851, abs=0.01)
    assert low < 0.845
    assert 0.925 < high < 1
    assert effect.dispersion == pytest.approx(2.26, abs=0.2)


def test_the_placebo_worked_by_hand_shows_nothing():
    rows = pd.read_csv(shared("service/control_charts/series.csv"))
    series = rows.loc[rows["series"] == "S6_placebo", ["month", "value"]]
    effect = measure_effect(series, pd.Timestamp("2025-11-01"), better="down")
    assert (effect.before, effect.after, effect.verdict) == (24, 12, "effect not shown")
    # 364/12 − 726/24 = .0833; whole years on both sides, so that the season moves it little
    assert effect.level_after - effect.level_before == pytest.approx(1 / 12)
    assert effect.estimate == pytest.approx(1 / 12, abs=0.2)


@pytest.mark.parametrize(
    ("better", "change", "verdict"),
    [
        ("down", -6, "effect shown"),
        ("down", 6, "worse"),
        ("up", 6, "effect shown"),
        ("up", 0, "effect not shown"),
    ],
)
def test_the_verdict_follows_the_wanted_direction(better, change, verdict):
    noise = np.tile([0.0, 1, -1], 6)
    after = np.repeat([0, change], [12, 6])
    assert (
        measure_effect(_series(30 + noise + after), pd.Timestamp("2025-01-01"), better=better).verdict
        == verdict
    )


def test_two_whole_months_are_too_early_and_no_month_cannot_tell():
    values = 30 + np.tile([0.0, 1, -1], 5)
    assert measure_effect(_series(values), pd.Timestamp("2025-02-01"), better="down").after == 2
    assert measure_effect(_series(values), pd.Timestamp("2025-02-01"), better="down").verdict == "too early"
    assert measure_effect(_series([]), pd.Timestamp("2025-02-01"), better="down").verdict == "cannot tell"
    assert (
        measure_effect(_series(values), pd.Timestamp("2024-04-01"), better="down").verdict == "cannot tell"
    )  # three before


def test_the_month_of_the_start_can_be_left_out():
    values = [30, 31, 29] * 4 + [99, 30, 31, 29]
    effect = measure_effect(_series(values), pd.Timestamp("2025-01-15"), better="down")
    assert (effect.before, effect.after, effect.verdict) == (12, 3, "effect not shown")


def test_what_moved_in_the_comparable_group_too_is_no_effect():
    noise = np.tile([0.0, 1, -1, 0.5], 5)
    both = np.repeat([0, -6], [14, 6])
    series, other = _series(30 + noise + both), _series(40 - np.roll(noise, 1) + both)
    assert measure_effect(series, pd.Timestamp("2025-03-01"), better="down").verdict == "effect shown"
    compared = measure_effect(series, pd.Timestamp("2025-03-01"), better="down", comparison=other)
    assert (compared.verdict, compared.compared) == ("effect not shown", True)


def test_a_season_that_falls_every_spring_is_no_effect():
    noise = np.random.default_rng(2).normal(0, 0.5, 30)
    season = 4 * np.cos(2 * np.pi * np.arange(30) / 12)
    effect = measure_effect(_series(30 + noise + season), pd.Timestamp("2026-03-01"), better="down")
    assert (effect.seasonal, effect.verdict) == (True, "effect not shown")


def test_a_trend_that_was_there_before_is_no_effect():
    noise = np.tile([0.0, 0.5, -0.5], 10)
    effect = measure_effect(
        _series(40 - 0.5 * np.arange(30) + noise), pd.Timestamp("2026-01-01"), better="down"
    )
    assert (effect.trend, effect.verdict) == (True, "effect not shown")


def _shares(late, n=200):
    late = np.asarray(late, float)
    return _series(late / n, numerator=late, denominator=np.full(len(late), float(n)))


def test_shares_are_judged_in_the_unit_of_their_values():
    series = _shares([20, 22, 18] * 4 + [10, 9, 11] * 2)
    effect = measure_effect(series, pd.Timestamp("2025-01-01"), better="down")
    assert effect.verdict == "effect shown"
    assert effect.estimate == pytest.approx(-0.05, abs=0.005)  # 10 % to 5 %
    per_10000 = measure_effect(
        series.assign(value=series["value"] * 1e4), pd.Timestamp("2025-01-01"), better="down"
    )
    assert per_10000.estimate == pytest.approx(1e4 * effect.estimate)


def test_nothing_at_all_after_the_start_has_an_effect_all_the_same():
    effect = measure_effect(_shares([20, 22, 18] * 4 + [0, 0, 0]), pd.Timestamp("2025-01-01"), better="down")
    assert effect.verdict == "effect shown"
    assert -0.15 < effect.low < effect.high < -0.03


def test_a_few_cases_less_are_chance():
    series = _shares([3, 1, 2, 2, 4, 1, 2, 3, 2, 2, 1, 3, 1, 1, 1], n=40)
    assert measure_effect(series, pd.Timestamp("2025-01-01"), better="down").verdict == "effect not shown"


def test_row_order_and_units_change_nothing():
    series = _series(30 + np.tile([0.0, 1, -1], 6) - np.repeat([0, 3], [12, 6]))
    straight = measure_effect(series, pd.Timestamp("2025-01-01"), better="down")
    mixed = measure_effect(series.sample(frac=1, random_state=1), pd.Timestamp("2025-01-01"), better="down")
    minutes = measure_effect(
        series.assign(value=series["value"] * 60), pd.Timestamp("2025-01-01"), better="down"
    )
    assert astuple(mixed) == pytest.approx(astuple(straight), nan_ok=True)
    assert minutes.low == pytest.approx(60 * straight.low)
    assert minutes.p_value == pytest.approx(straight.p_value)


@settings(max_examples=30)
@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5), st.sampled_from(["up", "down"]))
def test_verdict_and_interval_never_contradict_each_other(estimate, below, above, better):
    effect = Effect(better, 12, 6, estimate=estimate, low=estimate - below, high=estimate + above)
    sign = 1 if better == "up" else -1
    shown = min(sign * effect.low, sign * effect.high) > 0
    worse = max(sign * effect.low, sign * effect.high) < 0
    assert effect.verdict == ("effect shown" if shown else "worse" if worse else "effect not shown")


def test_placebo_dates_work_seldom_and_real_effects_are_shown():
    rng, shown = np.random.default_rng(27), {0.0: 0, -2.0: 0}
    for _series_number in range(60):
        noise = np.zeros(36)
        for place, chance in enumerate(rng.normal(size=36)):
            noise[place] = 0.3 * noise[place - 1] + np.sqrt(1 - 0.3**2) * chance if place else chance
        for change in shown:
            after = np.repeat([0.0, change], [30, 6])
            shown[change] += (
                measure_effect(_series(30 + noise + after), pd.Timestamp("2026-07-01"), better="down").verdict
                == "effect shown"
            )
    assert shown[0.0] <= 4  # of 60; expected 1.5
    assert shown[-2.0] >= 45
