"""The figures that sites are compared by, counted again from the exports."""

import pandas as pd
import pytest

from tests.reports.performance.conftest import opened
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.performance.comparable import COMPARED, comparables_of


def test_orders_due_and_five_indicators_fill_one_table(performance_review):
    compared = comparables_of(performance_review)
    assert [one.id for one in compared] == ["orders_due", *COMPARED]
    assert len(compared) == 6
    assert [one.kind for one in compared] == ["count", "share", "share", "hours", "share", "share"]
    assert {one.id: one.better for one in compared}["lead_p90_hours"] == "down"


def test_on_time_has_the_interval_of_the_orders_of_the_export(performance_review):
    orders = pd.concat(
        pd.read_csv(ROOT / "data" / "sample" / f"orders-{year}.csv", parse_dates=["promised_at", "signed_at"])
        for year in (2025, 2026)
    ).drop_duplicates("order_id")
    due = orders[(orders["direction"] == "out") & (orders["promised_at"].dt.strftime("%Y-%m") == "2026-10")]
    due = due[due["status"] != "cancelled"]
    hits = int((due["signed_at"] <= due["promised_at"]).sum())
    by_id = {one.id: one for one in comparables_of(performance_review)}
    one = by_id["on_time"]
    assert (one.value, one.n) == (pytest.approx(hits / len(due), abs=1e-6), len(due))
    assert (one.low, one.high) == pytest.approx(wilson(hits, len(due)), abs=1e-6)
    assert by_id["orders_due"].value == len(due)


def test_without_orders_there_is_nothing_of_orders(tmp_path):
    (tmp_path / "billing.csv").write_text("customer_id,doc_date,amount_ex_vat\nc,2026-10-30,100\n")
    settings = tmp_path / "w.toml"
    settings.write_text('[site]\nid = "w"\nname = "W"\n[tables.billing]\npath = "billing.csv"\n')
    assert comparables_of(opened(settings=settings)) == []
