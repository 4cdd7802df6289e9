from typing import get_args

import pandas as pd
import pytest

from tests.reports.classification.facts import classify_facts, facts_of, monthly
from wcm_helpers.data.facts.history import ValueBasis
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.rules import rules


def rules_of(facts, *, baseline="", **more):
    result = classify_facts(facts, **more)
    return dict(rules(segment_customers(result, baseline), result))


@pytest.mark.parametrize("value", get_args(ValueBasis))
def test_the_rule_of_recency_names_the_invoice_where_billing_decides(value):
    facts = facts_of([("x", "2026-05", 5, 1)]).assign(last_on=pd.Timestamp(2026, 5, 30))
    rules = rules_of(facts, rule=Rule(value=value))
    assert ("or from the last invoice" in rules["Recency"]) == (value in ("revenue", "margin"))


def test_the_edges_are_named_with_their_month():
    facts = monthly({"a": 60, "b": 25, "c": 10}, first="2024-11")
    december = rules_of(facts)["Scores"]
    assert "20%, 40%, 60% and 80% of the customers active in the 12 months to December 2025" in december
    assert "they change once a year, in December" in december
    assert "those of October 2025, as the settings say" in rules_of(facts, baseline="2025-10")["Scores"]


def test_the_trend_has_a_rule_only_where_contracts_are_known():
    facts = monthly({"a": 60, "b": 25}, first="2024-11")
    assert "Trend of value" not in rules_of(facts)
    contracts = pd.DataFrame({"customer_id": ["a"], "contractual": [True]})
    rules = rules_of(facts, customers=contracts)
    assert "trend score below 3" in rules["Segments"] and "3 months to May 2026" in rules["Trend of value"]
