from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.reports.classification.facts import MOVED, classify_values
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.industries.analysis import (
    analyse_industries,
    has_industries,
    mark_cells,
)
from wcm_helpers.sample import world


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


def test_shares_and_marks_by_hand():
    # 10 pharma with 90, 10 textile with 5: equals share a class, and textile starts at 900 / 950
    result = analyse_industries(classification_of([(90, "pharma")] * 10 + [(5, "textile")] * 10))
    row = result.table.set_index("industry").loc["pharma"]
    assert (row["customers"], row["A"], row["of_customers"], row["of_value"]) == (10, 10, 0.5, 900 / 950)
    assert (row["rate"], row["high"], row["mark_A"]) == (1.0, 1.0, "▲")
    assert row["low"] == pytest.approx(0.7225, abs=5e-5)  # n / (n + z²) = 10 / 13.8415


def test_one_industry_of_twenty_with_most_of_its_customers_in_a_is_marked():
    # 20 industries of 30: one has 20 in A (67 %), the others 6 (20 %), and all together 20 + 19 · 6 = 134 of
    # 600 (22 %). Of all A customers the one has 20 / 134 = 15 %, of all customers 5 %: among many industries
    # such shares are close to each other for every one.
    counts = pd.DataFrame({"A": [20] + [6] * 19, "C": [10] + [24] * 19}, index=[f"i{n}" for n in range(20)])
    cells = mark_cells(counts)
    first = cells.iloc[0]
    assert first["of_row"] == pytest.approx(20 / 30) and first["of_all"] == pytest.approx(134 / 600)
    assert first["p_adjusted"] < 1e-5
    assert cells.loc[cells["mark"] != "", ["row", "column", "mark"]].to_numpy().tolist() == [
        ["i0", "A", "▲"], ["i0", "C", "▼"],
    ]  # fmt: skip


def test_certain_but_small_differences_are_not_marked():
    # in x 54 % are in A, in all 50 %: chance is excluded, but 4 points are too few
    cells = mark_cells(pd.DataFrame({"A": [5_400, 4_600], "C": [4_600, 5_400]}, index=["x", "y"]))
    assert (cells["p_adjusted"] < 1e-9).all() and cells["certain"].all() and (cells["mark"] == "").all()
    # ten points exactly are enough: 60 % against 50 %
    cells = mark_cells(pd.DataFrame({"A": [1_200, 800], "C": [800, 1_200]}, index=["x", "y"]))
    assert cells["mark"].tolist() == ["▲", "▼", "▼", "▲"]


def test_a_rare_class_may_be_frequent_in_an_industry():
    # of 1,120 in x 36 % are in A, of all 40,000 10 %
    cells = mark_cells(pd.DataFrame({"A": [400, 3_600], "C": [720, 35_280]}, index=["x", "y"]))
    assert cells["mark"].tolist() == ["▲", "▼", "", ""]


def test_large_differences_of_few_customers_are_not_marked():
    result = analyse_industries(
        classification_of([(90, "pharma")] * 2 + [(5, "pharma")] * 3 + [(5, "textile")] * 6)
    )
    assert not result.cells["certain"].any() and (result.cells["mark"] == "").all()


def test_the_official_class_is_counted():
    # by the rule of May A, B, A; b has been beyond the limit for one month and is officially still in A
    result = classify_values(**MOVED)
    assert result.classes.set_index("customer_id")["class"].to_dict() == {"a": "A", "c": "A", "b": "B"}
    industries = analyse_industries(replace(result, classes=result.classes.assign(industry="food")))
    assert industries.table[["A", "B", "C"]].to_numpy().tolist() == [[3, 0, 0]]


def test_small_industries_are_counted_together_and_named():
    rows = [(9, "wine")] * 4 + [(8, " toys ")] * 3 + [(7, "food")] * 5 + [(1, "food")] * 9
    result = analyse_industries(classification_of([*rows, (3, None), (2, " "), (-1, "food")]))
    assert result.merged == ["toys", "wine"]
    assert result.table[["industry", "kind", "customers"]].to_numpy().tolist() == [
        ["food", "industry", 14], ["", "other", 7], ["", "blank", 2],
    ]  # fmt: skip
    assert (result.left_out, result.blank) == (1, 2)
    assert set(result.cells["row"]) == {"food", ""}


def test_five_customers_are_an_industry():
    result = analyse_industries(classification_of([(9, "wine")] * 5 + [(8, "toys")] * 4 + [(7, "food")] * 9))
    assert result.table["industry"].tolist() == ["food", "wine", ""]
    assert result.merged == ["toys"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(5, "food")], "few"),
        ([(5, "food"), (1, "wine")], "few"),
        ([(5, "food")] * 6 + [(5, "wine")] * 6, "class"),
        ([(-5, "food")] * 6, "none"),
        ([(5, None)] * 6, "none"),
    ],
    ids=["one", "two", "all equal", "negative", "blank"],
)
def test_what_cannot_be_tested_has_a_reason(rows, reason):
    classification = classification_of(rows)
    result = analyse_industries(classification)
    assert result.reason == reason and result.cells.empty
    assert has_industries(classification) == (rows[0][1] is not None)


def test_one_giant_is_no_concentration():
    result = analyse_industries(
        classification_of([(10_000, "food")] + [(1, "food")] * 9 + [(1, "wine")] * 10)
    )
    assert not result.reason and (result.cells["mark"] == "").all()


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
