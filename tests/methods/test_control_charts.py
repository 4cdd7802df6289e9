"""Control charts against series worked by hand and published charts."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden import shared
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import control_chart, mean_moving_range

OPTIONS = {
    "S1_hours": {"better": "down", "target": 26},
    "S4_rebased": {"better": "down", "target": 28, "rebases": ["2025-11"]},
    "S3_late_share": {"better": "down", "target": 0.05},
    "S6_placebo": {"better": "down", "target": 30, "baseline": 24},
}


def cases():
    rows = pd.read_csv(shared("service/control_charts/series.csv"))
    expected = json.loads(shared("service/control_charts/expected.json").read_text(encoding="utf-8"))
    return {name: part.drop(columns="series") for name, part in rows.groupby("series")}, expected


def flags_of(chart):
    return {row["month"]: list(row["flags"]) for _, row in chart.points.iterrows() if row["flags"]}


@pytest.mark.parametrize("name", list(OPTIONS))
def test_charts_worked_by_hand(name):
    series, expected = cases()
    want = expected[name]
    chart = control_chart(series[name].dropna(axis=1, how="all"), **OPTIONS[name])
    assert chart.kind == want["chart"]
    assert flags_of(chart) == want["flags"]
    assert chart.assurance == want["assurance"]
    assert {"usual": "none"}.get(chart.variation, chart.variation) == want.get("latest", "none")
    pieces = want.get("segments") or [want]
    for number, piece in enumerate(pieces):
        rows = chart.points[chart.points["piece"] == number]
        if "centre_value" in piece:
            assert rows["centre"].iloc[0] == pytest.approx(piece["centre_value"], abs=1e-6)
            assert rows[["low", "high"]].iloc[0].tolist() == pytest.approx(piece["limits"], abs=1e-6)
    assert list(chart.trial) == want.get("trial_segments", [want.get("trial", False)])
    if name == "S3_late_share":
        assert chart.sigma_z[0] == pytest.approx(want["sigma_z_exact_d2"], abs=1e-9)
        assert chart.points["centre"].iloc[0] == pytest.approx(56 / 815)
        for month, limits in want["limits"].items():
            row = chart.points.set_index("month").loc[month]
            if limits is None:
                assert np.isnan(row["value"])
            else:  # worked with d2 = 1.128: the limits differ by its rounding
                assert row[["low", "high"]].tolist() == pytest.approx(limits, abs=5e-5)


def test_one_more_point_changes_nothing_before():
    series, expected = cases()
    more = expected["S1_hours"]["after_one_more_point"]
    rows = series["S1_hours"][["month", "value"]]
    added = pd.concat([rows, pd.DataFrame([{"month": more["month"], "value": more["value"]}])])
    before, after = (control_chart(each, better="down") for each in (rows, added))
    assert flags_of(after) == {**flags_of(before), **more["flags_added"]}


def test_nhs_accidents_p_and_p_prime():
    rows = pd.read_csv(shared("data/golden/nhs_accidents.csv"))
    months = [add_months("2020-01", place) for place in range(len(rows))]
    series = pd.DataFrame({"month": months, "numerator": rows["r"], "denominator": rows["n"]})
    prime, plain = (control_chart(series, baseline=len(rows), kind=kind) for kind in ("p prime", "p"))
    assert prime.points["centre"].iloc[0] == pytest.approx(0.9528997, abs=1e-7)
    assert prime.sigma_z[0] == pytest.approx(10.64, abs=0.005)
    outside = [
        sum(any(flag.startswith("outside") for flag in flags) for flags in chart.points["flags"])
        for chart in (prime, plain)
    ]
    assert outside == [0, 16]


def test_xmr_of_the_viscosity_trial():
    # Published with d2 = 1.128: mean 34.088, limits 32.56504 to 35.61096; the factor 2.66 is 3 / 1.128 to two
    # decimals, so the limits differ by 0.02 per cent of the range.
    rows = pd.read_csv(shared("data/qcc_viscosity.txt"), sep=r"\s+")
    values = rows["viscosity"].to_numpy(dtype=float)[:20]
    months = [add_months("2020-01", place) for place in range(20)]
    chart = control_chart(pd.DataFrame({"month": months, "value": values}), baseline=20)
    row = chart.points.iloc[0]
    assert row["centre"] == pytest.approx(34.088)
    half = mean_moving_range(values) * 3 / 1.128
    assert [34.088 - half, 34.088 + half] == pytest.approx([32.56504, 35.61096], abs=1e-5)
    assert row["high"] - row["centre"] == pytest.approx(half, rel=2e-4)


def test_u_chart_of_computers():
    rows = pd.read_csv(shared("data/qcc_pcmanufact.txt"), sep=r"\s+")
    months = [add_months("2020-01", place) for place in range(len(rows))]
    series = pd.DataFrame({"month": months, "numerator": rows["x"], "denominator": rows["size"]})
    chart = control_chart(series, baseline=len(rows), kind="u")
    row = chart.points.iloc[0]
    assert row[["centre", "low", "high"]].tolist() == pytest.approx([1.93, 0.06613, 3.79387], abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=14, max_size=40),
    st.integers(0, 60),
    st.sampled_from([None, 15]),
)
def test_a_new_point_never_moves_limits_or_flags(values, new, rebase):
    months = [add_months("2024-01", place) for place in range(len(values) + 1)]
    rows = pd.DataFrame({"month": months, "value": [*values, new]}).astype({"value": float})
    rebases = [] if rebase is None or rebase >= len(values) else [months[rebase]]
    whole = control_chart(rows.dropna(), rebases=rebases)
    before = control_chart(rows.iloc[:-1].dropna(), rebases=rebases)
    observed = rows.iloc[:-1]["value"].notna()
    pieces = [observed[:rebase].sum(), observed[rebase:].sum()] if rebases else [observed.sum()]
    if before is None or whole is None or min(pieces) < 12:
        return  # fewer points than the baseline: its limits are still trial limits
    same = before.points.merge(whole.points, on="month", suffixes=("", "_later"))
    for name in ("low", "high", "centre"):
        assert same[name].fillna(-1).tolist() == pytest.approx(same[f"{name}_later"].fillna(-1).tolist())
    assert same["flags"].tolist() == same["flags_later"].tolist()


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind in ("p prime", "u prime") for seed in range(20)]
)
def test_p_and_u_prime_equal_shewhart_where_it_is_installed(kind, seed):
    shewhart = pytest.importorskip(
        "shewhart", reason="shewhart is not installed: an oracle for p′ and u′ only"
    )
    chance = np.random.default_rng(seed)
    size = chance.integers(200, 5000, 24)
    rate = np.clip(chance.normal(0.06, 0.02, 24), 0.001, 0.5)
    counts = pd.DataFrame({"numerator": chance.binomial(size, rate), "denominator": size})
    months = [add_months("2024-01", place) for place in range(24)]
    chart = control_chart(counts.assign(month=months), baseline=24, kind=kind)
    points = chart.points
    laney = shewhart.laney_p if kind == "p prime" else shewhart.laney_u
    name = "defectives" if kind == "p prime" else "defects"
    oracle = laney(counts, **{name: "numerator"}, size="denominator")
    limits = oracle.table[["lcl", "ucl"]].to_numpy()
    centre, sigma = (oracle.stats[name] for name in (f"{kind[0]}_center", "sigma_z"))
    assert points["centre"].to_numpy() == pytest.approx(centre, abs=1e-12)
    assert chart.sigma_z[0] == pytest.approx(sigma, abs=1e-12)
    # It cuts limits at what a share can be; here they are computed whole.
    assert points[["low", "high"]].clip(0, 1).to_numpy() == pytest.approx(limits, abs=1e-12)


def counted(name, numerator, denominator, **options):
    """Return a published file of counts as a monthly series."""
    rows = pd.read_csv(shared(name), **options)
    months = [add_months("2020-01", place) for place in range(len(rows))]
    n = rows[denominator] if isinstance(denominator, str) else float(denominator)
    return pd.DataFrame({"month": months, "numerator": rows[numerator], "denominator": n})


def outside(chart):
    """Return the places, from 1, of points beyond a limit."""
    flags = chart.points["flags"]
    return [place for place, each in enumerate(flags, 1) if any(flag.startswith("outside") for flag in each)]


def test_c_chart_of_circuits():
    # A count per equal exposure is u with an exposure of one. Published: the 26 trial samples.
    series = counted("data/qcc_circuit.txt", "x", 1, sep=r"\s+").iloc[:26]
    chart = control_chart(series, baseline=26, kind="u")
    limits = chart.points[["centre", "low", "high"]].iloc[0].tolist()
    assert limits == pytest.approx([19.84615, 6.481447, 33.21086], abs=5e-6)
    assert outside(chart) == [6, 20]


def test_p_chart_of_orders_of_unequal_number():
    series = counted("data/golden/montgomery_7_4_p_variable_n.csv", "count", "size")
    chart = control_chart(series, baseline=len(series), kind="p")
    assert chart.points["high"].iloc[0] == pytest.approx(0.183686, abs=1e-6)
    assert outside(chart) == [11]


def test_u_chart_of_unequal_rolls():
    rows = counted("data/golden/montgomery_7_11_u_variable_n.csv", "count", "meters")
    series = rows.assign(denominator=rows["denominator"] / 50)
    chart = control_chart(series, baseline=len(series), kind="u")
    points = chart.points
    published = (points["low"] - 0.291474).abs() + (points["high"] - 2.555038).abs()
    assert published.min() < 2e-6


@pytest.mark.parametrize("kind", ["p prime", "u prime"])
def test_laney_limits_against_a_second_computation(kind):
    # Laney (2002), written anew with plain arrays; nothing of the code under test.
    chance = np.random.default_rng(6)
    n = chance.integers(200, 5_000, 24).astype(float)
    x = chance.binomial(n.astype(int), np.clip(0.06 + 0.02 * chance.standard_normal(24), 0.01, 1)).astype(
        float
    )
    months = [add_months("2024-01", place) for place in range(24)]
    series = pd.DataFrame({"month": months, "numerator": x, "denominator": n})
    points = control_chart(series, kind=kind).points
    centre = x[:12].sum() / n[:12].sum()
    sigma = np.sqrt(centre * ((1 - centre) if kind == "p prime" else 1) / n)
    z = (x / n - centre)[:12] / sigma[:12]
    sigma_z = sum(abs(z[i] - z[i - 1]) for i in range(1, 12)) / 11 * np.sqrt(np.pi) / 2
    low = [max(0.0, centre - 3 * each * sigma_z) for each in sigma]
    high = [centre + 3 * each * sigma_z for each in sigma]
    assert points["low"].tolist() == pytest.approx(low, abs=1e-12)
    assert points["high"].tolist() == pytest.approx(high, abs=1e-12)


def test_screening_leaves_out_a_large_range_once():
    # ranges 1 1 1 1 1 1 1 1 1 20 20: mean 49/11 = 4.4545, limit 14.55; without the two 20s the mean is 1
    values = np.array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 21, 1.0])
    assert mean_moving_range(values) == pytest.approx(49 / 11)
    assert mean_moving_range(values, screen=True) == 1.0
