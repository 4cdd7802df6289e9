"""The finding, the notes on customers, and the words of the rule."""

import pytest

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.first_page.cards import cards
from wcm_helpers.reports.classification.sentences import describe, finding, money
from wcm_helpers.reports.classification.warning_sentences import warnings


@pytest.mark.parametrize(("basis", "noun"), [("order_value", "order value"), ("units", "units ordered")])
def test_only_billing_is_called_revenue(basis, noun):
    facts = monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}, changes={("b", "2026-05"): -300})
    result = classify_facts(facts, CUSTOMERS, rule=Rule(value=basis))
    words = [finding(result), *warnings(result), *describe(result.rule).values(), *notes(result)]
    words += [text for card in cards(result) for text in (card.label, card.value, card.unit, card.note)]
    assert any(noun in text for text in words)
    assert not any("revenue" in text.lower() or "billed" in text.lower() for text in words)


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ({"a": 5}, "A single customer brings all billed revenue."),
        (
            {"a": 5, "b": 5, "c": -5},
            "The 2 customers with billed revenue above zero bring the same: classes cannot tell them apart.",
        ),
        (
            {"a": 5, "b": 5},
            "All customers bring the same billed revenue: classes cannot tell them apart.",
        ),
        (
            {"a": 99, "b": 1},
            "1 of 2 customers, class A, brings 99% of billed revenue.",
        ),
        (
            {"a": -5, "b": -1},
            "No customer has billed revenue above zero in the window to May 2026: "
            "there is nothing to classify.",
        ),
        # the first starts at 0, the second at 75 %: both in A
        (
            {"a": 3, "b": 1},
            "All 2 customers are needed for 80% of billed revenue; the largest alone brings 75%.",
        ),
    ],
    ids=["one", "equal above zero", "all equal", "one with 99 %", "all negative", "all in A"],
)
def test_the_finding_of_edge_books(amounts, sentence):
    assert finding(classify_facts(monthly(amounts))) == sentence


def test_the_finding_counts_the_official_class_where_asked():
    # b falls in May alone from 300 to 125 of 1025: it starts at 720 + 120 of 1025, .82, and waits in A
    result = classify_facts(monthly(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS)
    assert result.classes.set_index("customer_id").loc["b", ["class", "official"]].tolist() == ["B", "A"]
    n_rule, n_official = ((result.classes[name] == "A").sum() for name in ("class", "official"))
    assert n_rule != n_official
    assert finding(result).startswith(f"{n_rule} of 4 customers, class A")
    assert finding(result, "official").startswith(f"{n_official} of 4 customers, class A")


def test_rules_are_printed_from_the_rule():
    rule = Rule(limit_a=0.7, limit_b=0.925, crossing="next", band=0.015)
    rules = describe(classify_facts(monthly(STEADY), rule=rule).rule)
    assert list(rules) == ["order", "classes", "group_n", "ties", "near_limit", "new"]
    assert "within 70% of billed revenue" in rules["classes"] and "within 92.5%" in rules["classes"]
    assert rules["near_limit"] == "Near a limit: within 1.5 percentage points of it."


def test_one_order_is_in_the_singular():
    facts = monthly({"a": 2, "b": 1}, first="2026-05")
    result = classify_facts(facts, rule=Rule(value="orders", window_months=1))
    assert [money(value, result) for value in result.classes["value"]] == ["2 orders", "1 order"]
