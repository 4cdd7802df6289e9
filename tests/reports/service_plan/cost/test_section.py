"""The section on costs of the invented warehouse, and of one without the tables."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reporting.block import join
from wcm_helpers.reports.service_plan.cost.analysis import (
    cost_of,
    loss_makers_of,
    tables_missing,
    unused_amount_of,
)
from wcm_helpers.reports.service_plan.cost.section import cost, pool_label

TRUTH = pd.read_csv(ROOT / "data" / "sample" / "truth" / "service_plan.csv").set_index("what")


def tables(review):
    return {block.name: block.content for block in join(cost(review)).pieces if block.name}


def test_the_planted_loss_maker_is_shown_with_returns(plan_review):
    losses = tables(plan_review)["losses"].set_index("Customer, class")
    name = plan_review.result.name_of(TRUTH.loc["loss maker", "where"])
    assert losses.loc[f"{name}, A", "Why, and what would mend it"].startswith("Returns: ")


def test_the_figures_are_those_of_the_ledger(plan_review):
    pools = pd.read_csv(ROOT / "data" / "sample" / "cost_pools.csv")
    pools = pools[pools["month"] > "2025-10"]
    # 85 % of labour and space are planned to be used: the rest of their cost is nobody's.
    bounded = pools[pools["kind"] != "间接费用"]["cost"].sum()
    assert unused_amount_of(plan_review) / 10_000 == pytest.approx(0.15 * bounded, rel=0.002)
    sums = tables(plan_review)["pools"].iloc[-1]
    assert sums["Cost, CNY"] == pytest.approx(pools["cost"].sum())
    certain = plan_review.computed(cost_of).loss_makers.query("certain")
    assert loss_makers_of(plan_review) == sorted(certain["customer_id"])


def test_the_table_of_classes_adds_up_to_all_customers(plan_review):
    classes = tables(plan_review)["classes"]
    assert classes["Class"].tolist() == ["A", "B", "C", "N"]
    assert classes["Margin, CNY"].sum() == pytest.approx(plan_review.computed(cost_of).whale.total / 10_000)


def test_a_pool_without_an_activity_has_its_name_alone():
    assert pool_label("rent", "") == "rent"


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        (("activities",), "Table activities. It would show what each customer costs to serve"),
        (("cost_pools", "billing"), "Tables cost_pools and billing. They would show"),
        ((), "A month that cost_pools, activities and billing"),
    ],
)
def test_without_the_tables_or_a_common_month_it_says_what_is_missing(absent, words):
    results = {tables_missing: absent, cost_of: None}
    review = SimpleNamespace(computed=results.get)
    (block,) = cost(review).pieces
    assert words in block.text
    assert loss_makers_of(review) == [] and unused_amount_of(review) is None


@pytest.mark.parametrize(("minutes", "cost_known"), [("0", False), ("", False), ("5", True)])
def test_without_any_use_of_a_pool_no_margin_is_shown(tmp_path, minutes, cost_known):
    pools, bills = "month,pool,kind,activity,cost,capacity", "invoice_no,line_no,customer_id,doc_date"
    used, bills = "customer_id,month,activity,volume,minutes", f"{bills},service_code,amount_ex_vat"
    files = {
        "cost_pools": csv(tmp_path, "p.csv", pools, "2026-10,Crew,labour,picking,100,50"),
        "activities": csv(tmp_path, "a.csv", used, f"c,2026-10,picking,3,{minutes}"),
        "billing": csv(tmp_path, "b.csv", bills, "1,1,c,2026-10-15,storage,1000"),
    }
    review = plan_of(tmp_path, files)
    assert (cost_of(review) is not None) == cost_known
    text = " ".join(block.text for block in cost(review).pieces)
    assert ("columns minutes of activities" in text) == (not cost_known)
