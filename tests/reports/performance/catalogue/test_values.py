"""Values of indicators: sums divided by sums, with the interval of their cases."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.values import COLUMNS, compute_values


def orders(**counts):
    """Return a part of orders; every count is a list."""
    return pd.DataFrame({"month": "2026-09", **counts})


def test_a_rate_is_the_sum_of_numerators_by_the_sum_of_denominators():
    part = orders(customer_id=["a", "b"], on_time=[17, 9], on_time_measured=[26, 10])
    row = compute_values({"orders": part}, "all", ["on_time"]).iloc[0]
    assert row["value"] == pytest.approx(26 / 36)
    assert (row["numerator"], row["denominator"], row["n"]) == (26, 36, 36)
    assert (row["low"], row["high"]) == pytest.approx(wilson(26, 36))


def test_a_month_without_cases_has_no_row():
    part = orders(on_time=[0], on_time_measured=[0])
    assert compute_values({"orders": part}, "all", ["on_time"]).empty


def test_groups_without_a_name_are_in_the_total_only():
    part = orders(**{"class": ["A", None], "on_time": [1, 0], "on_time_measured": [1, 1]})
    by_class = compute_values({"orders": part}, "class", ["on_time"])
    assert by_class[["group", "value"]].to_numpy().tolist() == [["A", 1.0]]
    assert compute_values({"orders": part}, "all", ["on_time"])["value"].tolist() == [0.5]


def test_lines_have_the_interval_of_their_orders():
    # 15 of 27 lines of 26 orders, as in a month worked by hand: the lines of an order fail together.
    part = orders(lines_otif=[15], lines=[27], otif_measured=[26])
    row = compute_values({"orders": part}, "all", ["otif_line"]).iloc[0]
    z, n, p = 1.959964, 26, 15 / 27
    centre, half = (
        (p + z**2 / (2 * n)) / (1 + z**2 / n),
        z / (1 + z**2 / n) * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)),
    )
    assert row["value"] == pytest.approx(p)
    assert (row["low"], row["high"]) == pytest.approx((centre - half, centre + half))


def test_rare_cases_have_the_interval_of_a_count():
    # Garwood: 3 cases, 95 %: 0.6187 to 8.7673 (tables of the Poisson distribution).
    part = pd.DataFrame({"month": ["2026-09"], "lines_damaged": [3], "lines_shipped": [2000]})
    row = compute_values({"lines": part}, "all", ["lines_damaged"]).iloc[0]
    assert row["value"] == pytest.approx(15.0)
    assert (row["low"], row["high"]) == pytest.approx((0.6187 * 5, 8.7673 * 5), rel=1e-3)


def test_amounts_add_up_and_have_no_interval():
    part = pd.DataFrame({"month": ["2026-09"] * 2, "customer_id": ["a", "b"], "revenue": [10, -3]})
    part["margin"] = np.nan
    values = compute_values({"money": part}, "all", ["revenue", "margin"])
    assert values["indicator"].tolist() == ["revenue"]
    assert values["value"].tolist() == [7.0]
    assert values["low"].isna().all()


def test_percentiles_of_hours_count_open_orders():
    # 10 orders of 1 to 10 hours, all through: half had passed after 5 hours, nine after 9.
    part = pd.DataFrame(
        {
            "month": "2026-09",
            "stage": "received-shipped",
            "minutes": [60 * hour for hour in range(1, 11)],
            "open": False,
            "n": 1,
        }
    )
    values = compute_values({"stages": part}, "all", ["lead_p50_hours", "lead_p90_hours"])
    assert values.set_index("indicator")["value"].to_dict() == {"lead_p50_hours": 5, "lead_p90_hours": 9}
    assert values["n"].tolist() == [10, 10]


def test_every_indicator_is_computed_from_counts_of_its_part():
    parts = {each.part for each in DEFINITIONS.values()}
    assert parts >= {"orders", "stages", "tickets", "survey", "loyalty", "money"}
    for each in DEFINITIONS.values():
        assert (each.quantile is None) == bool(each.numerator), each.id


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12),
    seed=st.integers(0, 99),
)
def test_totals_of_groups_are_the_total_and_order_never_matters(counts, seed):
    part = orders(
        site_id=[f"S{place % 3}" for place in range(len(counts))],
        on_time=[min(hits, n) for hits, n in counts],
        on_time_measured=[n for _, n in counts],
    )
    mixed = part.sample(frac=1, random_state=seed)
    total = compute_values({"orders": part}, "all", ["on_time"])
    sites = compute_values({"orders": part}, "site", ["on_time"])
    pd.testing.assert_frame_equal(sites, compute_values({"orders": mixed}, "site", ["on_time"]))
    assert list(total.columns) == list(COLUMNS)
    assert sites["numerator"].sum() == total["numerator"].sum()
    assert sites["denominator"].sum() == total["denominator"].sum()
    assert ((total["low"] <= total["value"]) & (total["value"] <= total["high"])).all()
