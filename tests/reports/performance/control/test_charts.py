"""Which charts there are, in which unit, and where new limits begin."""

import numpy as np
import pytest

from tests.reports.performance.control.made_up import Review, amounts, interventions, rate
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.control.charts import (
    charts_of,
    kind_of,
    rebases_of,
    unused_rebases_of,
)

SWINGING = [9, 11] * 7


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [("otif_order", "p prime"), ("lead_p90_hours", "XmR"), ("lines_damaged", "u prime")],
)
def test_the_data_choose_the_kind(indicator, kind):
    assert kind_of(DEFINITIONS[indicator]) == kind


def test_hours_have_limits_from_moving_ranges():
    chart = charts_of(Review(amounts("lead_p90_hours", SWINGING)))[0].chart
    # mean 10, every moving range 2: 10 ∓ 2.66 × 2
    assert chart.points[["centre", "low", "high"]].iloc[-1].tolist() == pytest.approx([10, 4.68, 15.32])


def test_rare_cases_are_charted_per_ten_thousand_with_their_target():
    hits = [20, 30] * 7  # 25 of 10,000 lines on average
    review = Review(rate("lines_damaged", hits, 10_000, scale=10_000), targets={"lines_damaged": 25.0})
    chart = charts_of(review)[0].chart
    # z = ±5 / 5 = ±1; every difference is 2, so σz = 2 / (2/√π) = √π; limits 25 ∓ 3 × 5 × √π, clipped at 0
    row = chart.points.iloc[-1]
    assert row["value"] == pytest.approx(30.0)
    assert row[["centre", "low", "high"]].tolist() == pytest.approx([25, 0, 25 + 15 * np.sqrt(np.pi)])
    assert chart.assurance == "hit or miss"


def test_new_limits_begin_at_a_logged_reason_only():
    log = interventions(
        ("lead_p90_hours", None, "2026-01", "rebase", "new conveyor"),
        ("lead_p90_hours", None, "2026-05", "measure", "a mark"),
        ("lead_p90_hours", "North", "2026-03", "rebase", "another hall"),
        ("nothing known", None, "2026-03", "rebase", ""),
        ("lead_p90_hours", None, "2026-11", "rebase", "after the month"),
    )
    review = Review(amounts("lead_p90_hours", SWINGING), interventions=log)
    assert rebases_of(review) == {
        ("lead_p90_hours", ""): {"2026-01": "new conveyor"},
        ("lead_p90_hours", "North"): {"2026-03": "another hall"},
    }
    assert unused_rebases_of(review) == [
        ("lead_p90_hours", "North", "2026-03"),
        ("nothing known", "", "2026-03"),
    ]
    points = charts_of(review)[0].chart.points
    assert points.loc[points["piece"] == 1, "month"].iloc[0] == "2026-01"


def test_a_running_month_is_in_no_chart():
    chart = charts_of(Review(amounts("lead_p90_hours", SWINGING), draft=True))[0].chart
    assert chart.latest["month"] == "2026-09"


def test_groups_of_few_cases_and_groups_that_ended_have_no_chart():
    few = rate("otif_order", [9, 10] * 7, 10, "site", "Small")
    ended = rate("otif_order", [900, 910] * 7, 1000, "site", "Old").iloc[:-1]
    whole = rate("otif_order", [900, 910] * 7, 1000)
    part = rate("otif_order", [225, 228] * 7, 250, "site", "North")
    charts = charts_of(Review(whole, few, ended, part))
    assert [(each.group, each.size) for each in charts] == [("", 1.0), ("North", 0.25)]


def test_nothing_to_chart():
    assert charts_of(Review()) == []
    assert charts_of(Review(amounts("lead_p90_hours", [5]))) == []


@pytest.mark.parametrize(("months", "n"), [(2, 0), (5, 0), (6, 1)])
def test_few_months_do_not_tell_what_is_usual(months, n):
    assert len(charts_of(Review(amounts("lead_p90_hours", SWINGING[:months])))) == n


def test_months_without_a_value_are_no_months_of_a_chart():
    gaps = [9, None, None, 11, None, 9, 11, None, 9]  # five months in nine
    assert charts_of(Review(rate("on_time", gaps, 20))) == []


@pytest.mark.parametrize("name", ["otif_order", "On time in full (OTIF)", "OTIF", "准时足量率"])
def test_a_rebase_names_its_indicator_in_any_language(name):
    review = Review(interventions=interventions((name, None, "2026-01", "rebase", "new conveyor")))
    assert rebases_of(review) == {("otif_order", ""): {"2026-01": "new conveyor"}}
