"""Published and real books: the figures come from outside, the data are read here by hand."""

import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule, classify
from wcm_helpers.methods.concentration import gini
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.sentences import finding

DATA = ROOT.parent / "shared" / "data"


def needs(*names):
    absent = [name for name in names if not (DATA / name).is_file()]
    return pytest.mark.skipif(bool(absent), reason=f"real data not at hand: {', '.join(absent)}")


def counts(classes):
    return [int((classes["class"] == letter).sum()) for letter in "ABC"]


@needs("wholesale_customers_uci.csv")
def test_uci_wholesale():
    spend = pd.read_csv(DATA / "wholesale_customers_uci.csv").iloc[:, 2:].sum(axis=1)
    classes = classify(spend, Rule())
    assert (len(spend), int(spend.sum()), counts(classes)) == (440, 14_619_500, [252, 114, 74])
    assert classes.loc[classes["class"] == "A", "share"].sum() == pytest.approx(0.8014, abs=5e-5)
    assert gini(spend, small_sample=False) == pytest.approx(0.364, abs=5e-4)


@needs("northwind_orders.csv", "northwind_order_details.csv")
def test_northwind():
    orders = pd.read_csv(DATA / "northwind_orders.csv")
    lines = pd.read_csv(DATA / "northwind_order_details.csv").merge(orders, on="order_id")
    value = (
        (lines["unit_price"] * lines["quantity"] * (1 - lines["discount"]) * SCALE).round().astype("int64")
    )
    facts = (
        lines.assign(month=lines["order_date"].str[:7], value=value)
        .groupby(["customer_id", "month"])
        .agg(value=("value", "sum"), orders=("order_id", "nunique"))
        .reset_index()
    )
    found = classify_month(
        facts, None, "1998-05", Rule(value="order_value", window_months=23), currency="USD", source="orders"
    )
    assert finding(found) == "34 of 89 customers, class A, bring 80% of order value; the largest alone 9%."
    assert found.figures["classes"] == {"A": 34, "B": 27, "C": 28, "N": 0}
    assert found.figures["share_a"] == pytest.approx(0.8007, abs=5e-5)
    assert found.figures["gini"] == pytest.approx(0.5755, abs=5e-5)
    assert found.figures["value"] == 1265793.04


@needs("northwind_orders.csv", "northwind_order_details.csv")
def test_northwind_twelve_months_to_april_1998():
    """Classes of two windows by hand, and who moved between them; the workbook must say the same."""
    orders = pd.read_csv(DATA / "northwind_orders.csv", parse_dates=["order_date"])
    lines = pd.read_csv(DATA / "northwind_order_details.csv").merge(orders, on="order_id")
    lines["net"] = (lines["unit_price"] * lines["quantity"] * (1 - lines["discount"]) * SCALE).round()

    def by_hand(first, last):
        inside = lines[(lines["order_date"] >= first) & (lines["order_date"] <= last)]
        sums = inside.groupby("customer_id")["net"].sum().sort_values(ascending=False)
        before = (sums.cumsum() - sums) / sums.sum()  # no two customers have the same sum
        assert sums.is_unique
        return pd.cut(before, [-1, 0.8 - 1e-12, 0.95 - 1e-12, 1], labels=list("ABC"), right=True).astype(str)

    april = by_hand("1997-05-01", "1998-04-30")
    march = by_hand("1997-04-01", "1998-03-31")
    facts = (
        lines.assign(month=lines["order_date"].dt.strftime("%Y-%m"), value=lines["net"].astype("int64"))
        .groupby(["customer_id", "month"])
        .agg(value=("value", "sum"), orders=("order_id", "nunique"))
        .reset_index()
    )
    found = classify_month(facts, None, "1998-04", Rule(value="order_value"), currency="USD", source="orders")
    assert found.classes.set_index("customer_id")["class"].to_dict() == april.to_dict()
    both = april.index.intersection(march.index)
    ups = sum(april[c] < march[c] for c in both)
    downs = sum(april[c] > march[c] for c in both)
    assert (found.figures["moved_up"], found.figures["moved_down"]) == (ups, downs)
    assert found.figures["entered"] == len(april.index.difference(march.index))
    assert found.figures["left"] == len(march.index.difference(april.index))
    assert sum(found.figures["classes"].values()) == len(april)


@needs("brunel_outbound_logistics.xlsx")
def test_brunel_by_units():
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(DATA / "brunel_outbound_logistics.xlsx")
    head, *rows = book.get_sheet_by_name("OrderList").to_python()
    units = pd.DataFrame(rows, columns=head).groupby("Customer")["Unit quantity"].sum().astype("int64")
    classes = classify(units, Rule(value="units"))
    assert (len(units), counts(classes)) == (46, [10, 10, 26])
    assert classes.loc[classes["class"] == "A", "share"].sum() == pytest.approx(0.8018, abs=5e-5)
