from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.industries.analysis import (
    analyse_industries,
    has_industries,
    mark_cells,
)
from wcm_helpers.sample import world

TOO_FEW = "Cannot tell: there are fewer than 2 industries with at least 5 customers to compare."
ONE_CLASS = "Cannot tell: all customers with an industry are in class A."


def classification_of(rows, rule=None):
    """Review May on (value, industry) a customer."""
    rows = list(rows)
    ids = [f"c{n:03d}" for n in range(len(rows))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [int(v * SCALE) for v, _i in rows], "orders": 1}
    )
    customers = pd.DataFrame({"customer_id": ids, "customer_name": ids, "industry": [i for _v, i in rows]})
    rule = rule or Rule(window_months=1)
    return classify_month(facts, customers, "2026-05", rule, currency="CNY", source="invoices")


def invented(seed):
    made = world.build(seed, 150, 14, "2026-10", 1.0)
    net = pd.DataFrame(made.billed - made.credited, columns=made.months)
    net.insert(0, "customer_id", made.customers["customer_id"])
    facts = net.melt("customer_id", var_name="month", value_name="value").assign(orders=1)
    facts = facts[facts["value"] != 0]
    return classify_month(facts, made.customers, "2026-10", Rule(), currency="CNY", source="billing")


@pytest.mark.parametrize("seed", [20231101, 1, 2, 3, 4, 5])
def test_the_industries_planted_among_the_large_are_found(seed):
    # the invented world gives the largest sixth to electronics and pharma with a chance of .82, others .13
    result = analyse_industries(invented(seed))
    assert result.headline.startswith("Class A is concentrated in ")
    above = result.cells[(result.cells["column"] == "A") & (result.cells["mark"] == "▲")]
    assert set(above["row"]) & {"电子", "医药"} and set(above["row"]) <= {"电子", "医药"}


def test_shuffled_industries_give_no_finding():
    classification = invented(20231101)
    counted = classification.classes[classification.classes["class"] != "N"]
    wrong = 0
    for seed in range(200):
        industry = np.random.default_rng(seed).permutation(counted["industry"].to_numpy())
        wrong += bool((mark_cells(pd.crosstab(industry, counted["class"].to_numpy()))["mark"] != "").any())
    assert wrong <= 12  # 6 % of 200


def test_the_finding_by_hand():
    # 10 pharma with 90, 10 textile with 5: equals share a class, and textile starts at 900 / 950
    result = analyse_industries(classification_of([(90, "pharma")] * 10 + [(5, "textile")] * 10))
    assert result.headline == (
        "Class A is concentrated in pharma: 10 of 10 A customers (100%) against 50% of all customers."
    )
    assert result.findings[-1] == "pharma brings most: 95% of billed revenue with 50% of the customers."
    row = result.table.set_index("industry").loc["pharma"]
    assert (row["customers"], row["A"], row["of_customers"], row["of_value"]) == (10, 10, 0.5, 900 / 950)
    assert (row["rate"], row["high"], row["mark_A"]) == (1.0, 1.0, "▲")
    assert row["low"] == pytest.approx(0.7225, abs=5e-5)  # n / (n + z²) = 10 / 13.8415


def test_beyond_chance_but_too_little_is_not_said():
    # of 4,000 in A 10 % are x, of 40,000 in all 2.8 %: certain, but 7 points only
    counts = pd.DataFrame({"A": [400, 3_600], "C": [720, 35_280]}, index=["x", "y"])
    cells = mark_cells(counts)
    assert (cells["p_adjusted"] < 1e-9).all() and (cells["mark"] == "").all()
    # ten points exactly are enough: A 60 %, all 50 %
    cells = mark_cells(pd.DataFrame({"A": [1_200, 800], "C": [800, 1_200]}, index=["x", "y"]))
    assert cells["mark"].tolist() == ["▲", "▼", "▼", "▲"]


def test_large_differences_of_few_customers_are_not_said():
    result = analyse_industries(
        classification_of([(90, "pharma")] * 2 + [(5, "pharma")] * 3 + [(5, "textile")] * 6)
    )
    assert result.headline == "No industry has more or fewer customers of a class than chance explains."


def test_small_industries_are_counted_together_and_named():
    rows = [(9, "wine")] * 4 + [(8, " toys ")] * 3 + [(7, "food")] * 5 + [(1, "food")] * 9
    result = analyse_industries(classification_of([*rows, (3, None), (2, " "), (-1, "food")]))
    assert result.merged == ["toys", "wine"]
    assert result.table[["industry", "kind", "customers"]].to_numpy().tolist() == [
        ["food", "industry", 14], ["other industries", "other", 7], ["not said", "blank", 2],
    ]  # fmt: skip
    assert (result.left_out, result.blank) == (1, 2)
    assert set(result.cells["row"]) == {"food", "other industries"}
    assert "Here they are toys and wine." in result.rules[1][1]


def test_five_customers_are_an_industry():
    result = analyse_industries(classification_of([(9, "wine")] * 5 + [(8, "toys")] * 4 + [(7, "food")] * 9))
    assert result.table["industry"].tolist() == ["food", "wine", "other industries"]
    assert result.merged == ["toys"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(5, "food")], TOO_FEW),
        ([(5, "food"), (1, "wine")],
         TOO_FEW),
        ([(5, "food")] * 6 + [(5, "wine")] * 6, ONE_CLASS),
        ([(-5, "food")] * 6, "No customer with billed revenue above zero has an industry."),
        ([(5, None)] * 6, "No customer with billed revenue above zero has an industry."),
    ],
    ids=["one", "two", "all equal", "negative", "blank"],
)  # fmt: skip
def test_what_cannot_be_told_is_said(rows, reason):
    classification = classification_of(rows)
    result = analyse_industries(classification)
    assert result.reason == reason and result.headline == "" and result.cells.empty
    assert has_industries(classification) == (rows[0][1] is not None)


def test_one_giant_is_no_concentration():
    result = analyse_industries(
        classification_of([(10_000, "food")] + [(1, "food")] * 9 + [(1, "wine")] * 10)
    )
    assert result.headline == "No industry has more or fewer customers of a class than chance explains."


def test_neither_order_nor_currency_matters():
    rows = [(90 - n % 7, ["food", "wine", "toys"][n % 3]) for n in range(40)]
    one, other = (
        analyse_industries(classification_of(rows)),
        analyse_industries(classification_of([(v * 7, i) for v, i in reversed(rows)])),
    )
    pd.testing.assert_frame_equal(one.cells, other.cells)
    pd.testing.assert_frame_equal(one.table.drop(columns="value"), other.table.drop(columns="value"))


def test_the_review_is_left_as_it_was():
    classification = classification_of([(9, "food")] * 6 + [(1, "wine")] * 6)
    before = classification.classes.copy()
    analyse_industries(replace(classification))
    pd.testing.assert_frame_equal(classification.classes, before)
