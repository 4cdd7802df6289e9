"""The sentences on industries: what differs, by how much, and whether chance or size decided."""

import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.industries import sentences
from wcm_helpers.reports.classification.industries.analysis import analyse_industries

TOO_FEW = "Cannot tell: there are fewer than 2 industries with at least 5 customers to compare."


def industries_of(counts):
    """Classify May: (industry, customers in A, customers in C); A customers bring 1,000 each, C nearly 0."""
    rows = [
        (industry, value)
        for industry, in_a, in_c in counts
        for value, n in ((1_000, in_a), (0.001, in_c))
        for _one in range(n)
    ]
    ids = [f"c{n:05d}" for n in range(len(rows))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [int(v * SCALE) for _i, v in rows], "orders": 1}
    )
    customers = pd.DataFrame({"customer_id": ids, "industry": [industry for industry, _v in rows]})
    rule = Rule(window_months=1)
    return analyse_industries(
        classify_month(facts, customers, "2026-05", rule, currency="CNY", source="invoices")
    )


def test_one_industry_of_twenty_is_named():
    # 20 + 19 · 6 = 134 of 600 are in A: 22 %; 20 of 30 are 67 %. In C 466 of 600 (78 %), 10 of 30 (33 %).
    many = [(f"industry {n:02d}", 6, 24) for n in range(19)]
    assert sentences.findings(industries_of([("pharma", 20, 10), *many])) == [
        "Class A is more frequent in pharma: 20 of 30 customers there (67%), against 22% in all industries "
        "together.",
        "Class C is less frequent in pharma: 10 of 30 customers there (33%), against 78% in all industries "
        "together.",
    ]


def test_several_industries_are_added():
    # 16 + 18 of 40 in the two (85 %); the whole 34 + 3 of 80 (46 %); the larger share first
    found = sentences.findings(industries_of([("toys", 16, 4), ("pharma", 18, 2), ("food", 3, 37)]))
    assert found[0] == (
        "Class A is more frequent in pharma and toys: 34 of 40 customers there (85%), against 46% in all "
        "industries together."
    )


def test_chance_is_named_only_where_chance_decided():
    assert sentences.findings(industries_of([("food", 5, 5), ("toys", 4, 6)])) == [
        "The differences between industries are no larger than chance explains."
    ]
    # 54 % against 46 % of 3,000 each: certain, but 4 points from the 50 % of all
    small = sentences.findings(industries_of([("food", 1_620, 1_380), ("toys", 1_380, 1_620)]))
    assert small == [
        "No industry's share of a class differs by 10 percentage points or more from all industries "
        "together. There are smaller differences that chance does not explain in food and toys."
    ]


def test_the_industry_that_brings_most():
    # 20,000 of 23,000 (87 %) with 20 of 33 (61 %)
    industries = industries_of([("food", 20, 0), ("toys", 3, 10)])
    assert sentences.brings_most(industries, "billed revenue") == (
        "food brings most: 87% of billed revenue with 61% of the customers."
    )
    assert sentences.brings_most(industries_of([("food", 20, 0)]), "billed revenue") == ""


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([("food", 9, 0)], TOO_FEW),
        ([("food", 9, 0), ("toys", 9, 0)], "Cannot tell: all customers with an industry are in class A."),
        ([(None, 9, 0)], "No customer of class A, B or C has an industry."),
        ([("food", 9, 0), ("toys", 0, 9)], ""),
    ],
)  # fmt: skip
def test_why_nothing_is_tested(counts, reason):
    industries = industries_of(counts)
    assert sentences.reason(industries) == reason
    assert bool(sentences.findings(industries)) == (reason == "")


def test_small_industries_are_named():
    industries = industries_of([("food", 9, 0), ("toys", 3, 1), (" wine", 1, 3), ("tea", 9, 9)])
    assert sentences.small_industries(industries) == (
        "Other industries, with fewer than 5 customers each: toys and wine."
    )
    assert sentences.small_industries(industries_of([("food", 9, 0), ("tea", 9, 9)])) == ""
