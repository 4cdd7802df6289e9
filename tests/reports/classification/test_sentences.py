"""Headline, warnings, and the words of the rule."""

import pytest

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly, record, two_years
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.sentences import describe, notes


@pytest.mark.parametrize(("basis", "noun"), [("order_value", "order value"), ("units", "units ordered")])
def test_only_billing_is_called_revenue(basis, noun):
    facts = monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}, changes={("b", "2026-05"): -300})
    result = classify_facts(facts, CUSTOMERS, rule=Rule(value=basis))
    words = [
        result.headline,
        *result.warnings,
        *describe(result.rule).values(),
        *map(str, result.decisions),
        *notes(result),
    ]
    words += [
        text for card in result.cards for text in (card.label, card.value, card.unit, card.change, card.note)
    ]
    assert any(noun in text for text in words)
    assert not any("revenue" in text.lower() or "billed" in text.lower() for text in words)


@pytest.mark.parametrize(
    ("amounts", "headline", "warning"),
    [
        ({"a": 5}, "One customer alone brings all billed revenue.", "only one customer"),
        (
            {"a": 5, "b": 5},
            "All customers bring the same billed revenue: classes tell nobody apart.",
            "the same",
        ),
        ({"a": 99, "b": 1}, "1 of 2 customers alone brings 99% of billed revenue.", "covers 99%"),
        (
            {"a": -5, "b": -1},
            "No customer has billed revenue above zero in the window to May 2026: "
            "there is nothing to classify.",
            "ABC says nothing",
        ),
    ],
    ids=["one", "all equal", "one with 99 %", "all negative"],
)
def test_edge_books(amounts, headline, warning):
    result = classify_facts(monthly(amounts))
    assert result.headline == headline
    assert any(warning in text for text in result.warnings)
    assert len(result.cards) == 6


def test_few_customers_say_that_the_crossing_rule_decides():
    few = "the classes depend on the rule for the one that crosses a limit"
    assert any(
        few in text
        for text in classify_facts(monthly({name: place for place, name in enumerate("abcdefg", 1)})).warnings
    )
    many = {name: place for place, name in enumerate("abcdefgh", 1)}
    assert not any(few in text for text in classify_facts(monthly(many)).warnings)


def test_rules_are_printed_from_the_rule():
    rule = Rule(limit_a=0.7, limit_b=0.925, crossing="next", band=0.015)
    rules = describe(classify_facts(monthly(STEADY), rule=rule).rule)
    assert list(rules) == ["order", "classes", "group_n", "ties", "near_limit", "new"]
    assert "within 70% of billed revenue" in rules["classes"] and "within 92.5%" in rules["classes"]
    assert rules["near_limit"] == "Near a limit: within 1.5 percentage points of it."


def test_corrected_data_are_warned_of():
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    result = classify_facts(two_years(STEADY), recorded=noted)
    assert "Data of a month already reported were corrected: 1 move comes from that." in result.warnings


def test_margins_without_costs_are_warned_of():
    facts = two_years(STEADY).assign(revenue=lambda f: f["value"], cost=lambda f: f["value"] // 2)
    facts.loc[(facts["customer_id"] == "b") & (facts["month"] >= "2026-04"), "cost"] = 0
    facts["value"] = facts["revenue"] - facts["cost"]
    result = classify_facts(facts, rule=Rule(value="margin"))
    told = "In 2 months of customers something was billed and no cost is known: all of it is margin."
    assert told in result.warnings
    assert told not in classify_facts(facts).warnings
