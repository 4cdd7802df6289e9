"""The cohort: all ways to count, faults, exclusions."""

import pandas as pd
import pytest

from tests.data.service.warehouses import SITE, csv
from tests.reports.performance.conftest import opened
from wcm_helpers.reports.performance.cohort.section import perfect_product

MEASURED = {"on_time_measured": 26, "in_full_measured": 27, "papers_measured": 24, "damage_measured": 24}


def test_the_product_of_four_rates_is_that_worked_by_hand():
    # 17/26 × 21/27 × 24/24 × 24/24 = .508547
    counts = pd.Series({**MEASURED, "on_time": 17, "in_full": 21, "papers_right": 24, "undamaged": 24})
    assert perfect_product(counts) == pytest.approx(0.508547, abs=1e-6)


def test_what_is_not_measured_is_not_perfect():
    counts = pd.Series(
        {**MEASURED, "papers_measured": 0, "on_time": 17, "in_full": 21, "papers_right": 0, "undamaged": 24}
    )
    assert perfect_product(counts) is None


def test_three_ways_of_fault_stand_side_by_side(performance_review):
    table = performance_review.cohort.tables["rates"].set_index("Rate")
    ways = [name for name in table.index if name.startswith("On time in full")]
    assert len(ways) == 4
    faults = performance_review.cohort.tables["faults"]
    failed = faults["Failed orders"].astype(int).sum()
    shown = table.loc["On time in full: all failures", "Orders"].split(" of ")
    assert failed == int(shown[1]) - int(shown[0])


def test_failed_orders_are_listed_by_name_the_latest_first(performance_review):
    table = performance_review.cohort.tables["failures"]
    hours = [float(hours.replace(",", "")) for hours in table["Hours late"]]
    assert hours == sorted(hours, reverse=True)


def test_without_lines_no_order_is_said_not_to_have_failed(tmp_path):
    header = "order_id,customer_id,created_at,promised_at,shipped_at"
    rows = (
        "1,c,2026-10-03 09:00,2026-10-04 18:00,2026-10-04 12:00",
        "2,c,2026-10-03 09:00,2026-10-04 18:00,2026-10-05 12:00",  # late
    )
    settings = tmp_path / "w.toml"
    orders = csv(tmp_path, "o.csv", header, *rows)
    settings.write_text(f'{SITE}data_through = "2026-10"\n[tables.orders]\n{orders}\n', encoding="utf-8")
    review = opened(settings=settings)
    shown = " ".join(block.text for block in review.cohort.blocks)
    assert "No order of the month failed" not in shown
    assert "counted of orders on time in full alone" in shown
    assert review.figures["perfect_order"] is None
