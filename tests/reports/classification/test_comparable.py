"""The figures that sites are compared by: those of the page, money by its basis and currency."""

import pandas as pd
import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports.classification.comparable import comparables_of


def test_they_are_those_of_the_page_and_fill_one_table(sample_review):
    compared, figures = comparables_of(sample_review), sample_review.figures
    values = {one.id: one.value for one in compared}
    assert values == {
        "value_revenue_12": pytest.approx(figures["value"]),
        "customers": figures["customers"],
        "share_in_a": pytest.approx(figures["official"]["A"] / figures["customers"], abs=1e-6),
        "top1": pytest.approx(figures["top1"], abs=1e-6),
        "loss_makers": figures["loss_makers"],
        "loss": pytest.approx(figures["loss"]),
    }
    assert {one.id: one.unit for one in compared if one.unit} == {"value_revenue_12": "CNY", "loss": "CNY"}
    assert not any(one.has_interval for one in compared)


def test_the_revenue_is_that_of_the_bills_of_twelve_months(sample_review):
    # By hand: what was billed in the year to October, without what is passed through or is a total line.
    bills = pd.concat(
        pd.read_csv(ROOT / "data" / "sample" / f"billing-{year}.csv", dtype=str) for year in (2025, 2026)
    )
    bills = bills[bills["doc_date"].str[:7].between("2025-11", "2026-10")]
    bills = bills[(bills["pass_through"] != "true") & bills["customer_id"].str.startswith("C", na=False)]
    total = pd.to_numeric(bills["amount_ex_vat"]).sum()
    revenue = next(one.value for one in comparables_of(sample_review) if one.id == "value_revenue_12")
    assert revenue == pytest.approx(total, rel=1e-4)
