"""The headline, and the words of the rule."""

import pytest

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.sentences import describe


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
        ({"a": 5}, "A single customer brings all billed revenue.", "Only one customer"),
        (
            {"a": 5, "b": 5},
            "All customers bring the same billed revenue: classes cannot tell them apart.",
            "the same",
        ),
        ({"a": 99, "b": 1}, "1 of 2 customers brings 99% of billed revenue.", "covers 99%"),
        (
            {"a": -5, "b": -1},
            "No customer has billed revenue above zero in the window to May 2026: "
            "there is nothing to classify.",
            "nothing to classify",
        ),
    ],
    ids=["one", "all equal", "one with 99 %", "all negative"],
)
def test_edge_books(amounts, headline, warning):
    result = classify_facts(monthly(amounts))
    assert result.headline == headline
    assert any(warning in text for text in result.warnings)
    assert len(result.cards) == 6


def test_rules_are_printed_from_the_rule():
    rule = Rule(limit_a=0.7, limit_b=0.925, crossing="next", band=0.015)
    rules = describe(classify_facts(monthly(STEADY), rule=rule).rule)
    assert list(rules) == ["order", "classes", "group_n", "ties", "near_limit", "new"]
    assert "within 70% of billed revenue" in rules["classes"] and "within 92.5%" in rules["classes"]
    assert rules["near_limit"] == "Near a limit: within 1.5 percentage points of it."
