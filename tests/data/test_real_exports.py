"""Two published sets, end to end: their totals were computed independently of this code."""

from pathlib import Path

import pytest

from tests.data.exports import faults
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.methods.abc import Rule, classify

DATA = ROOT.parent / "shared" / "data"


def source(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path.name} is not in ../shared/data; it may not be kept with the workbook")
    return path


def test_northwind_amounts_to_its_published_sales(warehouse):
    tables = {
        "orders": f'path = "{source("northwind_orders.csv")}"',
        "order_lines": f'path = "{source("northwind_order_details.csv")}"',
        "customers": f'path = "{source("northwind_customers.csv")}"\n'
        'columns = { customer_name = "company_name" }',
    }
    intake = take_in(warehouse.settings(tables))
    facts = build(intake).orders
    assert faults(intake) == []
    assert round(facts["order_value"].sum(), -2) == 12_657_930_400  # 1,265,793.04
    assert facts["orders"].sum() == 830
    value = facts.groupby("customer_id")["order_value"].sum()
    assert classify(value, Rule())["class"].value_counts().to_dict() == {"A": 34, "B": 27, "C": 28}


def test_brunel_gives_orders_and_units_from_one_sheet(warehouse):
    sheet = f'path = "{source("brunel_outbound_logistics.xlsx")}"\nsheet = "OrderList"'
    intake = take_in(warehouse.settings({"orders": sheet, "order_lines": sheet}))
    facts = build(intake).orders
    assert intake.faults_of() == []
    assert (facts["orders"].sum(), facts["customer_id"].nunique()) == (9_215, 46)
    value = facts.groupby("customer_id")["units"].sum()
    assert classify(value, Rule())["class"].value_counts().to_dict() == {"A": 10, "B": 10, "C": 26}
